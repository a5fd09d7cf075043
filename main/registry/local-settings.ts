import type { Statements } from './statements.ts';

/** What this device keeps for itself: never a change, never shared. Values are text; callers print and read their own. */
export class LocalSettings {
  private readonly statements: Statements;

  constructor(statements: Statements) {
    this.statements = statements;
  }

  get(key: string): string | null {
    return this.statements.get<{ value: string }>('SELECT value FROM local_settings WHERE key = ?', key)?.value ?? null;
  }

  set(key: string, value: string): void {
    this.statements.run('INSERT OR REPLACE INTO local_settings VALUES (?, ?)', key, value);
  }
}
