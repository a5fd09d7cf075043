import type { Budget } from './compare-text.ts';
import type { Span } from './content-diff.ts';
import { type Match, matchSequences } from './match-sequences.ts';

const TOKEN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_]+|\s+|[^]/gu;

/** Word edits looked for in one pair of lines; past them only what is equal at both ends is left unmarked. */
const MAX_WORD_EDITS = 300;
/** Where less than this share of a line stays, marking its crumbs hides what happened: the line is shown whole. */
const MIN_SHARE_KEPT = 0.2;

/** The spans of two lines that differ: what stayed and what did not, by word. */
export function compareWords(
  left: string,
  right: string,
  options: { ignoreWhitespace: boolean },
  budget: Budget,
): { left: Span[]; right: Span[] } {
  if (budget.spans <= 0) return { left: [{ kind: 'removed', text: left }], right: [{ kind: 'added', text: right }] };
  const leftTokens = left.match(TOKEN) ?? [];
  const rightTokens = right.match(TOKEN) ?? [];
  const edits = Math.min(MAX_WORD_EDITS, Math.floor(Math.sqrt(budget.wordSteps)));
  const matches = matchSequences(...numbered(leftTokens, rightTokens, options), edits);
  const changed = leftTokens.length + rightTokens.length - 2 * matches.length;
  budget.wordSteps = Math.max(0, budget.wordSteps - Math.min(changed, edits) ** 2);
  const keptLeft = new Uint8Array(leftTokens.length);
  const keptRight = new Uint8Array(rightTokens.length);
  for (const [l, r] of matches) keptLeft[l] = keptRight[r] = 1;
  for (const [l, r] of crumbs(leftTokens, rightTokens, matches)) keptLeft[l] = keptRight[r] = 0;
  if (lengthOf(leftTokens, keptLeft) < MIN_SHARE_KEPT * Math.min(left.length, right.length)) {
    keptLeft.fill(0);
    keptRight.fill(0);
  }
  const spans = {
    left: spansOf(left, leftTokens, keptLeft, 'removed'),
    right: spansOf(right, rightTokens, keptRight, 'added'),
  };
  budget.spans -= spans.left.length + spans.right.length;
  return spans;
}

/** A number for each token, the same for the same: a search over a hundred thousand of them compares nothing else. */
function numbered(
  left: readonly string[],
  right: readonly string[],
  options: { ignoreWhitespace: boolean },
): [left: number[], right: number[]] {
  const numbers = new Map<string, number>();
  const numberOf = (token: string) => {
    const key = options.ignoreWhitespace && token.trim() === '' ? ' ' : token;
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = numbers.size));
    return number;
  };
  return [left.map(numberOf), right.map(numberOf)];
}

const HAS_WORD = /[\p{L}\p{N}]/u;

/** Matches without a word in them that stand alone between changes on both sides: words replaced together are one
 *  replacement, whatever spaces and commas they share. */
function crumbs(leftTokens: readonly string[], rightTokens: readonly string[], matches: readonly Match[]): Match[] {
  const lone: Match[] = [];
  for (let from = 0; from < matches.length;) {
    let to = from + 1;
    while (
      to < matches.length &&
      matches[to]![0] === matches[to - 1]![0] + 1 &&
      matches[to]![1] === matches[to - 1]![1] + 1
    )
      to++;
    const [beforeLeft, beforeRight] = matches[from - 1] ?? [-1, -1];
    const [afterLeft, afterRight] = matches[to] ?? [leftTokens.length, rightTokens.length];
    const inLeft = [matches[from]![0] - beforeLeft > 1, afterLeft - matches[to - 1]![0] > 1];
    const inRight = [matches[from]![1] - beforeRight > 1, afterRight - matches[to - 1]![1] > 1];
    const between = (inLeft[0] || inRight[0]) && (inLeft[1] || inRight[1]);
    const onBothSides = inLeft.some(Boolean) && inRight.some(Boolean);
    if (between && onBothSides && !hasWord(leftTokens, matches, from, to))
      for (let index = from; index < to; index++) lone.push(matches[index]!);
    from = to;
  }
  return lone;
}

function hasWord(tokens: readonly string[], matches: readonly Match[], from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (HAS_WORD.test(tokens[matches[index]![0]]!)) return true;
  return false;
}

/** Characters of the kept tokens, white space left out. */
function lengthOf(tokens: readonly string[], kept: Uint8Array): number {
  let length = 0;
  for (let index = 0; index < tokens.length; index++) if (kept[index] === 1) length += tokens[index]!.trim().length;
  return length;
}

function spansOf(line: string, tokens: readonly string[], kept: Uint8Array, kind: 'removed' | 'added'): Span[] {
  const spans: Span[] = [];
  let at = 0; // the tokens make up the whole line
  for (let from = 0; from < tokens.length;) {
    const start = at;
    let to = from;
    while (to < tokens.length && kept[to] === kept[from]) at += tokens[to++]!.length;
    spans.push({ kind: kept[from] === 1 ? 'same' : kind, text: line.slice(start, at) });
    from = to;
  }
  return spans.length > 0 ? spans : [{ kind: 'same', text: '' }];
}
