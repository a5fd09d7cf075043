import { expect, test } from 'vitest';
import { snippetsLike, usualVersion, versionsOf } from '../../../renderer/snippets/snippet-names.ts';
import { row } from '../library/rows.ts';

const ROWS = [
  row('support/reply'),
  row('tone/formal', {
    head: 12,
    labels: [
      { label: 'staging', number: 12 },
      { label: 'production', number: 9 },
    ],
  }),
  row('tone/friendly'),
  row('tone/old', { archived: true }),
  row('tone/new', { head: 0 }),
];

const names = (text: string, used: string[] = [], except: string | null = null) =>
  snippetsLike(ROWS, text, new Set(used), except).map(({ name }) => name);

test('a snippet is found by any part of its name, the beginning of its last part first', () => {
  expect(names('fo')).toEqual(['tone/formal']);
  expect(names('tone')).toEqual(['tone/formal', 'tone/friendly']);
  expect(names('tfri')).toEqual(['tone/friendly']);
  expect(names('xyz')).toEqual([]);
});

test('what is in use comes first; the prompt itself, what is archived and what has no version do not come at all', () => {
  expect(names('', ['tone/friendly'])).toEqual(['tone/friendly', 'support/reply', 'tone/formal']);
  expect(names('', [], 'support/reply')).toEqual(['tone/formal', 'tone/friendly']);
});

test('versions are production, the other labels, latest, and the numbers from the newest down', () => {
  expect(versionsOf(ROWS[1]!).slice(0, 5)).toEqual([
    { name: 'production', about: 'v9' },
    { name: 'staging', about: 'v12' },
    { name: 'latest', about: 'v12, the newest' },
    { name: 'v12', about: '' },
    { name: 'v11', about: '' },
  ]);
  expect(versionsOf(ROWS[4]!)).toEqual([]);
});

test('a reference is bound to production where there is one, and otherwise to what is nearest to it', () => {
  expect(usualVersion(ROWS[1]!)).toBe('production');
  expect(usualVersion(row('a', { labels: [{ label: 'staging', number: 1 }] }))).toBe('staging');
  expect(usualVersion(row('a', { head: 3 }))).toBe('v3');
});
