import { expect, test } from 'vitest';
import { matchesShortcut, printShortcut } from '../../../renderer/state/shortcut.ts';

const press = (key: string, ...held: ('ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey')[]) => ({
  key,
  code: '',
  ctrlKey: held.includes('ctrlKey'),
  metaKey: held.includes('metaKey'),
  shiftKey: held.includes('shiftKey'),
  altKey: held.includes('altKey'),
});

test('Mod is Ctrl, and Command on a Mac', () => {
  expect(matchesShortcut('Mod+K', press('k', 'ctrlKey'), false)).toBe(true);
  expect(matchesShortcut('Mod+K', press('k', 'metaKey'), false)).toBe(false);
  expect(matchesShortcut('Mod+K', press('k', 'metaKey'), true)).toBe(true);
  expect(matchesShortcut('Mod+K', press('k', 'ctrlKey'), true)).toBe(false);
});

test('every key that is held counts', () => {
  expect(matchesShortcut('Mod+Shift+E', press('E', 'ctrlKey', 'shiftKey'), false)).toBe(true);
  expect(matchesShortcut('Mod+E', press('E', 'ctrlKey', 'shiftKey'), false)).toBe(false);
  expect(matchesShortcut('F2', press('F2', 'altKey'), false)).toBe(false);
});

test('a sign is found wherever the keyboard puts it', () => {
  expect(matchesShortcut('?', press('?', 'shiftKey'), false)).toBe(true);
  expect(matchesShortcut('?', press('?'), false)).toBe(true);
});

const pressed = (key: string, code: string) => ({ ...press(key, 'altKey'), code });

test('on a Mac, a key with Option is known by its place, whatever sign it writes', () => {
  expect(matchesShortcut('Alt+1', pressed('¡', 'Digit1'), true)).toBe(true);
  expect(matchesShortcut('Alt+W', pressed('∑', 'KeyW'), true)).toBe(true);
  expect(matchesShortcut('Alt+2', pressed('¡', 'Digit1'), true)).toBe(false);
  expect(matchesShortcut('Alt+1', pressed('¡', 'Digit1'), false)).toBe(false);
});

test('Ctrl+Tab is Ctrl on every platform', () => {
  expect(matchesShortcut('Ctrl+Tab', press('Tab', 'ctrlKey'), true)).toBe(true);
  expect(matchesShortcut('Ctrl+Tab', press('Tab', 'ctrlKey'), false)).toBe(true);
});

test('shortcuts are printed in the words of the platform', () => {
  expect(printShortcut('Mod+Shift+E', false)).toBe('Ctrl Shift E');
  expect(printShortcut('Mod+Shift+E', true)).toBe('⇧⌘E');
  expect(printShortcut('Alt+ArrowUp', false)).toBe('Alt ↑');
  expect(printShortcut('Mod++', false)).toBe('Ctrl +');
});
