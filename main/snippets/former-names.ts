import { CHANGE_KINDS } from '../../shared/change.ts';
import { nameKey } from '../../shared/names.ts';
import { appendedSince, isSameMark, LogMarks, type LogMark } from '../registry/log-mark.ts';
import { PENDING_FROM } from '../registry/pending-from.ts';
import type { Statements } from '../registry/statements.ts';

const START: LogMark = { epoch: 0, confirmed: 0, pending: PENDING_FROM };

type Row = { seq: number; prompt: number; body: string };

/** The names that prompts had before they were renamed, from the log: read once, then only what is new. Not for use
 *  inside a transaction that may be taken back. */
export class FormerNames {
  private readonly statements: Statements;
  private readonly prompts = new Map<string, number>();
  private readonly names = new Map<number, string[]>();
  private readonly marks: LogMarks;
  private upTo: LogMark = START;

  constructor(statements: Statements) {
    this.statements = statements;
    this.marks = new LogMarks(statements);
  }

  /** The prompt (its seq) that was called so last, by `nameKey`; null where none was. */
  promptOf(key: string): number | null {
    this.catchUp();
    return this.prompts.get(key) ?? null;
  }

  /** What a prompt was called before, oldest first. */
  of(prompt: number): readonly string[] {
    this.catchUp();
    return this.names.get(prompt)?.slice(0, -1) ?? [];
  }

  private catchUp(): void {
    const now = this.marks.now();
    if (isSameMark(now, this.upTo)) return;
    if (now.epoch !== this.upTo.epoch) this.forget();
    const rows = this.statements.all<Row>(
      `SELECT seq, prompt, body FROM changes WHERE ${appendedSince('seq')} AND kind = @kind AND prompt IS NOT NULL
         AND seq NOT IN (SELECT seq FROM refused) ORDER BY seq`,
      { ...this.upTo, kind: CHANGE_KINDS.indexOf('prompt.renamed') },
    );
    for (const { prompt, body } of rows) this.rename(prompt, nameIn(body));
    this.upTo = now;
  }

  private rename(prompt: number, name: string): void {
    const names = this.names.get(prompt) ?? [this.firstName(prompt)];
    this.prompts.set(nameKey(names.at(-1)!), prompt);
    this.names.set(prompt, [...names, name]);
  }

  private firstName(prompt: number): string {
    return nameIn(this.statements.get<{ body: string }>('SELECT body FROM changes WHERE seq = ?', prompt)!.body);
  }

  private forget(): void {
    this.prompts.clear();
    this.names.clear();
    this.upTo = START;
  }
}

function nameIn(body: string): string {
  return (JSON.parse(body) as { name: string }).name;
}
