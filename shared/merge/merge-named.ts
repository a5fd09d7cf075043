import type { Json } from '../canonical-json.ts';
import {
  type JsonConflict,
  jsonConflicts,
  type MergedJson,
  mergeJson,
  pointerPart,
  settledJson,
} from './merge-json.ts';
import { inPlace, placeKeys } from './place-keys.ts';
import type { Merged } from './three-way.ts';

/** A list of things with names (variables, tools): each merged member by member. `runs`: the keys of what one side alone
 *  has, by the key they follow. */
export type MergedNamed = {
  order: Merged<string[]>;
  runs: Record<string, string[]>;
  items: Record<string, MergedJson>;
};

type Named = { name: string };

export function mergeNamed(
  id: string,
  base: readonly Named[],
  mine: readonly Named[],
  theirs: readonly Named[],
): MergedNamed {
  const sides = [byName(base), byName(mine), byName(theirs)] as const;
  const items: MergedNamed['items'] = {};
  for (const key of new Set(sides.flatMap((side) => [...side.keys()]))) {
    const [before, own, other] = sides.map((side) => side.get(key)) as [Json?, Json?, Json?];
    items[key] = mergeJson(`${id}/${pointerPart(key.slice(1))}`, before, own, other);
  }
  const [before, own, other] = sides.map((side) => [...side.keys()]) as [string[], string[], string[]];
  const placed = placeKeys(`${id} order`, before, own, other);
  const runs: MergedNamed['runs'] = {};
  // The place among what the other side added says nothing: both sides must only come to the same.
  for (const [after, { mine: own, theirs: other }] of placed.runs)
    runs[after] = own.join('\n') <= other.join('\n') ? [...own, ...other] : [...other, ...own];
  return { order: placed.order, runs, items };
}

export function settledNamed(
  merged: MergedNamed,
  decide: (conflict: JsonConflict) => Json | undefined,
  decideOrder: (order: Merged<string[]>) => string[],
): Json[] {
  const item = (key: string) => {
    const settled = settledJson(merged.items[key]!, decide);
    return settled === undefined ? [] : [settled];
  };
  return inPlace(decideOrder(merged.order), item, (key) => (merged.runs[key] ?? []).map(item)).flat();
}

export function namedConflicts(merged: MergedNamed): JsonConflict[] {
  return Object.values(merged.items).flatMap(jsonConflicts);
}

/** Names may stand twice in an imported list; the second is told apart by its place. The sign before a key keeps it apart
 *  from what objects have by themselves (`__proto__`). */
function byName(things: readonly Named[]): Map<string, Json> {
  const found = new Map<string, Json>();
  for (const thing of things) {
    let unique = `=${thing.name}`;
    for (let count = 2; found.has(unique); count++) unique = `=${thing.name} (${count})`;
    found.set(unique, plain(thing));
  }
  return found;
}

/** Members left out count as those that are undefined. */
function plain(thing: object): Json {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined));
}
