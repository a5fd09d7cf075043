import { Worker } from 'node:worker_threads';
import { ok, refuse, type Refusal, type Reply } from '../shared/reply.ts';
import { workerUrl } from './worker-url.ts';

/** What is said between a `DeadlineWorker` and its thread. */
export type AsideCall<Question> = { id: number; question: Question };
export type AsideAnswer = { id: number; value?: unknown; error?: string };

/** What the thread says once it has loaded: only from then on does a call's time run. */
export const READY = 'ready';

type Waiting<Question> = {
  call: AsideCall<Question>;
  settle: (reply: Reply<unknown>) => void;
  fail: (error: Error) => void;
};

export type Refusals<Question> = {
  /** Why a call was stopped after `seconds`. */
  tooSlow: (question: Question, seconds: string) => Refusal;
  tooBig: Refusal;
};

const MEMORY = 512;

/** Answers questions in one thread, begun with the first. A question that overruns its time or the thread's memory is
 *  refused, and the thread ended; those behind it are answered in a new one. */
export class DeadlineWorker<Question> {
  private readonly path: string;
  private readonly deadline: number;
  private readonly refusals: Refusals<Question>;
  private readonly memory: number;
  private readonly queue: Waiting<Question>[] = [];
  private worker: Worker | null = null;
  private isReady = false;
  private timer: NodeJS.Timeout | null = null;
  private calls = 0;
  private closed = false;

  /** `path` names the thread's source as `workerUrl` takes it; `deadline` is in milliseconds for one question, from when
   *  its turn comes and the thread has loaded; `memory` is in MiB. */
  constructor(path: string, deadline: number, refusals: Refusals<Question>, memory: number = MEMORY) {
    this.path = path;
    this.deadline = deadline;
    this.refusals = refusals;
    this.memory = memory;
  }

  /** Refused as `refusals` says, or as `closed`; rejects only where the thread's own code fails. */
  ask<Answer>(question: Question): Promise<Reply<Answer>> {
    if (this.closed) return Promise.resolve(refuse('closed', 'The workspace was closed.'));
    return new Promise((settle, fail) => {
      const call = { id: this.calls++, question };
      this.queue.push({ call, settle: settle as (reply: Reply<unknown>) => void, fail });
      if (this.queue.length === 1) this.runNext();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const waiting of this.queue.splice(0)) waiting.settle(refuse('closed', 'The workspace was closed.'));
    await this.end();
  }

  /** One question at a time is in the thread, so that it is known which one overran. */
  private runNext(): void {
    const next = this.queue[0];
    if (!next) {
      this.worker?.unref();
      return;
    }
    this.worker ??= this.start();
    this.worker.ref(); // a waiting question keeps the process alive, an idle thread does not
    if (!this.isReady) return;
    this.timer = setTimeout(() => {
      const seconds = (this.deadline / 1000).toLocaleString('en');
      this.abandon({ ok: false, error: this.refusals.tooSlow(next.call.question, seconds) });
    }, this.deadline);
    this.worker.postMessage(next.call);
  }

  private start(): Worker {
    const worker = new Worker(workerUrl(this.path), {
      resourceLimits: { maxOldGenerationSizeMb: this.memory, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
      env: {}, // a key that stands in the environment is out of this code's reach
    });
    worker.on('message', (answer: AsideAnswer | typeof READY) => {
      if (worker !== this.worker) return;
      if (answer !== READY) return this.finish(answer);
      this.isReady = true;
      this.runNext();
    });
    worker.on('error', (error: Error & { code?: string }) => {
      if (worker !== this.worker) return;
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') this.abandon({ ok: false, error: this.refusals.tooBig });
      else this.abandon(error);
    });
    return worker;
  }

  private finish(answer: AsideAnswer): void {
    const done = this.queue[0];
    if (!done || done.call.id !== answer.id) return;
    this.stopTimer();
    this.queue.shift();
    if (answer.error === undefined) done.settle(ok(answer.value));
    else done.fail(new Error(`The thread ${this.path} failed: ${answer.error}`));
    this.runNext();
  }

  /** Ends the thread, and answers the question it was busy with. */
  private abandon(reason: Reply<never> | Error): void {
    const stopped = this.queue.shift();
    void this.end();
    if (reason instanceof Error) stopped?.fail(reason);
    else stopped?.settle(reason);
    this.runNext();
  }

  private async end(): Promise<void> {
    this.stopTimer();
    const worker = this.worker;
    this.worker = null;
    this.isReady = false;
    await worker?.terminate();
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
