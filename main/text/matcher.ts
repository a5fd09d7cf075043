import type { Refusal, Reply } from '../../shared/reply.ts';
import type { TextMatch, TextQuery } from '../../shared/text/text-query.ts';
import { DeadlineWorker } from '../deadline-worker.ts';

const DEADLINE = 2_000; // milliseconds for the texts of one question

export type MatchQuestion = {
  query: TextQuery;
  texts: string[];
  /** Matches of each text at most. */
  limit: number;
  replacement?: string;
};
export type Matches = { matches: TextMatch[]; more: boolean };

/** Finds what a person looks for in texts, in a thread that can be ended: an expression such as `(a+)+$` takes longer than
 *  anybody waits, and nothing within the thread can stop it. Refusals: `slow-query`, `closed`. */
export class Matcher {
  private readonly worker: DeadlineWorker<MatchQuestion>;

  constructor(deadline: number = DEADLINE) {
    this.worker = new DeadlineWorker('text/match-worker', deadline, { tooSlow, tooBig: TOO_BIG });
  }

  /** The matches of each text. The query must be one that can be read. */
  find(question: MatchQuestion): Promise<Reply<Matches[]>> {
    return this.worker.ask(question);
  }

  close(): Promise<void> {
    return this.worker.close();
  }
}

const TOO_BIG: Refusal = {
  code: 'slow-query',
  message: 'Looking for this takes more memory than there is; ask for less.',
};

function tooSlow(_: MatchQuestion, seconds: string): Refusal {
  const message = `Looking for this took longer than ${seconds} s and was stopped. Repeated groups such as (a+)+ take very long: say it more simply.`;
  return { code: 'slow-query', message };
}
