import { expect, test } from 'vitest';
import { readTags, tagStates } from '../../../renderer/library/tag-counts.ts';
import { row } from './rows.ts';

test('a tag is on all, some or none of the chosen prompts; those they carry come first', () => {
  const chosen = [row('a', { tags: ['mail', 'german'] }), row('b', { tags: ['mail'] })];
  expect(tagStates(chosen, ['alpha', 'german', 'mail'])).toEqual([
    { tag: 'german', on: 'some' },
    { tag: 'mail', on: 'all' },
    { tag: 'alpha', on: 'none' },
  ]);
});

test('commas tell typed tags apart; spaces around them and repetitions are dropped', () => {
  expect(readTags(' mail, german ,,mail, two words ')).toEqual(['mail', 'german', 'two words']);
});
