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
  const leftTokens = left.match(TOKEN) ?? [];
  const rightTokens = right.match(TOKEN) ?? [];
  const key = options.ignoreWhitespace
    ? (token: string) => (token.trim() === '' ? ' ' : token)
    : (token: string) => token;
  const edits = Math.min(MAX_WORD_EDITS, Math.floor(Math.sqrt(budget.wordSteps)));
  const matches = matchSequences(leftTokens.map(key), rightTokens.map(key), edits);
  const changed = leftTokens.length + rightTokens.length - 2 * matches.length;
  budget.wordSteps = Math.max(0, budget.wordSteps - Math.min(changed, edits) ** 2);
  const keptLeft = new Set(matches.map((match) => match[0]));
  const keptRight = new Set(matches.map((match) => match[1]));
  for (const [l, r] of crumbs(leftTokens, rightTokens, matches)) {
    keptLeft.delete(l);
    keptRight.delete(r);
  }
  const kept = lengthOf(leftTokens, keptLeft);
  if (kept < MIN_SHARE_KEPT * Math.min(left.length, right.length)) {
    keptLeft.clear();
    keptRight.clear();
  }
  return { left: spansOf(leftTokens, keptLeft, 'removed'), right: spansOf(rightTokens, keptRight, 'added') };
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
    const run = matches.slice(from, to);
    const [beforeLeft, beforeRight] = matches[from - 1] ?? [-1, -1];
    const [afterLeft, afterRight] = matches[to] ?? [leftTokens.length, rightTokens.length];
    const inLeft = [run[0]![0] - beforeLeft > 1, afterLeft - run.at(-1)![0] > 1];
    const inRight = [run[0]![1] - beforeRight > 1, afterRight - run.at(-1)![1] > 1];
    const between = (inLeft[0] || inRight[0]) && (inLeft[1] || inRight[1]);
    const onBothSides = inLeft.some(Boolean) && inRight.some(Boolean);
    if (between && onBothSides && !run.some(([left]) => HAS_WORD.test(leftTokens[left]!))) lone.push(...run);
    from = to;
  }
  return lone;
}

function lengthOf(tokens: readonly string[], kept: ReadonlySet<number>): number {
  let length = 0;
  for (const index of kept) length += tokens[index]!.trim().length;
  return length;
}

function spansOf(tokens: readonly string[], kept: ReadonlySet<number>, kind: 'removed' | 'added'): Span[] {
  const spans: Span[] = [];
  tokens.forEach((text, index) => {
    const here = kept.has(index) ? 'same' : kind;
    const last = spans.at(-1);
    if (last?.kind === here) last.text += text;
    else spans.push({ kind: here, text });
  });
  return spans.length > 0 ? spans : [{ kind: 'same', text: '' }];
}
