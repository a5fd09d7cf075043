import type { Match } from './match-sequences.ts';

/** How often each word occurs in a text, and how many there are. */
export type WordBag = { counts: Map<string, number>; size: number };

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_]+/gu;

/** Characters that count for likeness; longer texts are told apart well by their beginning. */
export const MAX_CHARACTERS = 20_000;

export function wordBag(text: string, longest = MAX_CHARACTERS): WordBag {
  const counts = new Map<string, number>();
  let size = 0;
  for (const [word] of text.slice(0, longest).toLowerCase().matchAll(WORD)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    size++;
  }
  return { counts, size };
}

/** Share of words two texts have in common, 0 to 1 (Sørensen–Dice over bags of words). Two texts without words are alike. */
export function likeness(left: WordBag, right: WordBag): number {
  if (left.size === 0 && right.size === 0) return 1;
  const [small, large] = left.counts.size <= right.counts.size ? [left, right] : [right, left];
  let shared = 0;
  for (const [word, count] of small.counts) shared += Math.min(count, large.counts.get(word) ?? 0);
  return (2 * shared) / (left.size + right.size);
}

/** Pairs two rows of things in order so that the sum of `score` is greatest; a score of 0 or less never pairs
 *  (Needleman–Wunsch without gap costs). Takes `lefts × rights` steps: bound them first. */
export function pairInOrder(lefts: number, rights: number, score: (left: number, right: number) => number): Match[] {
  const width = rights + 1;
  const best = new Float64Array((lefts + 1) * width);
  const scores = new Float64Array(lefts * rights);
  for (let left = lefts - 1; left >= 0; left--)
    for (let right = rights - 1; right >= 0; right--) {
      const own = score(left, right);
      scores[left * rights + right] = own;
      const skip = Math.max(best[(left + 1) * width + right]!, best[left * width + right + 1]!);
      best[left * width + right] = own > 0 ? Math.max(skip, own + best[(left + 1) * width + right + 1]!) : skip;
    }
  const pairs: Match[] = [];
  let left = 0;
  let right = 0;
  while (left < lefts && right < rights) {
    const own = scores[left * rights + right]!;
    const here = best[left * width + right]!;
    if (own > 0 && here === own + best[(left + 1) * width + right + 1]!) pairs.push([left++, right++]);
    else if (here === best[(left + 1) * width + right]!) left++;
    else right++;
  }
  return pairs;
}
