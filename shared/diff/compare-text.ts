import { compareWords } from './compare-words.ts';
import type { DiffLine, Span } from './content-diff.ts';
import { likeness, pairInOrder, type WordBag, wordBag } from './likeness.ts';
import { type Match, matchSequences } from './match-sequences.ts';

/** What is left for one comparison of contents: line pairings weighed, squared word edits, and, since the answer must stay
 *  small too, rows of its hunks and marked spans in them. */
export type Budget = { pairings: number; wordSteps: number; rows: number; spans: number };

export function newBudget(): Budget {
  return { pairings: 60_000, wordSteps: 150_000, rows: 8_000, spans: 24_000 };
}

type Options = { ignoreWhitespace: boolean };
/** Lines `from` to `to` of each side. */
type Gap = { left: readonly string[]; right: readonly string[]; from: Match; to: Match };

/** Likeness from which a removed and an added line count as one line that changed. */
const SAME_LINE = 0.3;
const MAX_PAIRINGS_IN_GAP = 20_000;
/** Unchanged lines that stand as rows of their own before and after a change; those between share one row. */
const CONTEXT = 3;
const LONGEST_STRETCH = 12;
/** Lines that share a row where the rows run out; fewer unchanged ones between two changes then count as changed. */
const LINES_IN_BLOCK = 50;

/** The rows of two texts side by side, lines parted at `\n`. A null text has no lines; an empty one has one. */
export function compareText(left: string | null, right: string | null, options: Options, budget: Budget): DiffLine[] {
  const leftLines = left?.split('\n') ?? [];
  const rightLines = right?.split('\n') ?? [];
  const key = options.ignoreWhitespace ? (line: string) => line.replaceAll(/\s+/g, ' ').trim() : null;
  const matches = matchSequences(key ? leftLines.map(key) : leftLines, key ? rightLines.map(key) : rightLines);
  const rows: DiffLine[] = [];
  let at: Match = [0, 0];
  const settleGap = (to: Match) => {
    compareGap({ left: leftLines, right: rightLines, from: at, to }, options, budget, rows);
  };
  for (const { from, count } of runs(matches)) {
    if (budget.rows <= 0 && count < LINES_IN_BLOCK) continue;
    settleGap(from);
    pushUnchanged(leftLines, rightLines, from, count, rows);
    at = [from[0] + count, from[1] + count];
  }
  settleGap([leftLines.length, rightLines.length]);
  return rows;
}

/** Matches that follow each other on both sides, as one. */
function runs(matches: readonly Match[]): { from: Match; count: number }[] {
  const found: { from: Match; count: number }[] = [];
  for (const match of matches) {
    const last = found.at(-1);
    if (last && last.from[0] + last.count === match[0] && last.from[1] + last.count === match[1]) last.count++;
    else found.push({ from: match, count: 1 });
  }
  return found;
}

function pushUnchanged(
  left: readonly string[],
  right: readonly string[],
  [fromLeft, fromRight]: Match,
  count: number,
  rows: DiffLine[],
): void {
  const push = (offset: number, lines: number) =>
    rows.push({
      kind: 'same',
      left: part(left, fromLeft + offset, lines, 'same'),
      right: part(right, fromRight + offset, lines, 'same'),
    });
  const isLong = count > LONGEST_STRETCH;
  for (let offset = 0; offset < (isLong ? CONTEXT : count); offset++) push(offset, 1);
  if (!isLong) return;
  push(CONTEXT, count - 2 * CONTEXT);
  for (let offset = count - CONTEXT; offset < count; offset++) push(offset, 1);
}

function part(
  lines: readonly string[],
  from: number,
  count: number,
  kind: Span['kind'],
): NonNullable<DiffLine['left']> {
  const text = count === 1 ? lines[from]! : lines.slice(from, from + count).join('\n');
  return { number: from + 1, spans: [{ kind, text }] };
}

/** Lines without an equal on the other side: those that are alike become changed rows, the rest removed and added ones. */
function compareGap(gap: Gap, options: Options, budget: Budget, rows: DiffLine[]): void {
  const { left, right, from, to } = gap;
  const size = Math.max(to[0] - from[0], to[1] - from[1]);
  if (size > budget.rows) return pushBlocks(gap, budget, rows);
  const before = rows.length;
  let [atLeft, atRight] = from;
  for (const [toLeft, toRight] of [...pairLines(gap, budget), to]) {
    for (; atLeft < toLeft; atLeft++)
      rows.push({ kind: 'removed', left: part(left, atLeft, 1, 'removed'), right: null });
    for (; atRight < toRight; atRight++)
      rows.push({ kind: 'added', left: null, right: part(right, atRight, 1, 'added') });
    if (atLeft >= to[0] || atRight >= to[1]) continue;
    const words = compareWords(left[atLeft]!, right[atRight]!, options, budget);
    rows.push({
      kind: 'changed',
      left: { number: atLeft + 1, spans: words.left },
      right: { number: atRight + 1, spans: words.right },
    });
    atLeft++;
    atRight++;
  }
  budget.rows -= rows.length - before;
}

/** Many lines a row, unpaired: what a comparison says when it would say too much otherwise. */
function pushBlocks({ left, right, from, to }: Gap, budget: Budget, rows: DiffLine[]): void {
  for (let offset = 0; from[0] + offset < to[0] || from[1] + offset < to[1]; offset += LINES_IN_BLOCK) {
    const block = (lines: readonly string[], side: 0 | 1, kind: Span['kind']) => {
      const count = Math.min(LINES_IN_BLOCK, to[side] - from[side] - offset);
      return count > 0 ? part(lines, from[side] + offset, count, kind) : null;
    };
    const [before, after] = [block(left, 0, 'removed'), block(right, 1, 'added')];
    rows.push({ kind: before && after ? 'changed' : before ? 'removed' : 'added', left: before, right: after });
    budget.rows--;
  }
}

/** Which lines of a gap became which, by their places in the texts. */
function pairLines({ left, right, from, to }: Gap, budget: Budget): Match[] {
  const lefts = to[0] - from[0];
  const rights = to[1] - from[1];
  if (lefts === 0 || rights === 0) return [];
  const leftBag = lazyBags(left, from[0]);
  const rightBag = lazyBags(right, from[1]);
  const score = (l: number, r: number) => {
    const [one, other] = [leftBag(l), rightBag(r)];
    // Blank lines are alike by having no words; pairing them would say that nothing became something.
    if (one === null || other === null) return 0;
    const alike = likeness(one, other);
    return alike >= SAME_LINE ? alike : 0;
  };
  const pairings = lefts * rights;
  if (pairings <= MAX_PAIRINGS_IN_GAP && pairings <= budget.pairings) {
    budget.pairings -= pairings;
    return pairInOrder(lefts, rights, score).map(([l, r]) => [from[0] + l, from[1] + r]);
  }
  const pairs: Match[] = [];
  for (let index = 0; index < Math.min(lefts, rights); index++)
    if (score(index, index) > 0) pairs.push([from[0] + index, from[1] + index]);
  return pairs;
}

/** The bag of each line, made when it is asked for; null for a blank one. */
function lazyBags(lines: readonly string[], from: number): (index: number) => WordBag | null {
  const bags: (WordBag | null)[] = [];
  return (index) => (bags[index] ??= lines[from + index]!.trim() === '' ? null : wordBag(lines[from + index]!));
}
