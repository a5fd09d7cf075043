import { expect, test } from 'vitest';
import { countFacets, NO_FILTERS, passes } from '../../../renderer/library/filters.ts';
import { row } from './rows.ts';

const prompts = [
  row('a', { diverged: true, labels: [{ label: 'production', number: 1 }], tags: ['mail'] }),
  row('b', { hasDraft: true, pending: 1, labels: [{ label: 'beta', number: 1 }], tags: ['mail', 'german'] }),
  row('c', { archived: true, labels: [{ label: 'production', number: 2 }] }),
];
const shown = (filters: Partial<typeof NO_FILTERS>) =>
  prompts.filter((each) => passes(each, { ...NO_FILTERS, ...filters })).map(({ name }) => name);

test('archived prompts are shown only when asked for, and then alone', () => {
  expect(shown({})).toEqual(['a', 'b']);
  expect(shown({ archived: true })).toEqual(['c']);
});

test('a prompt must pass every filter', () => {
  expect(shown({ tag: 'mail' })).toEqual(['a', 'b']);
  expect(shown({ tag: 'mail', changed: true })).toEqual(['b']);
  expect(shown({ tag: 'mail', label: 'production' })).toEqual(['a']);
  expect(shown({ diverged: true })).toEqual(['a']);
  expect(shown({ pending: true })).toEqual(['b']);
  expect(shown({ diverged: true, changed: true })).toEqual([]);
  expect(shown({ tag: 'german', label: 'production' })).toEqual([]);
});

test('labels and tags are counted, production and staging first', () => {
  const rows = ['beta', 'staging', 'production', 'alpha'].map((label) =>
    row(label, { labels: [{ label, number: 1 }] }),
  );
  expect(countFacets(rows).labels.map(({ name }) => name)).toEqual(['production', 'staging', 'alpha', 'beta']);
  expect(countFacets(prompts).tags).toEqual([
    { name: 'german', count: 1 },
    { name: 'mail', count: 2 },
  ]);
});
