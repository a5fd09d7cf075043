import { type Merged, mergeValue } from './three-way.ts';

/** How things that stand in an order come together: `order` holds the keys of what both sides have; what one side alone
 *  has follows the key it followed there (`''`: the beginning), in that side's order. */
export type Placed = { order: Merged<string[]>; runs: Map<string, Run> };
export type Run = { mine: string[]; theirs: string[] };

/** Places three lists of keys, each key at most once in a list. What both sides moved differently is a conflict. */
export function placeKeys(
  id: string,
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): Placed {
  const [inBase, inMine, inTheirs] = [new Set(base), new Set(mine), new Set(theirs)];
  const common = { mine: mine.filter((key) => inTheirs.has(key)), theirs: theirs.filter((key) => inMine.has(key)) };
  const runs = new Map<string, Run>();
  addRuns(runs, 'mine', mine, inTheirs);
  addRuns(runs, 'theirs', theirs, inMine);
  const known = (keys: readonly string[]) => keys.filter((key) => inBase.has(key));
  const baseOrder = base.filter((key) => inMine.has(key) && inTheirs.has(key));
  const moved = mergeValue(id, baseOrder, known(common.mine), known(common.theirs), sameKeys);
  return { order: orderOf(id, moved, common), runs };
}

/** The keys in their order, each followed by its run. */
export function inPlace<T>(order: readonly string[], item: (key: string) => T, run: (key: string) => T[]): T[] {
  return ['', ...order].flatMap((key) => [...(key === '' ? [] : [item(key)]), ...run(key)]);
}

function orderOf(id: string, moved: Merged<string[]>, common: Run): Merged<string[]> {
  if (moved.kind === 'conflict') return { kind: 'conflict', id, base: moved.base, ...common };
  if (moved.kind === 'mine' || moved.kind === 'theirs') return { kind: moved.kind, value: common[moved.kind] };
  // What both added alike may stand in two orders; neither is more right, and both sides must come to the same.
  const first = common.mine.join('\n') <= common.theirs.join('\n') ? common.mine : common.theirs;
  return { kind: moved.kind, value: first };
}

function addRuns(
  runs: Map<string, Run>,
  side: 'mine' | 'theirs',
  keys: readonly string[],
  others: ReadonlySet<string>,
): void {
  let after = '';
  for (const key of keys) {
    if (others.has(key)) {
      after = key;
      continue;
    }
    let run = runs.get(after);
    if (!run) runs.set(after, (run = { mine: [], theirs: [] }));
    run[side].push(key);
  }
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}
