import { canonicalJson } from '../../shared/canonical-json.ts';
import type { TeamEffect } from '../../shared/fold/state.ts';
import type { TeamKind, TeamRows } from '../../shared/team/team-rows.ts';
import type { Statements } from './statements.ts';

/** The `team` table: the small rows of the state. */
export class TeamTable {
  private readonly statements: Statements;
  /** Rows that this transaction has read or written, null for none; see `SqliteState.remember`. */
  private known: Map<string, unknown> | null = null;

  constructor(statements: Statements) {
    this.statements = statements;
  }

  remember(): void {
    this.known = new Map();
  }

  forget(): void {
    this.known = null;
  }

  get<K extends TeamKind>(kind: K, key: string): TeamRows[K] | undefined {
    const place = `${kind} ${key}`;
    const known = this.known?.get(place);
    if (known !== undefined) return (known as TeamRows[K] | null) ?? undefined;
    const row = this.statements.get<{ row: string }>('SELECT row FROM team WHERE kind = ? AND key = ?', kind, key);
    const value = row ? (JSON.parse(row.row) as TeamRows[K]) : undefined;
    this.known?.set(place, value ?? null);
    return value;
  }

  rows<K extends TeamKind>(kind: K, group?: string): TeamRows[K][] {
    const texts =
      group === undefined
        ? this.statements.column<string>('SELECT row FROM team WHERE kind = ?', kind)
        : this.statements.column<string>(
            // '!' comes after the space that ends the first word.
            "SELECT row FROM team WHERE kind = @kind AND (key = @group OR (key >= @group || ' ' AND key < @group || '!'))",
            { kind, group },
          );
    return texts.map((text) => JSON.parse(text) as TeamRows[K]);
  }

  write({ kind, key, row }: TeamEffect): void {
    this.known?.set(`${kind} ${key}`, row);
    if (row === null) this.statements.run('DELETE FROM team WHERE kind = ? AND key = ?', kind, key);
    else this.statements.run('INSERT OR REPLACE INTO team VALUES (?,?,?)', kind, key, canonicalJson(row));
  }

  *all(): Iterable<{ kind: string; key: string; row: unknown }> {
    for (const { kind, key, row } of this.statements.each<{ kind: string; key: string; row: string }>(
      'SELECT * FROM team',
    ))
      yield { kind, key, row: JSON.parse(row) };
  }
}
