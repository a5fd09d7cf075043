import { expect, test } from 'vitest';
import { extendTo, keepOnly, NOTHING, selectAll, selectOne, toggle } from '../../../renderer/library/selection.ts';

const KEYS = ['a', 'b', 'c', 'd', 'e'];

test('a run is chosen from where it began to where it is now, in either direction', () => {
  const from = selectOne('c');
  expect([...extendTo(from, 'e', KEYS).selected]).toEqual(['c', 'd', 'e']);
  expect([...extendTo(extendTo(from, 'e', KEYS), 'a', KEYS).selected]).toEqual(['a', 'b', 'c']);
});

test('a run without a beginning is its own beginning', () => {
  expect([...extendTo(NOTHING, 'b', KEYS).selected]).toEqual(['b']);
});

test('lines are added one by one and taken away again', () => {
  const two = toggle(selectOne('a'), 'c');
  expect([...two.selected]).toEqual(['a', 'c']);
  expect([...toggle(two, 'a').selected]).toEqual(['c']);
});

test('choosing all keeps the focus where it is', () => {
  expect(selectAll(selectOne('c'), KEYS)).toMatchObject({ focus: 'c', selected: new Set(KEYS) });
});

test('lines that are gone are chosen no more; where all are there, nothing changes', () => {
  const chosen = extendTo(selectOne('a'), 'c', KEYS);
  expect(keepOnly(chosen, () => true)).toBe(chosen);
  expect(keepOnly(chosen, (key) => key !== 'c')).toMatchObject({ selected: new Set(['a', 'b']), focus: null });
});
