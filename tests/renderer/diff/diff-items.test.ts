import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldRows, numberChanges } from '../../../renderer/diff/diff-items.ts';
import { summarise } from '../../../renderer/diff/diff-summary.ts';
import { type Content, emptyContent } from '../../../shared/content.ts';
import { compareContent } from '../../../shared/diff/compare-content.ts';

function said(...texts: string[]): Content {
  return { ...emptyContent(), messages: texts.map((text) => ({ role: 'user', text })) };
}

function compare(left: Content | null, right: Content | null) {
  return compareContent(left, right, { ignoreWhitespace: false });
}

const lines = fc
  .array(fc.constantFrom('alpha beta', 'gamma', 'delta epsilon zeta', ''), { maxLength: 40 })
  .map((all) => all.join('\n'));

test('every change has its number, once, in rising order', () => {
  fc.assert(
    fc.property(lines, lines, (left, right) => {
      const diff = compare({ ...said(left), settings: { seed: 1 } }, said(right));
      const { messages, count } = numberChanges(diff);
      const stops = messages.flatMap((message) =>
        foldRows(message, new Set()).flatMap((item) => (item.kind === 'row' && item.stop !== null ? [item.stop] : [])),
      );
      expect(stops).toEqual(Array.from({ length: count - diff.facts.length }, (_, index) => index + diff.facts.length));
    }),
  );
});

test('folding hides unchanged rows only, counts them, and opening shows them all', () => {
  fc.assert(
    fc.property(lines, lines, (left, right) => {
      const [message] = numberChanges(compare(said(left), said(right))).messages;
      const folded = foldRows(message!, new Set());
      const folds = folded.flatMap((item) => (item.kind === 'fold' ? [item] : []));
      const opened = foldRows(message!, new Set(folds.map((fold) => fold.from)));
      expect(opened.every((item) => item.kind === 'row')).toBe(true);
      const hidden = folds.reduce((sum, fold) => sum + fold.count, 0);
      expect(folded.length - folds.length + hidden).toBe(opened.length);
      const texts = (side: 'left' | 'right') =>
        opened
          .flatMap((item) =>
            item.kind === 'row' && item.row[side] ? [item.row[side].spans.map((span) => span.text).join('')] : [],
          )
          .join('\n');
      expect([texts('left'), texts('right')]).toEqual([left, right]);
    }),
  );
});

test('a message that only moved or changed its role is one change', () => {
  const diff = compare(said('one two three', 'four five six'), said('four five six', 'one two three'));
  expect(numberChanges(diff).count).toBe(1);
});

test('the summary says in words what changed', () => {
  const left = { ...said('a b c', 'stays'), settings: { temperature: 0.4 } };
  const right = {
    ...said('a b d', 'stays'),
    settings: { temperature: 0.2 },
    variables: [{ name: 'x', type: 'string' as const }],
  };
  expect(summarise(compare(left, right))).toEqual(['1 message changed', 'temperature 0.4 → 0.2', '1 variable added']);
  expect(summarise(compare(left, left))).toEqual(['Nothing differs']);
  expect(summarise(compare(null, said('a', 'b')))).toEqual(['2 messages added']);
});
