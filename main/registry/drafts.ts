import type { Statements } from './statements.ts';

/** A draft as it is kept: `content` is the canonical JSON of what the writer has typed. */
export type StoredDraft = { content: string; base: number | null; revision: number; savedAt: number };

type Row = { content: string; base: number | null; revision: number; saved_at: number };

/** The text a writer is editing, one draft a prompt. Local to the device; each save is durable when it returns. */
export class Drafts {
  private readonly statements: Statements;
  private readonly now: () => number;

  constructor(statements: Statements, now: () => number) {
    this.statements = statements;
    this.now = now;
  }

  get(prompt: number): StoredDraft | null {
    const row = this.statements.get<Row>('SELECT * FROM drafts WHERE prompt = ?', prompt);
    return row ? { content: row.content, base: row.base, revision: row.revision, savedAt: row.saved_at } : null;
  }

  put(prompt: number, content: string, base: number | null): StoredDraft {
    const revision = this.nextRevision();
    const savedAt = this.now();
    this.statements.run(
      'INSERT OR REPLACE INTO drafts (prompt, content, base, revision, saved_at) VALUES (?,?,?,?,?)',
      prompt,
      content,
      base,
      revision,
      savedAt,
    );
    return { content, base, revision, savedAt };
  }

  /** Counts the saves of all drafts together and never goes back: a draft that was discarded and begun anew in one window
   *  must not look, to another, like the one it knows. */
  private nextRevision(): number {
    const row = this.statements.get<{ value: string }>(
      `INSERT INTO local_settings VALUES ('draft-revision', '1')
       ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value`,
    )!;
    return Number(row.value);
  }

  remove(prompt: number): boolean {
    return this.statements.run('DELETE FROM drafts WHERE prompt = ?', prompt).changes > 0;
  }

  /** The revision of each draft, by prompt: how another window's saves are noticed. */
  revisions(): Map<number, number> {
    const rows = this.statements.all<{ prompt: number; revision: number }>('SELECT prompt, revision FROM drafts');
    return new Map(rows.map((row) => [row.prompt, row.revision]));
  }
}
