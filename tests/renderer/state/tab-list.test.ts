import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeTab, MAX_TABS, moveTab, openBeside, openTab, type Tabs } from '../../../renderer/state/tab-list.ts';

const tabs = (open: string[], active: string | null = open[0] ?? null, preview: string | null = null): Tabs => ({
  open,
  active,
  beside: null,
  preview,
});

test('a new tab opens beside the one in front', () => {
  expect(openTab(tabs(['a', 'b', 'c'], 'b'), 'd', false)).toEqual(tabs(['a', 'b', 'd', 'c'], 'd'));
});

test('a prompt that is open comes to the front in its own tab', () => {
  expect(openTab(tabs(['a', 'b'], 'a'), 'b', false)).toEqual(tabs(['a', 'b'], 'b'));
});

test('a glance takes over the tab that was glanced at before, and no other', () => {
  const glanced = openTab(tabs(['a'], 'a'), 'b', true);
  expect(glanced).toEqual(tabs(['a', 'b'], 'b', 'b'));
  expect(openTab(glanced, 'c', true)).toEqual(tabs(['a', 'c'], 'c', 'c'));
  expect(openTab(glanced, 'c', false)).toEqual(tabs(['a', 'b', 'c'], 'c', 'b'));
});

test('opening a glanced-at prompt for good keeps its tab', () => {
  const kept = openTab(openTab(tabs(['a']), 'b', true), 'b', false);
  expect(openTab(kept, 'c', true).open).toEqual(['a', 'b', 'c']);
});

test('closing the tab in front shows the next one, or the one before at the end', () => {
  expect(closeTab(tabs(['a', 'b', 'c'], 'b'), 'b').active).toBe('c');
  expect(closeTab(tabs(['a', 'b', 'c'], 'c'), 'c').active).toBe('b');
  expect(closeTab(tabs(['a'], 'a'), 'a')).toEqual(tabs([], null));
});

test('a tab is dragged to another place', () => {
  expect(moveTab(tabs(['a', 'b', 'c']), 'a', 2).open).toEqual(['b', 'c', 'a']);
  expect(moveTab(tabs(['a', 'b', 'c']), 'c', 0).open).toEqual(['c', 'a', 'b']);
});

test('there are never more tabs than are kept, and the one that was opened is among them', () => {
  const many = tabs(Array.from({ length: MAX_TABS }, (_, index) => `p${index}`));
  const next = openTab(many, 'new', false);
  expect(next.open).toHaveLength(MAX_TABS);
  expect(next.open).toContain('new');
});

test('whatever is opened, closed and moved, each prompt has one tab and the one in front is open', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd');
  const step = fc.oneof(
    fc.tuple(fc.constant('open' as const), id, fc.boolean()),
    fc.tuple(fc.constant('close' as const), id, fc.boolean()),
    fc.tuple(fc.constant('move' as const), id, fc.boolean()),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let now = tabs([]);
      for (const [kind, prompt, flag] of steps) {
        if (kind === 'open') now = openTab(now, prompt, flag);
        else if (kind === 'close') now = closeTab(now, prompt);
        else now = moveTab(now, prompt, flag ? 0 : 9);
        expect(new Set(now.open).size).toBe(now.open.length);
        expect(now.open.length === 0 ? now.active === null : now.open.includes(now.active ?? '')).toBe(true);
        expect(now.preview === null || now.open.includes(now.preview)).toBe(true);
      }
    }),
  );
});

test('a prompt opened beside keeps the one in front where it is', () => {
  const both = openBeside(tabs(['a', 'b'], 'a'), 'b');
  expect(both).toEqual({ open: ['a', 'b'], active: 'a', beside: 'b', preview: null });
  expect(openTab(both, 'b', false)).toEqual(both);
  expect(openTab(both, 'c', false)).toEqual({ open: ['a', 'c', 'b'], active: 'c', beside: 'b', preview: null });
});

test('the prompt in front goes beside its neighbour, or changes places with the one beside; alone it stays', () => {
  expect(openBeside(tabs(['a', 'b'], 'a'), 'a')).toMatchObject({ active: 'b', beside: 'a' });
  expect(openBeside({ ...tabs(['a', 'b'], 'a'), beside: 'b' }, 'a')).toMatchObject({ active: 'b', beside: 'a' });
  expect(openBeside(tabs(['a']), 'a')).toEqual(tabs(['a']));
});

test('when the one in front is closed and no other is left, the one beside comes to the front', () => {
  const both = openBeside(tabs(['a', 'b'], 'a'), 'b');
  expect(closeTab(both, 'a')).toEqual(tabs(['b']));
  expect(closeTab(both, 'b')).toEqual(tabs(['a']));
});

test('whatever is opened and closed, no prompt is both in front and beside, and both have tabs', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd');
  const step = fc.oneof(
    id.map((each) => (now: Tabs) => openTab(now, each, false)),
    id.map((each) => (now: Tabs) => openTab(now, each, true)),
    id.map((each) => (now: Tabs) => openBeside(now, each)),
    id.map((each) => (now: Tabs) => closeTab(now, each)),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const end = steps.reduce((now, take) => take(now), tabs([]));
      expect(new Set(end.open).size).toBe(end.open.length);
      for (const shown of [end.active, end.beside, end.preview]) if (shown !== null) expect(end.open).toContain(shown);
      if (end.beside !== null) expect(end.active).not.toBe(end.beside);
      expect(end.active === null).toBe(end.open.length === 0);
    }),
    { numRuns: 500 },
  );
});
