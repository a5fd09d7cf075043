import { compareWords } from './compare-words.ts';
import type { DiffLine, Span } from './content-diff.ts';
import { likeness, pairInOrder, wordBag } from './likeness.ts';
import { type Match, matchSequences } from './match-sequences.ts';

/** Work left for one comparison of contents: line pairings weighed, and squared word edits. */
export type Budget = { pairings: number; wordSteps: number };

export function newBudget(): Budget {
  return { pairings: 60_000, wordSteps: 150_000 };
}

/** Likeness from which a removed and an added line count as one line that changed. */
const SAME_LINE = 0.3;
const MAX_PAIRINGS_IN_GAP = 20_000;

/** The rows of two texts side by side, lines parted at `\n`. A null text has no lines; an empty one has one. */
export function compareText(
  left: string | null,
  right: string | null,
  options: { ignoreWhitespace: boolean },
  budget: Budget,
): DiffLine[] {
  const leftLines = left?.split('\n') ?? [];
  const rightLines = right?.split('\n') ?? [];
  const key = options.ignoreWhitespace ? (line: string) => line.replaceAll(/\s+/g, ' ').trim() : (line: string) => line;
  const rows: DiffLine[] = [];
  let atLeft = 0;
  let atRight = 0;
  for (const [toLeft, toRight] of [
    ...matchSequences(leftLines.map(key), rightLines.map(key)),
    [leftLines.length, rightLines.length] as Match,
  ]) {
    compareGap(leftLines, atLeft, toLeft, rightLines, atRight, toRight, options, budget, rows);
    if (toLeft < leftLines.length && toRight < rightLines.length)
      rows.push({ kind: 'same', left: whole(toLeft, leftLines, 'same'), right: whole(toRight, rightLines, 'same') });
    atLeft = toLeft + 1;
    atRight = toRight + 1;
  }
  return rows;
}

function whole(index: number, lines: readonly string[], kind: Span['kind']): NonNullable<DiffLine['left']> {
  return { number: index + 1, spans: [{ kind, text: lines[index]! }] };
}

/** Lines without an equal on the other side: those that are alike become changed rows, the rest removed and added ones. */
function compareGap(
  leftLines: readonly string[],
  fromLeft: number,
  toLeft: number,
  rightLines: readonly string[],
  fromRight: number,
  toRight: number,
  options: { ignoreWhitespace: boolean },
  budget: Budget,
  rows: DiffLine[],
): void {
  const pairs = pairLines(leftLines.slice(fromLeft, toLeft), rightLines.slice(fromRight, toRight), budget);
  let atLeft = fromLeft;
  let atRight = fromRight;
  for (const [pairLeft, pairRight] of [...pairs, [toLeft - fromLeft, toRight - fromRight] as Match]) {
    for (; atLeft < fromLeft + pairLeft; atLeft++)
      rows.push({ kind: 'removed', left: whole(atLeft, leftLines, 'removed'), right: null });
    for (; atRight < fromRight + pairRight; atRight++)
      rows.push({ kind: 'added', left: null, right: whole(atRight, rightLines, 'added') });
    if (atLeft >= toLeft || atRight >= toRight) continue;
    const words = compareWords(leftLines[atLeft]!, rightLines[atRight]!, options, budget);
    rows.push({
      kind: 'changed',
      left: { number: atLeft + 1, spans: words.left },
      right: { number: atRight + 1, spans: words.right },
    });
    atLeft++;
    atRight++;
  }
}

function pairLines(left: readonly string[], right: readonly string[], budget: Budget): Match[] {
  const pairings = left.length * right.length;
  if (pairings === 0) return [];
  const leftBags = left.map((line) => wordBag(line));
  const rightBags = right.map((line) => wordBag(line));
  const score = (l: number, r: number) => {
    // Blank lines are alike by having no words; pairing them would say that nothing became something.
    if (left[l]!.trim() === '' || right[r]!.trim() === '') return 0;
    const alike = likeness(leftBags[l]!, rightBags[r]!);
    return alike >= SAME_LINE ? alike : 0;
  };
  if (pairings <= MAX_PAIRINGS_IN_GAP && pairings <= budget.pairings) {
    budget.pairings -= pairings;
    return pairInOrder(left.length, right.length, score);
  }
  const pairs: Match[] = [];
  for (let index = 0; index < Math.min(left.length, right.length); index++)
    if (score(index, index) > 0) pairs.push([index, index]);
  return pairs;
}
