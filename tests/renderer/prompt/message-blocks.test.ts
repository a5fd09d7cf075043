import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksOf, placeOfNextExample, stepBlock } from '../../../renderer/prompt/message-blocks.ts';
import { type Role, ROLES } from '../../../shared/content.ts';

const LETTERS: Record<string, Role> = {
  s: 'system',
  u: 'user',
  a: 'assistant',
  t: 'tool',
  p: 'placeholder',
};
const roles = (letters: string) => letters.split('').map((letter) => LETTERS[letter]!);
/** Messages in order, examples in brackets. */
const grouped = (letters: string) =>
  blocksOf(roles(letters))
    .map(({ from, count, example }) => {
      const own = letters.slice(from, from + count);
      return example === null ? own : `[${example}${own}]`;
    })
    .join('');

test('a question and its answer are an example where something is asked after them', () => {
  expect(grouped('suauau')).toBe('s[1ua][2ua]u');
  expect(grouped('suap')).toBe('s[1ua]p');
  expect(grouped('suapu')).toBe('s[1ua]pu');
  expect(grouped('suuau')).toBe('su[1ua]u');
});

test('what ends a prompt, and what is no pair, stands alone', () => {
  expect(grouped('sua')).toBe('sua');
  expect(grouped('su')).toBe('su');
  expect(grouped('sauatu')).toBe('sa[1ua]tu');
  expect(grouped('')).toBe('');
});

test('the next example goes after the others, before the history, before what is asked, or at the end', () => {
  expect(placeOfNextExample(roles('suauu'))).toBe(3);
  expect(placeOfNextExample(roles('spu'))).toBe(1);
  expect(placeOfNextExample(roles('su'))).toBe(1);
  expect(placeOfNextExample(roles('s'))).toBe(1);
});

test('an added pair is an example wherever there is something to ask', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ROLES), { maxLength: 12 }), (list) => {
      const at = placeOfNextExample(list);
      const added = list.toSpliced(at, 0, 'user', 'assistant', ...(list.slice(at).some(asks) ? [] : ['user' as const]));
      expect(blocksOf(added).some((block) => block.from === at && block.example !== null)).toBe(true);
    }),
  );
});

test('blocks cover every message once, and a step up and down again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ROLES), { maxLength: 12 }), (list) => {
      const blocks = blocksOf(list);
      expect(blocks.flatMap(({ from, count }) => list.slice(from, from + count))).toEqual(list);
      for (const block of blocks) {
        const down = stepBlock(blocks, block, 1);
        const own = list.slice(block.from, block.from + block.count);
        const rest = list.toSpliced(block.from, block.count);
        if (down === null) expect(block).toBe(blocks.at(-1));
        else expect(rest.toSpliced(down, 0, ...own)).toHaveLength(list.length);
      }
    }),
  );
});

function asks(role: Role): boolean {
  return role === 'user' || role === 'placeholder';
}
