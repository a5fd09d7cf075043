import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileQuery, findMatches, queryProblem, TextQuery } from '../../../shared/text/text-query.ts';

function found(text: string, query: Partial<TextQuery> & { text: string }, replacement?: string): string[] {
  const parsed = TextQuery.parse(query);
  const insert = replacement === undefined ? undefined : { text: replacement, regex: parsed.regex };
  const { matches } = findMatches(text, compileQuery(parsed), 100, insert);
  return matches.map(({ from, to, insert: next }) => text.slice(from, to) + (next === undefined ? '' : `→${next}`));
}

test.each<[string, Partial<TextQuery> & { text: string }, string[]]>([
  ['Tone tone TONE', { text: 'tone' }, ['Tone', 'tone', 'TONE']],
  ['Tone tone', { text: 'tone', matchCase: true }, ['tone']],
  ['tone tones, tone_x «tone» été', { text: 'tone', wholeWord: true }, ['tone', 'tone']],
  ['été étés', { text: 'été', wholeWord: true }, ['été']],
  ['a.b axb', { text: 'a.b' }, ['a.b']],
  ['a.b axb', { text: 'a.b', regex: true }, ['a.b', 'axb']],
  ['{{x}} {{ y }}', { text: '{{' }, ['{{', '{{']],
  ['one\ntwo', { text: '^.', regex: true }, ['o', 't']],
  ['abc', { text: 'x*', regex: true }, []],
  ['ab ba', { text: 'a|b', regex: true, wholeWord: true }, []],
])('in %j, %j finds %j', (text, query, matches) => {
  expect(found(text, query)).toEqual(matches);
});

test.each([
  ['(\\w+)@(\\w+)', '$2 at $1', 'ann@home→home at ann'],
  ['(?<who>\\w+)@', '$<who> $& $$ \\n\\t\\\\', 'ann@→ann ann@ $ \n\t\\'],
  ['ann(x)?', '[$1][$2]', 'ann→[][$2]'],
])('%s replaced by %s', (text, replacement, match) => {
  expect(found('ann@home', { text, regex: true }, replacement)).toEqual([match]);
});

test('a replacement of plain text is put in as it is', () => {
  expect(found('a', { text: 'a' }, '$& \\n')).toEqual(['a→$& \\n']);
});

test('any text is found as it stands, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 8 }), fc.string(), fc.string(), (text, before, after) => {
      fc.pre(text.isWellFormed() && before.isWellFormed() && after.isWellFormed());
      const { matches } = findMatches(
        before + text + after,
        compileQuery(TextQuery.parse({ text, matchCase: true })),
        1_000,
      );
      expect(matches.length).toBeGreaterThan(0);
      for (const { from, to } of matches) expect((before + text + after).slice(from, to)).toBe(text);
    }),
  );
});

test.each([
  ['(a', 'This expression cannot be read: unterminated group.'],
  ['a)|(b', "This expression cannot be read: unmatched ')'."],
  ['[z-a]', 'This expression cannot be read: range out of order in character class.'],
])('%s is told as what it is', (text, problem) => {
  expect(queryProblem(TextQuery.parse({ text, regex: true, wholeWord: true }))).toBe(problem);
});
