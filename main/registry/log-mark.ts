import { PENDING_FROM } from './pending-from.ts';
import type { Statements } from './statements.ts';

/** How far somebody has looked into the log: by this a cache tells what is new, whichever process wrote it. */
export type LogMark = {
  /** Counts the times that what was there was written anew: pending changes confirmed or taken back, contents redacted. */
  epoch: number;
  /** The last place in the log. */
  confirmed: number;
  /** The seq that the next pending change gets. */
  pending: number;
};

/** Rebases whose prompts are told one by one; who looks less often reads everything. */
const KEPT = 200;
/** More prompts than this are told as "many". */
const MANY = 500;

/** Where the log stands, and what was written in which rebase. */
export class LogMarks {
  private readonly statements: Statements;

  constructor(statements: Statements) {
    this.statements = statements;
  }

  now(): LogMark {
    return this.statements.get<LogMark>(
      `SELECT coalesce((SELECT max(epoch) FROM rebases), 0) AS epoch,
         coalesce((SELECT max(seq) FROM changes WHERE seq < ${PENDING_FROM}), 0) AS confirmed,
         coalesce((SELECT CAST(value AS INTEGER) FROM sync WHERE key = 'next-pending'), ${PENDING_FROM}) AS pending`,
    )!;
  }

  /** Notes that what the log said before was written anew, and which prompts it was about (null for many). */
  rebased(prompts: ReadonlySet<number> | null): void {
    const { epoch } = this.now();
    const told = prompts && prompts.size <= MANY ? JSON.stringify([...prompts]) : null;
    this.statements.run('INSERT INTO rebases VALUES (?, ?)', epoch + 1, told);
    this.statements.run('DELETE FROM rebases WHERE epoch <= ?', epoch + 1 - KEPT);
  }

  /** The prompts (seqs, some gone by now) that were written anew since `mark`; null for many. */
  rebasedSince(mark: LogMark): number[] | null {
    const rows = this.statements.all<{ epoch: number; prompts: string | null }>(
      'SELECT epoch, prompts FROM rebases WHERE epoch > ? ORDER BY epoch',
      mark.epoch,
    );
    if (rows.length > 0 && rows[0]!.epoch !== mark.epoch + 1) return null;
    const found = new Set<number>();
    for (const { prompts } of rows) {
      if (prompts === null) return null;
      for (const prompt of JSON.parse(prompts) as number[]) found.add(prompt);
    }
    return [...found];
  }
}

export function isSameMark(a: LogMark, b: LogMark): boolean {
  return a.epoch === b.epoch && a.confirmed === b.confirmed && a.pending === b.pending;
}

/** SQL: the seqs that were appended since the mark whose parameters are @confirmed and @pending. */
export function appendedSince(seq: string): string {
  return `(${seq} > @confirmed AND ${seq} < ${PENDING_FROM} OR ${seq} >= @pending)`;
}
