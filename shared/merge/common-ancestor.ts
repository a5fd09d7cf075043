/** A version in the graph of its prompt. */
export type GraphVersion = { id: string; parents: readonly string[] };

/** `id` and everything it builds on. */
export function lineage(versions: readonly GraphVersion[], id: string): Set<string> {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next) || !byId.has(next)) continue;
    found.add(next);
    open.push(...byId.get(next)!.parents);
  }
  return found;
}

/** The nearest version both build on (one of the two, where the other builds on it); null where they share no past.
 *  `versions` stand newest first: a version stands before what it builds on, so the first common one is below no other. Where several are nearest (two that were merged into each other crosswise) it is the newest of them: what the
 *  others hold is then asked about again at worst, and never lost. */
export function commonAncestor<V extends GraphVersion>(versions: readonly V[], a: string, b: string): V | null {
  const [ofA, ofB] = [lineage(versions, a), lineage(versions, b)];
  return versions.find(({ id }) => ofA.has(id) && ofB.has(id)) ?? null;
}
