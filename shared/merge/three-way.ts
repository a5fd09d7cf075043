/** Whose change a merged value is: nobody's, one side's, or the same one made by both. */
export type Whose = 'same' | 'mine' | 'theirs' | 'both';
export type Side = 'mine' | 'theirs';

/** A value of three, or the three where each side made another change. `id` is the same in every merge of the same
 *  three contents. */
export type Merged<T> = Settled<T> | Unsettled<T>;
export type Settled<T> = { kind: Whose; value: T };
export type Unsettled<T> = { kind: 'conflict'; id: string; base: T; mine: T; theirs: T };

export function mergeValue<T>(
  id: string,
  base: T,
  mine: T,
  theirs: T,
  same: (a: T, b: T) => boolean = (a, b) => a === b,
): Merged<T> {
  const [mineStays, theirsStays] = [same(base, mine), same(base, theirs)];
  if (mineStays && theirsStays) return { kind: 'same', value: base };
  if (mineStays) return { kind: 'theirs', value: theirs };
  if (theirsStays) return { kind: 'mine', value: mine };
  if (same(mine, theirs)) return { kind: 'both', value: mine };
  return { kind: 'conflict', id, base, mine, theirs };
}
