/** Puts those of `second` that are `wanted` and not in `first` yet among `first`: each before the nearest of those that
 *  follow it in `second`, so that it stands after what it takes the place of. */
export function weave<T>(first: readonly T[], second: readonly T[], wanted: ReadonlySet<T>): T[] {
  const there = new Set(first);
  const before = new Map<T, T[]>(); // what is put right before an element of `first`
  const last: T[] = [];
  let bucket = last;
  for (const item of second.toReversed()) {
    if (there.has(item)) {
      bucket = before.get(item) ?? [];
      before.set(item, bucket);
    } else if (wanted.has(item)) bucket.push(item);
  }
  return [...first.flatMap((item) => [...(before.get(item) ?? []).toReversed(), item]), ...last.toReversed()];
}
