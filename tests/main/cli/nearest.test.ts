import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../../../main/cli/nearest.ts';

const names = ['support/reply', 'support/reply-drafter', 'tone/formal', 'tone/friendly', 'sales/pitch'];

test.each([
  ['suport/reply', ['support/reply']],
  ['support/rpely', ['support/reply']],
  ['reply', ['support/reply', 'support/reply-drafter']],
  ['FORMAL', ['tone/formal']],
  ['weather/report', []],
])('“%s” is taken for %j', (typed, meant) => {
  expect(nearest(typed, names)).toEqual(meant);
});

test('the question names what is near, and is not asked where nothing is', () => {
  expect(didYouMean('tone/formally', names)).toBe(' Did you mean “tone/formal”?');
  expect(didYouMean('support/repl', names)).toBe(' Did you mean “support/reply” or “support/reply-drafter”?');
  expect(didYouMean('zzz', names)).toBe('');
});

test('a name with one letter missing is always found', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{3,20}$/), fc.nat(), (name, at) => {
      const typed = name.slice(0, at % name.length) + name.slice((at % name.length) + 1);
      expect(nearest(typed, ['a quite different name', name])).toContain(name);
    }),
  );
});
