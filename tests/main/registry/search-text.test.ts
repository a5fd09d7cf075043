import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, originOf, placesOf, searchText } from '../../../main/registry/search-text.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(' ', '\n', '\0', 'É', 'é', 'e', '\u0301', 'ς', 'Σ', 'İ', '각'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

describe('the text that search compares', () => {
  test('is its own search text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = searchText(text);
        expect(searchText(key)).toBe(key);
      }),
    );
  });

  test.each([
    ['ΟΔΟΣ', 'οδος'],
    ['STRASSE ECK', 'strasse eck'],
    ['caf\u00e9', 'CAFE\u0301'],
    ['a\r\n\tb', 'a   b'],
    ['a\u00a0b', 'a b'],
    ['\u212a', 'k'],
  ])('of %j and %j is the same', (one, other) => {
    expect(searchText(one)).toBe(searchText(other));
  });
});

describe('the places of a word', () => {
  test.each<[string, string, [number, number][]]>([
    [
      'Walnut, walnut',
      'walnut',
      [
        [0, 6],
        [8, 14],
      ],
    ],
    ['no', 'walnut', []],
    ['Café au lait', 'café', [[0, 4]]],
    ['Cafe\u0301 au lait', 'café', [[0, 5]]],
    ['Café', 'cafe', [[0, 4]]],
    ['to\nbe', 'to be', [[0, 5]]],
    ['🙂 İstanbul', 'i\u0307stanbul', [[3, 11]]],
    ['aaaa', 'aa', [[0, 4]]],
  ])('in %j of %j', (text, word, places) => {
    expect(placesOf(fold(text), [searchText(word)])).toEqual(places);
  });

  test('hold the word, whatever the text', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, word, after) => {
        const key = searchText(word).trim();
        fc.pre(key !== '');
        const text = `${before} ${word} ${after}`;
        const places = placesOf(fold(text), [key]);
        expect(places.some(([from, to]) => searchText(text.slice(from, to)).includes(key))).toBe(true);
        for (const [at, [from, to]] of places.entries()) {
          expect(from).toBeLessThan(to);
          expect(from).toBeGreaterThan(places[at - 1]?.[1] ?? -1);
        }
      }),
    );
  });
});

test('a place in the search text is traced back to the character it came from', () => {
  fc.assert(
    fc.property(anyText, anyText, (before, after) => {
      const text = `${before.trimEnd()}§${after}`;
      const key = searchText(text);
      fc.pre(!before.includes('§'));
      expect(originOf(fold(text), key.indexOf('§'))).toBe(text.indexOf('§'));
    }),
  );
});
