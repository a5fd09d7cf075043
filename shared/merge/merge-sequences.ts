import { type Match, matchSequences } from '../diff/match-sequences.ts';

/** A stretch of three sequences: `[from, to)` in each. `stable`: the same elements in all of them. */
export type Stretch = { stable: boolean; base: Range; mine: Range; theirs: Range };
export type Range = [from: number, to: number];

/** Parts three sequences into stretches that all of them share and stretches where at least one differs (diff3: Khanna,
 *  Kunal and Pierce, "A Formal Investigation of Diff3", 2007). In order and without gaps: the stretches of one side,
 *  joined, are that side. `maxEdits` bounds the search as in `matchSequences`. */
export function mergeSequences(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  maxEdits?: number,
): Stretch[] {
  const inMine = partners(matchSequences(base, mine, maxEdits), base.length);
  const inTheirs = partners(matchSequences(base, theirs, maxEdits), base.length);
  const stretches: Stretch[] = [];
  let at = { base: 0, mine: 0, theirs: 0 };
  const reach = (next: typeof at, stable: boolean) => {
    if (next.base > at.base || next.mine > at.mine || next.theirs > at.theirs)
      stretches.push({
        stable,
        base: [at.base, next.base],
        mine: [at.mine, next.mine],
        theirs: [at.theirs, next.theirs],
      });
    at = next;
  };
  for (let index = 0; index < base.length;) {
    const start = { base: index, mine: inMine[index]!, theirs: inTheirs[index]! };
    if (start.mine < 0 || start.theirs < 0) {
      index++;
      continue;
    }
    reach(start, false);
    let length = 1;
    while (
      index + length < base.length &&
      inMine[index + length] === start.mine + length &&
      inTheirs[index + length] === start.theirs + length
    )
      length++;
    reach({ base: index + length, mine: start.mine + length, theirs: start.theirs + length }, true);
    index += length;
  }
  reach({ base: base.length, mine: mine.length, theirs: theirs.length }, false);
  return stretches;
}

/** For each element of the base its match, or −1. */
function partners(matches: readonly Match[], length: number): Int32Array {
  const found = new Int32Array(length).fill(-1);
  for (const [left, right] of matches) found[left] = right;
  return found;
}
