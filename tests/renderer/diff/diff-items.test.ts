import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DiffItem, foldRows, linesIn, numberChanges } from '../../../renderer/diff/diff-items.ts';
import { summarise } from '../../../renderer/diff/diff-summary.ts';
import { type Content, emptyContent } from '../../../shared/content.ts';
import { compareContent } from '../../../shared/diff/compare-content.ts';
import type { ContentDiff, DiffLine } from '../../../shared/diff/content-diff.ts';

function said(...texts: string[]): Content {
  return { ...emptyContent(), messages: texts.map((text) => ({ role: 'user', text })) };
}

function compare(left: Content | null, right: Content | null) {
  return compareContent(left, right, { ignoreWhitespace: false });
}

/** The first message's rows, with its hunks' numbers. */
function folded(diff: ContentDiff, open: ReadonlySet<number> = new Set()): DiffItem[] {
  const { message, changes } = numberChanges(diff).messages[0]!;
  return foldRows(
    message.lines,
    changes.map(({ number }) => number),
    open,
  );
}

function rowsOf(items: readonly DiffItem[]): DiffLine[] {
  return items.flatMap((item) => (item.kind === 'fold' ? [] : item.rows));
}

function linesOf(rows: readonly DiffLine[]): number {
  return rows.reduce((sum, row) => sum + linesIn(row), 0);
}

function searching(description: string, type: string) {
  return { name: 'search', description, parameters: { type } };
}

function texts(rows: readonly DiffLine[], side: 'left' | 'right'): string {
  return rows.flatMap((row) => (row[side] ? [row[side].spans.map((span) => span.text).join('')] : [])).join('\n');
}

const lines = fc
  .array(fc.constantFrom('alpha beta', 'gamma', 'delta epsilon zeta', ''), { maxLength: 90 })
  .map((all) => all.join('\n'));

test('every change has its number, once, in rising order', () => {
  fc.assert(
    fc.property(lines, lines, (left, right) => {
      const diff = compare({ ...said(left), settings: { seed: 1 } }, said(right));
      const stops = folded(diff).flatMap((item) => (item.kind === 'hunk' && item.first ? [item.number] : []));
      const { count } = numberChanges(diff);
      expect(stops).toEqual(Array.from({ length: count - diff.facts.length }, (_, index) => index + diff.facts.length));
    }),
  );
});

test('folding hides unchanged lines only, counts them, and opening shows them all', () => {
  fc.assert(
    fc.property(lines, lines, (left, right) => {
      const diff = compare(said(left), said(right));
      const items = folded(diff);
      const folds = items.flatMap((item) => (item.kind === 'fold' ? [item] : []));
      const opened = rowsOf(folded(diff, new Set(folds.map((fold) => fold.at))));
      expect([texts(opened, 'left'), texts(opened, 'right')]).toEqual([left, right]);
      const hidden = folds.reduce((sum, fold) => sum + fold.lines, 0);
      expect(linesOf(rowsOf(items)) + hidden).toBe(linesOf(opened));
    }),
  );
});

test('a thousand unchanged lines are drawn in pieces when they are opened', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => `line ${index}`);
  const diff = compare(said(many.join('\n')), said(many.with(2_500, 'changed').join('\n')));
  const folds = folded(diff).flatMap((item) => (item.kind === 'fold' ? [item] : []));
  expect(folds.map((fold) => fold.lines)).toEqual([2_497, 2_496]);
  const opened = folded(diff, new Set(folds.map((fold) => fold.at)));
  expect(texts(rowsOf(opened), 'right')).toBe(many.with(2_500, 'changed').join('\n'));
  for (const row of rowsOf(opened)) expect(linesIn(row)).toBeLessThanOrEqual(20);
  expect(new Set(opened.map((item) => item.at)).size).toBe(opened.length);
});

test('a message that only moved is one change; a role and a text are two', () => {
  const diff = compare(said('one two three', 'four five six'), said('four five six', 'one two three'));
  expect(numberChanges(diff).count).toBe(1);
  const roles = compare(said('one two three'), {
    ...said(),
    messages: [{ role: 'system', text: 'one two three four' }],
  });
  expect(numberChanges(roles).count).toBe(2);
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

test('a tool of which two members changed is one changed tool', () => {
  const left = { ...said('a'), tools: [searching('Looks up', 'object')] };
  const right = { ...said('a'), tools: [searching('Finds', 'string')] };
  expect(summarise(compare(left, right))).toEqual(['1 tool changed']);
});
