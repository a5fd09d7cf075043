import { groupOf, type TeamKind, type TeamRows } from '../team/team-rows.ts';
import type { TeamEffect } from './state.ts';

/** The small rows in memory, found by kind and key, or by the first word of the key. */
export class TeamMap {
  private readonly kinds = new Map<TeamKind, Map<string, Map<string, unknown>>>();

  get<K extends TeamKind>(kind: K, key: string): TeamRows[K] | undefined {
    return this.kinds.get(kind)?.get(groupOf(key))?.get(key) as TeamRows[K] | undefined;
  }

  *rows<K extends TeamKind>(kind: K, group?: string): Iterable<TeamRows[K]> {
    const groups = this.kinds.get(kind);
    if (!groups) return;
    const wanted = group === undefined ? groups.values() : [groups.get(group) ?? new Map<string, unknown>()];
    for (const rows of wanted) yield* rows.values() as Iterable<TeamRows[K]>;
  }

  write({ kind, key, row }: TeamEffect): void {
    const groups = of(this.kinds, kind);
    const rows = of(groups, groupOf(key));
    if (row === null) rows.delete(key);
    else rows.set(key, row);
  }

  *all(): Iterable<{ kind: string; key: string; row: unknown }> {
    for (const [kind, groups] of this.kinds)
      for (const rows of groups.values()) for (const [key, row] of rows) yield { kind, key, row };
  }
}

function of<K, A, B>(maps: Map<K, Map<A, B>>, key: K): Map<A, B> {
  let map = maps.get(key);
  if (!map) maps.set(key, (map = new Map()));
  return map;
}
