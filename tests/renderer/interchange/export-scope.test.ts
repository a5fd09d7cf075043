import { expect, test } from 'vitest';
import { promptsInScope } from '../../../renderer/interchange/export-scope.ts';
import { row } from '../library/rows.ts';

const rows = [
  row('support/a', { labels: [{ label: 'production', number: 1 }] }),
  row('support/deep/b'),
  row('supporters'),
  row('support/old', { archived: true }),
  row('support/unwritten', { head: 0 }),
];
const names = (...scope: Parameters<typeof promptsInScope> extends [unknown, ...infer Rest] ? Rest : never) =>
  promptsInScope(rows, ...scope).map(({ name }) => name);

test('a folder is what is in it and below it, without what is archived or was never committed', () => {
  expect(names({ kind: 'folder', path: 'support' }, null)).toEqual(['support/a', 'support/deep/b']);
});

test('a chosen prompt is exported though it is archived', () => {
  expect(names({ kind: 'prompts', promptIds: ['support/old', 'supporters'] }, null)).toEqual([
    'supporters',
    'support/old',
  ]);
});

test('with a label, only prompts that have it', () => {
  expect(names({ kind: 'all' }, 'production')).toEqual(['support/a']);
});
