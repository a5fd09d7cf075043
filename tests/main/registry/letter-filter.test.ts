import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LetterFilter, lettersOf } from '../../../main/registry/letter-filter.ts';

describe('a letter filter', () => {
  test('never denies what stands in the text', () => {
    const part = fc
      .tuple(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.nat(), fc.nat(40))
      .map(([text, from, length]) => ({ text, word: text.slice(from % (text.length + 1)).slice(0, length) }));
    fc.assert(
      fc.property(part, ({ text, word }) => {
        expect(new LetterFilter(text).mayHold(lettersOf(word))).toBe(true);
      }),
    );
  });

  test('denies nearly every word that does not', () => {
    const text = 'You are a support agent. Answer the ticket in the language it was written in. '.repeat(40);
    const filter = new LetterFilter(text);
    const absent = ['photosynthesis', 'gardening', 'zebra crossing', 'inflation', 'quartz', 'mythology', 'harbour'];
    expect(absent.filter((word) => filter.mayHold(lettersOf(word)))).toEqual([]);
  });

  test('says nothing of words that are shorter than what it knows', () => {
    expect(new LetterFilter('').mayHold(lettersOf('abc'))).toBe(true);
    expect(new LetterFilter('').mayHold(lettersOf('abcd'))).toBe(false);
  });
});
