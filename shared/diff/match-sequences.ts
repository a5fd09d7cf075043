import { diffArrays } from 'diff';

/** `[left index, right index]`, rising on both sides. */
export type Match = [left: number, right: number];

/** What is compared for being the same: texts, or numbers that stand for them. */
type Element = string | number;

/** Edits after which the exact search gives up. Its time grows with their square: 500 take about 10 ms. */
const MAX_EDITS = 500;

/** Elements two sequences share, in order: a longest common subsequence (Myers, "An O(ND) Difference Algorithm", 1986)
 *  where that takes at most `maxEdits` edits, and otherwise the elements that occur once on each side (Cohen's patience
 *  diff) with what is equal right before and after them. */
export function matchSequences<T extends Element>(
  left: readonly T[],
  right: readonly T[],
  maxEdits = MAX_EDITS,
): Match[] {
  const start = commonStart(left, right);
  const end = commonEnd(left, right, start);
  const matches: Match[] = [];
  for (let index = 0; index < start; index++) matches.push([index, index]);
  const leftEnd = left.length - end;
  const rightEnd = right.length - end;
  // Not spread into one call: a hundred thousand arguments overflow the stack.
  for (const match of matchMiddles(
    { items: left, from: start, to: leftEnd },
    { items: right, from: start, to: rightEnd },
    maxEdits,
  ))
    matches.push(match);
  for (let index = 0; index < end; index++) matches.push([leftEnd + index, rightEnd + index]);
  return matches;
}

function commonStart(left: readonly Element[], right: readonly Element[]): number {
  const limit = Math.min(left.length, right.length);
  let count = 0;
  while (count < limit && left[count] === right[count]) count++;
  return count;
}

function commonEnd(left: readonly Element[], right: readonly Element[], start: number): number {
  const limit = Math.min(left.length, right.length) - start;
  let count = 0;
  while (count < limit && left[left.length - 1 - count] === right[right.length - 1 - count]) count++;
  return count;
}

type Range = { items: readonly Element[]; from: number; to: number };

/** What occurs on one side only cannot match; leaving it out beforehand keeps the search small where texts share little. */
function matchMiddles(left: Range, right: Range, maxEdits: number): Match[] {
  if (left.from === left.to || right.from === right.to) return [];
  const leftShared = indicesFoundIn(left, right);
  const rightShared = indicesFoundIn(right, left);
  const changes = diffArrays(
    leftShared.map((index) => left.items[index]!),
    rightShared.map((index) => right.items[index]!),
    { maxEditLength: maxEdits },
  );
  if (!changes) return matchUnique(left, right);
  const matches: Match[] = [];
  let atLeft = 0;
  let atRight = 0;
  for (const change of changes) {
    if (!change.added && !change.removed)
      for (let step = 0; step < change.count; step++)
        matches.push([leftShared[atLeft + step]!, rightShared[atRight + step]!]);
    if (!change.added) atLeft += change.count;
    if (!change.removed) atRight += change.count;
  }
  return matches;
}

function indicesFoundIn(range: Range, other: Range): number[] {
  const there = new Set(other.items.slice(other.from, other.to));
  const indices: number[] = [];
  for (let index = range.from; index < range.to; index++) if (there.has(range.items[index]!)) indices.push(index);
  return indices;
}

function matchUnique(left: Range, right: Range): Match[] {
  const rightPlaces = uniquePlaces(right);
  const candidates: Match[] = [];
  for (const [item, index] of uniquePlaces(left)) {
    const other = rightPlaces.get(item);
    if (other !== undefined) candidates.push([index, other]);
  }
  candidates.sort((a, b) => a[0] - b[0]);
  return spread(longestRise(candidates), left, right);
}

function uniquePlaces(range: Range): Map<Element, number> {
  const places = new Map<Element, number>();
  const repeated = new Set<Element>();
  for (let index = range.from; index < range.to; index++) {
    const item = range.items[index]!;
    if (places.has(item)) repeated.add(item);
    places.set(item, index);
  }
  for (const item of repeated) places.delete(item);
  return places;
}

/** The longest run of matches that rises on the right too (patience sorting, n log n). */
function longestRise(candidates: readonly Match[]): Match[] {
  const tails: number[] = []; // tails[n]: the candidate that ends the lowest rise of n + 1
  const before: number[] = [];
  candidates.forEach(([, right], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (candidates[tails[middle]!]![1] < right) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = index;
  });
  const rise: Match[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index]!) rise.push(candidates[index]!);
  return rise.toReversed();
}

/** Grows each anchor over the equal elements around it, up to its neighbours. */
function spread(anchors: readonly Match[], left: Range, right: Range): Match[] {
  const matches: Match[] = [];
  let lastLeft = left.from - 1;
  let lastRight = right.from - 1;
  anchors.forEach(([anchorLeft, anchorRight], index) => {
    if (anchorLeft <= lastLeft || anchorRight <= lastRight) return;
    let back = 0;
    while (
      anchorLeft - back - 1 > lastLeft &&
      anchorRight - back - 1 > lastRight &&
      left.items[anchorLeft - back - 1] === right.items[anchorRight - back - 1]
    )
      back++;
    const [leftLimit, rightLimit] = anchors[index + 1] ?? [left.to, right.to];
    let forth = 0;
    while (
      anchorLeft + forth + 1 < leftLimit &&
      anchorRight + forth + 1 < rightLimit &&
      left.items[anchorLeft + forth + 1] === right.items[anchorRight + forth + 1]
    )
      forth++;
    for (let step = -back; step <= forth; step++) matches.push([anchorLeft + step, anchorRight + step]);
    lastLeft = anchorLeft + forth;
    lastRight = anchorRight + forth;
  });
  return matches;
}
