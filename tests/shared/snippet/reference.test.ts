import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelProblem, nameProblem } from '../../../shared/names.ts';
import { parseTarget, printTarget, withName, type SnippetTarget } from '../../../shared/snippet/reference.ts';

test.each([
  ['tone/formal', { name: 'tone/formal', label: 'production' }],
  ['tone/formal@staging', { name: 'tone/formal', label: 'staging' }],
  ['tone/formal@v12', { name: 'tone/formal', number: 12 }],
  ['tone/formal@latest', { name: 'tone/formal', label: 'latest' }],
])('%s is read', (text, target) => {
  expect(parseTarget(text)).toEqual({ target });
});

test.each([
  ['a@staging@v3', 'a label and a version together'],
  ['a@v3@staging', 'a label and a version together'],
  ['a@v3@v4', 'more than one version'],
  ['a@', 'After “@” stands a label or a version'],
  ['@v3', 'A snippet needs a name.'],
  ['a@3', 'reads as a version number'],
  ['a@Staging', 'A label is 1 to 36'],
  ['a//b', 'cannot begin or end with “/”'],
])('%s is no reference', (text, words) => {
  expect(parseTarget(text)).toEqual({ problem: expect.stringContaining(words) as string });
});

const name = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => nameProblem(text) === null);
const label = fc.stringMatching(/^[a-z0-9_.-]{1,12}$/).filter((text) => labelProblem(text) === null);
const target: fc.Arbitrary<SnippetTarget> = fc.oneof(
  fc.record({ name, label: fc.oneof(label, fc.constant('production')) }),
  fc.record({ name, number: fc.integer({ min: 0, max: 999_999_999 }) }),
);

test('what is printed is read as the same', () => {
  fc.assert(
    fc.property(target, (one) => {
      expect(parseTarget(printTarget(one))).toEqual({ target: one });
    }),
  );
});

test('reading any text gives a target that prints, or a sentence', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a@v3/]{0,8}$/)), (text) => {
      const parsed = parseTarget(text);
      if (parsed.target) expect(parseTarget(printTarget(parsed.target))).toEqual(parsed);
      else expect(parsed.problem).toMatch(/[.…]$/);
    }),
  );
});

test('another name keeps the version', () => {
  expect(['a', 'a@production', 'a@v3'].map((text) => withName(text, 'b/c'))).toEqual([
    'b/c',
    'b/c@production',
    'b/c@v3',
  ]);
});
