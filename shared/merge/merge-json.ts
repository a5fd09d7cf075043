import { canonicalJson, type Json } from '../canonical-json.ts';
import { type Merged, mergeValue, type Unsettled } from './three-way.ts';

/** A value of three; `undefined` is one that is not there. Where both sides changed an object, its members are merged
 *  one by one. */
export type MergedJson = Merged<Json | undefined> | { kind: 'object'; members: [name: string, value: MergedJson][] };
export type JsonConflict = Unsettled<Json | undefined>;

/** `id` begins the ids of conflicts, as a JSON Pointer (RFC 6901) does. */
export function mergeJson(
  id: string,
  base: Json | undefined,
  mine: Json | undefined,
  theirs: Json | undefined,
): MergedJson {
  const whole = mergeValue(id, base, mine, theirs, sameJson);
  if (whole.kind !== 'conflict' || !isObject(mine) || !isObject(theirs)) return whole;
  if (base !== undefined && !isObject(base)) return whole;
  const known = base ?? {};
  const names = [...new Set([known, mine, theirs].flatMap((object) => Object.keys(object)))].toSorted();
  return {
    kind: 'object',
    members: names.map((name) => [
      name,
      mergeJson(`${id}/${pointerPart(name)}`, member(known, name), member(mine, name), member(theirs, name)),
    ]),
  };
}

/** The value once every conflict is decided. */
export function settledJson(
  merged: MergedJson,
  decide: (conflict: JsonConflict) => Json | undefined,
): Json | undefined {
  if (merged.kind === 'conflict') return decide(merged);
  if (merged.kind !== 'object') return merged.value;
  return Object.fromEntries(
    merged.members.flatMap(([name, value]): [string, Json][] => {
      const settled = settledJson(value, decide);
      return settled === undefined ? [] : [[name, settled]];
    }),
  );
}

export function jsonConflicts(merged: MergedJson): JsonConflict[] {
  if (merged.kind === 'conflict') return [merged];
  return merged.kind === 'object' ? merged.members.flatMap(([, value]) => jsonConflicts(value)) : [];
}

export function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || canonicalJson(a) === canonicalJson(b);
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function member(object: { [key: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
