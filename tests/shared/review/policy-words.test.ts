import { expect, test } from 'vitest';
import { policyInShort, policySentences } from '../../../shared/review/policy-words.ts';

const open = { protected: false, approvals: 0, roles: ['owner' as const], evaluation: null };

test('a label that is not protected is for everybody who writes', () => {
  expect(policySentences(open)).toEqual(['Editors, publishers and owners may move it.']);
  expect(policyInShort(open)).toBe('Not protected');
});

test('a protected label says how many approve, who may, and what must have passed', () => {
  const terms = { protected: true, approvals: 2, roles: ['publisher' as const, 'owner' as const], evaluation: 'tone' };
  expect(policySentences(terms)).toEqual([
    'Publishers and owners may move it once 2 members have approved.',
    'A publisher or an owner may approve, but not who committed the version, nor who asked.',
    'Evidence that “tone” has passed must be recorded on the version.',
  ]);
  expect(policyInShort(terms)).toBe('Protected: 2 approvals, “tone” passed');
  expect(policySentences({ ...terms, approvals: 1, evaluation: null })[0]).toBe(
    'Publishers and owners may move it once a member has approved.',
  );
});

test('without approvals nobody needs to be asked', () => {
  const terms = { protected: true, approvals: 0, roles: ['owner' as const], evaluation: null };
  expect(policySentences(terms)).toEqual(['Publishers and owners may move it, without asking.']);
  expect(policyInShort(terms)).toBe('Protected: publishers only');
});
