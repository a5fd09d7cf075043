import type { Message } from '../content.ts';
import { likeness, MAX_CHARACTERS, pairInOrder, type WordBag, wordBag } from './likeness.ts';
import { type Match, matchSequences } from './match-sequences.ts';

/** A message of one side beside its counterpart; null where there is none. `moved`: it passed others on its way. */
export type AlignedPair = { left: number | null; right: number | null; moved: boolean };

/** Likeness from which a message counts as the same one under another role, or in another place. */
const CLEARLY_ALIKE = 0.6;
/** A message rewritten from nothing is still that message where its role and its place stay. */
const SAME_ROLE = 0.05;
const MAX_PAIRINGS = 40_000;
/** Characters weighed against each other over all pairings, and the fewest of one message. */
const MAX_WEIGHED = 8_000_000;
const SHORTEST_WEIGHED = 200;

/** Which message became which: equal ones first, then by role and likeness between them, then those that moved. In the
 *  order of the right side, with what was removed where it stood. */
export function alignMessages(left: readonly Message[], right: readonly Message[]): AlignedPair[] {
  // Many long messages are told apart by their beginnings alone, so that the pairings stay a bounded number of steps.
  const longest = Math.max(SHORTEST_WEIGHED, MAX_WEIGHED / Math.min(left.length * right.length, 2 * MAX_PAIRINGS));
  const leftBags = lazily(left, longest);
  const rightBags = lazily(right, longest);
  const equal = matchSequences(left.map(keyOf), right.map(keyOf));
  const inOrder: Match[] = [];
  const score = (leftIndex: number, rightIndex: number) => {
    const alike = likeness(leftBags(leftIndex), rightBags(rightIndex));
    if (left[leftIndex]!.role === right[rightIndex]!.role) return alike + SAME_ROLE;
    return alike >= CLEARLY_ALIKE ? alike : 0;
  };
  let atLeft = 0;
  let atRight = 0;
  for (const [toLeft, toRight] of [...equal, [left.length, right.length] as Match]) {
    const gapLeft = toLeft - atLeft;
    const gapRight = toRight - atRight;
    if (gapLeft > 0 && gapRight > 0) {
      const isOnly = gapLeft === 1 && gapRight === 1 && left[atLeft]!.role === right[atRight]!.role;
      // One of a role in the place of one: nothing has to be weighed.
      const pairs: Match[] = isOnly
        ? [[0, 0]]
        : gapLeft * gapRight <= MAX_PAIRINGS
          ? pairInOrder(gapLeft, gapRight, (l, r) => score(atLeft + l, atRight + r))
          : Array.from({ length: Math.min(gapLeft, gapRight) }, (_, index): Match => [index, index]);
      for (const [l, r] of pairs) inOrder.push([atLeft + l, atRight + r]);
    }
    if (toLeft < left.length || toRight < right.length) inOrder.push([toLeft, toRight]);
    atLeft = toLeft + 1;
    atRight = toRight + 1;
  }
  return inRightOrder(left, right, inOrder, findMoved(left, right, inOrder, leftBags, rightBags));
}

function keyOf(message: Message): string {
  return `${message.role} ${message.text}`;
}

function lazily(messages: readonly Message[], longest: number): (index: number) => WordBag {
  const bags: WordBag[] = [];
  return (index) => (bags[index] ??= wordBag(messages[index]!.text, Math.min(longest, MAX_CHARACTERS)));
}

/** Right index → left index of messages that left their place. */
function findMoved(
  left: readonly Message[],
  right: readonly Message[],
  inOrder: readonly Match[],
  leftBags: (index: number) => WordBag,
  rightBags: (index: number) => WordBag,
): Map<number, number> {
  const pairedLeft = new Set(inOrder.map((pair) => pair[0]));
  const pairedRight = new Set(inOrder.map((pair) => pair[1]));
  const restLeft = indicesOutside(left.length, pairedLeft);
  const restRight = indicesOutside(right.length, pairedRight);
  const moved = new Map<number, number>();
  if (restLeft.length * restRight.length > MAX_PAIRINGS) return moved;
  const candidates = restLeft
    .flatMap((l) =>
      restRight
        .filter((r) => left[l]!.role === right[r]!.role)
        .map((r) => ({ l, r, alike: likeness(leftBags(l), rightBags(r)) })),
    )
    .filter((candidate) => candidate.alike >= CLEARLY_ALIKE && left[candidate.l]!.text !== '')
    .toSorted((a, b) => b.alike - a.alike);
  const taken = new Set<number>();
  for (const { l, r } of candidates) {
    if (taken.has(l) || moved.has(r)) continue;
    taken.add(l);
    moved.set(r, l);
  }
  return moved;
}

function indicesOutside(length: number, taken: ReadonlySet<number>): number[] {
  return Array.from({ length }, (_, index) => index).filter((index) => !taken.has(index));
}

function inRightOrder(
  left: readonly Message[],
  right: readonly Message[],
  inOrder: readonly Match[],
  moved: ReadonlyMap<number, number>,
): AlignedPair[] {
  const gone = new Set(moved.values());
  const pairs: AlignedPair[] = [];
  let atLeft = 0;
  let atRight = 0;
  for (const [toLeft, toRight] of [...inOrder, [left.length, right.length] as Match]) {
    for (; atLeft < toLeft; atLeft++) if (!gone.has(atLeft)) pairs.push({ left: atLeft, right: null, moved: false });
    for (; atRight < toRight; atRight++)
      pairs.push({ left: moved.get(atRight) ?? null, right: atRight, moved: moved.has(atRight) });
    if (toLeft < left.length && toRight < right.length) pairs.push({ left: toLeft, right: toRight, moved: false });
    atLeft = toLeft + 1;
    atRight = toRight + 1;
  }
  return pairs;
}
