import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { changePlaces, placeText, samePlace } from '../../../renderer/reviews/review-places.ts';
import { emptyContent, type Content } from '../../../shared/content.ts';
import { compareContent } from '../../../shared/diff/compare-content.ts';

test('a change is spoken of at its first line after; one that only took away, at the line before', () => {
  expect(placesOf(['a\nb\nc\nd\ne\nf'], ['a\nB\nc\nd\nf'])).toEqual([
    { message: 0, line: 2, side: 'after' },
    { message: 0, line: 5, side: 'before' },
  ]);
});

test('a message that came or went is spoken of at its first line', () => {
  expect(placesOf(['one'], ['one', 'two\nlines'])).toEqual([{ message: 1, line: 1, side: 'after' }]);
  expect(placesOf(['one', 'two\nlines'], ['one'])).toEqual([{ message: 1, line: 1, side: 'before' }]);
});

test('a setting is no place in a message', () => {
  const diff = compareContent(
    says(['one']),
    { ...says(['one']), settings: { temperature: 1 } },
    { ignoreWhitespace: false },
  );
  expect(changePlaces(diff)).toEqual([null]);
});

test('every change of messages has a place that is a line of its side, whatever the texts', () => {
  const text = array(constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n'));
  const messages = array(text, { minLength: 1, maxLength: 3 });
  assert(
    property(messages, messages, (left, right) => {
      for (const place of placesOf(left, right)) {
        expect(place).not.toBeNull();
        const said = (place!.side === 'before' ? left : right)[place!.message];
        expect(said).toBeDefined();
        expect(place!.line).toBeGreaterThanOrEqual(1);
        expect(place!.line).toBeLessThanOrEqual(said!.split('\n').length);
      }
    }),
    { numRuns: 300 },
  );
});

test('places are told in words, counted from one', () => {
  expect(placeText({ message: 1, line: 12, side: 'after' })).toBe('message 2, line 12');
  expect(placeText({ message: 0, line: 3, side: 'before' })).toBe('message 1, line 3, before');
  expect(samePlace({ message: 0, line: 3, side: 'before' }, { message: 0, line: 3, side: 'after' })).toBe(false);
});

function placesOf(left: string[], right: string[]) {
  return changePlaces(compareContent(says(left), says(right), { ignoreWhitespace: false }));
}

function says(texts: string[]): Content {
  return { ...emptyContent(), messages: texts.map((text) => ({ role: 'user' as const, text })) };
}
