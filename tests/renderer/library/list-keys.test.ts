import { expect, test } from 'vitest';
import { findTyped, readListKey } from '../../../renderer/library/list-keys.ts';

const press = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

/** Where a key leads in a list of ten lines with pages of four. */
function to(key: string, at: number): number | null {
  const read = readListKey(press(key), at, 10, 4);
  return read?.kind === 'move' ? read.to : null;
}

test('arrows, Home, End and pages move within the list and stop at its ends', () => {
  expect(to('ArrowDown', 3)).toBe(4);
  expect(to('ArrowDown', 9)).toBe(9);
  expect(to('ArrowUp', 0)).toBe(0);
  expect(to('Home', 7)).toBe(0);
  expect(to('End', 2)).toBe(9);
  expect(to('PageDown', 8)).toBe(9);
  expect(to('PageUp', 6)).toBe(2);
});

test('without a focused line, down begins at the top and up at the bottom', () => {
  expect(readListKey(press('ArrowDown'), -1, 5, 4)).toMatchObject({ to: 0 });
  expect(readListKey(press('ArrowUp'), -1, 5, 4)).toMatchObject({ to: 4 });
});

test('Shift extends what is chosen; Ctrl or Command moves the focus alone', () => {
  expect(readListKey(press('ArrowDown', { shiftKey: true }), 0, 5, 4)).toMatchObject({ extend: true });
  expect(readListKey(press('ArrowDown', { ctrlKey: true }), 0, 5, 4)).toMatchObject({ keepSelection: true });
});

test('keys that belong to commands mean nothing to the list', () => {
  expect(readListKey(press('k', { ctrlKey: true }), 0, 5, 4)).toBeNull();
  expect(readListKey(press('F2'), 0, 5, 4)).toBeNull();
  expect(readListKey(press('ArrowDown', { altKey: true }), 0, 5, 4)).toBeNull();
});

test('an empty list answers no arrow', () => {
  expect(readListKey(press('ArrowDown'), -1, 0, 4)).toBeNull();
});

test('typed letters find the next name that begins with them, round the end', () => {
  const names = ['reply', 'refund', 'triage', 'tone'];
  expect(findTyped(names, 't', 2)).toBe(3);
  expect(findTyped(names, 't', 3)).toBe(2);
  expect(findTyped(names, 'to', 2)).toBe(3);
  expect(findTyped(names, 're', 0)).toBe(0);
  expect(findTyped(names, 'x', 0)).toBe(-1);
});

test('one letter again and again steps through the names that begin with it', () => {
  const names = ['reply', 'refund', 'triage', 'rank'];
  expect(findTyped(names, 'rr', 0)).toBe(1);
  expect(findTyped(names, 'rrr', 1)).toBe(3);
});
