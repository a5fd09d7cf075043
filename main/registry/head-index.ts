import { readContent, textOf } from '../../shared/content.ts';
import type { ChangeLog } from './change-log.ts';
import { searchText } from './search-text.ts';
import type { Statements } from './statements.ts';

/** Prompts whose texts are held until they are indexed. */
const AT_ONCE = 500;

type Row = { name: string; seq: number | null };

/** Keeps the search index in step with what prompts say now. Prompts touched in a transaction are indexed once, at its
 *  end: an import of ten versions of a prompt indexes only the tenth. */
export class HeadIndex {
  private readonly statements: Statements;
  private readonly log: ChangeLog;
  /** What prompts say now, as canonical JSON; null where it is to be read. */
  private readonly touched = new Map<number, string | null>();
  private held = 0;
  /** What the index says of prompts that may come to say it again. */
  private readonly before = new Map<number, Row>();

  constructor(statements: Statements, log: ChangeLog) {
    this.statements = statements;
    this.log = log;
  }

  /** `content` is the canonical JSON of the newest version, where it is at hand. */
  touch(prompt: number, content: string | null): void {
    if (content !== null && (this.touched.get(prompt) ?? null) === null) this.held += 1;
    if (content === null && (this.touched.get(prompt) ?? null) !== null) this.held -= 1;
    this.touched.set(prompt, content);
    if (this.held > AT_ONCE) this.settle();
  }

  /** Notes what the index says of a prompt that will be written, and may say the same again in the end. */
  keep(prompt: number): void {
    const row = this.read(prompt);
    if (row && !this.touched.has(prompt)) this.before.set(prompt, row);
  }

  /** What the prompt says is another text, though of the same version. */
  renew(prompt: number): void {
    this.before.delete(prompt);
    this.touch(prompt, null);
  }

  forget(): void {
    this.touched.clear();
    this.before.clear();
    this.held = 0;
  }

  /** Writes the index entries of every touched prompt, and removes those of prompts that are no more. */
  settle(): void {
    for (const [prompt, content] of this.touched) this.write(prompt, content);
    this.forget();
  }

  private write(prompt: number, content: string | null): void {
    const row = this.read(prompt);
    if (!row) {
      this.statements.run('DELETE FROM heads_fts WHERE rowid = ?', prompt);
      return;
    }
    const before = this.before.get(prompt);
    if (before && before.name === row.name && before.seq === row.seq) return;
    const text = row.seq === null ? '' : textOf(readContent(content ?? this.log.content(row.seq)));
    this.statements.run(
      'INSERT OR REPLACE INTO heads_fts (rowid, name, text) VALUES (?,?,?)',
      prompt,
      searchText(row.name),
      searchText(text),
    );
  }

  private read(prompt: number): Row | undefined {
    return this.statements.get<Row>(
      'SELECT p.name, v.seq FROM prompts p LEFT JOIN versions v ON v.prompt = p.seq AND v.number = p.head WHERE p.seq = ?',
      prompt,
    );
  }
}
