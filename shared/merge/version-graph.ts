/** A row of the graph: a version, or the draft under an id of its own. */
export type GraphRow = { id: string; parents: readonly string[] };

/** What is drawn beside one row; lanes count from 0. Lines run from the top of the row into the node (`from`), past it
 *  (`past`), and from the node to the bottom (`to`). */
export type Lanes = { lane: number; from: number[]; past: number[]; to: number[] };

/** The lanes of rows that stand newest first; null where each builds on the next and on nothing else: a line needs no
 *  graph. A parent that is not in the list ends its lane. */
export function graphLanes(rows: readonly GraphRow[]): Lanes[] | null {
  if (rows.every(({ parents }, index) => isStep(parents, rows[index + 1]?.id))) return null;
  const known = new Set(rows.map(({ id }) => id));
  const waiting: (string | null)[] = []; // what each lane leads down to
  return rows.map(({ id, parents }) => {
    const from = waiting.flatMap((next, lane) => (next === id ? [lane] : []));
    const lane = from[0] ?? freeLane(waiting);
    for (const ended of from) waiting[ended] = null;
    const past = waiting.flatMap((next, other) => (next !== null ? [other] : []));
    const to = parents
      .filter((parent) => known.has(parent))
      .map((parent, index) => {
        const there = index === 0 ? lane : waiting.indexOf(parent);
        const target = there >= 0 ? there : freeLane(waiting);
        waiting[target] = parent;
        return target;
      });
    return { lane, from, past, to };
  });
}

/** How many lanes the widest row takes. */
export function laneCount(rows: readonly Lanes[]): number {
  let most = 0;
  for (const { lane, past, to } of rows) most = Math.max(most, lane, ...past, ...to);
  return most + 1;
}

function isStep(parents: readonly string[], next: string | undefined): boolean {
  return next === undefined ? parents.length === 0 : parents.length === 1 && parents[0] === next;
}

function freeLane(waiting: readonly (string | null)[]): number {
  const free = waiting.indexOf(null);
  return free >= 0 ? free : waiting.length;
}
