import { readContent, textOf } from '../../shared/content.ts';
import type { ChangeLog } from './change-log.ts';
import { searchText } from './search-text.ts';
import type { Statements } from './statements.ts';

/** Prompts whose texts are held until they are indexed. */
const AT_ONCE = 500;

/** Keeps the search index in step with what prompts say now. Prompts touched in a transaction are indexed once, at its
 *  end: an import of ten versions of a prompt indexes only the tenth. */
export class HeadIndex {
  private readonly statements: Statements;
  private readonly log: ChangeLog;
  private readonly touched = new Map<number, string | null>();

  constructor(statements: Statements, log: ChangeLog) {
    this.statements = statements;
    this.log = log;
  }

  /** `content` is the canonical JSON of the newest version, where it is at hand. */
  touch(prompt: number, content: string | null): void {
    this.touched.set(prompt, content ?? this.touched.get(prompt) ?? null);
    if (this.touched.size > AT_ONCE) this.settle();
  }

  /** What the prompt says is read again, whatever was at hand before. */
  reread(prompt: number): void {
    this.touched.set(prompt, null);
  }

  forget(): void {
    this.touched.clear();
  }

  /** Writes the index entries of every touched prompt, and removes those of prompts that are no more. */
  settle(): void {
    for (const [prompt, content] of this.touched) this.write(prompt, content);
    this.touched.clear();
  }

  private write(prompt: number, content: string | null): void {
    const row = this.statements.get<{ name: string; seq: number | null }>(
      'SELECT p.name, v.seq FROM prompts p LEFT JOIN versions v ON v.prompt = p.seq AND v.number = p.head WHERE p.seq = ?',
      prompt,
    );
    if (!row) {
      this.statements.run('DELETE FROM heads_fts WHERE rowid = ?', prompt);
      return;
    }
    const text = row.seq === null ? '' : textOf(readContent(content ?? this.log.content(row.seq)));
    this.statements.run(
      'INSERT OR REPLACE INTO heads_fts (rowid, name, text) VALUES (?,?,?)',
      prompt,
      searchText(row.name),
      searchText(text),
    );
  }
}
