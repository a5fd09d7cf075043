import { appendedSince, isSameMark, LogMarks, type LogMark } from './log-mark.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Statements } from './statements.ts';

/** What search looks at of a prompt before it looks at its text. */
export type MirroredPrompt = {
  seq: number;
  id: Buffer;
  name: string;
  /** See `nameKey`. */
  key: string;
  archived: boolean;
  /** Seq of the change that committed the newest version; null before the first. */
  headSeq: number | null;
};

type Row = { seq: number; id: Buffer; name: string; name_key: string; archived: number; head_seq: number | null };

const ROWS = `SELECT p.seq, p.id, p.name, p.name_key, p.archived, v.seq AS head_seq
  FROM prompts p LEFT JOIN versions v ON v.prompt = p.seq AND v.number = p.head`;

/** After more changes than this the whole is read anew. */
const MANY = 1_000;

/** Every prompt's name and newest version, in memory: a few megabytes for ten thousand, and a search per keystroke reads
 *  them all. Whatever wrote them, this process or another, is caught up with at the next look. Not for use inside a
 *  transaction that may be taken back. */
export class PromptMirror {
  private readonly statements: Statements;
  private readonly prompts = new Map<number, MirroredPrompt>();
  private readonly marks: LogMarks;
  private upTo: LogMark = { epoch: 0, confirmed: 0, pending: PENDING_FROM };

  constructor(statements: Statements) {
    this.statements = statements;
    this.marks = new LogMarks(statements);
  }

  /** Every prompt, by the seq of the change that made it, in that order. */
  look(): ReadonlyMap<number, MirroredPrompt> {
    const now = this.marks.now();
    if (isSameMark(now, this.upTo)) return this.prompts;
    const isNear = now.confirmed - this.upTo.confirmed + now.pending - this.upTo.pending <= MANY;
    const rebased = isNear ? this.marks.rebasedSince(this.upTo) : null;
    if (rebased === null) this.readAll();
    else this.catchUp(rebased);
    this.upTo = now;
    return this.prompts;
  }

  private readAll(): void {
    this.prompts.clear();
    for (const row of this.statements.each<Row>(`${ROWS} ORDER BY p.seq`)) this.put(row);
  }

  private catchUp(rebased: number[]): void {
    for (const prompt of rebased) {
      const row = this.statements.get<Row>(`${ROWS} WHERE p.seq = ?`, prompt);
      if (row) this.put(row);
      else this.prompts.delete(prompt);
    }
    const rows = this.statements.each<Row>(
      `${ROWS} WHERE p.seq IN (SELECT coalesce(prompt, seq) FROM changes WHERE ${appendedSince('seq')}) ORDER BY p.seq`,
      this.upTo,
    );
    for (const row of rows) this.put(row);
  }

  private put({ seq, id, name, name_key: key, archived, head_seq: headSeq }: Row): void {
    this.prompts.set(seq, { seq, id, name, key, archived: archived === 1, headSeq });
  }
}
