import { Worker } from 'node:worker_threads';

/** What the worker says once it has loaded: only from then on does a call's time run. */
export const READY = 'ready';
export type WorkerCall<Input> = { id: number; input: Input };
export type WorkerAnswer<Output> = { id: number; value: Output } | { id: number; error: string };

/** How a call ended. `overran`: its time or the thread's memory was not enough, and the thread was ended. */
export type Outcome<Output> = { kind: 'done'; value: Output } | { kind: 'overran' } | { kind: 'closed' };

type Waiting<Input, Output> = {
  call: WorkerCall<Input>;
  settle: (outcome: Outcome<Output>) => void;
  fail: (error: Error) => void;
};

/** Runs calls one after another in a worker thread that is begun with the first and ended when a call overruns; those
 *  behind it run in a new one. An idle worker does not keep the process alive. */
export class DeadlineWorker<Input, Output> {
  private readonly url: URL;
  private readonly deadline: number;
  private readonly queue: Waiting<Input, Output>[] = [];
  private worker: Worker | null = null;
  private isReady = false;
  private timer: NodeJS.Timeout | null = null;
  private calls = 0;
  private closed = false;

  /** `deadline` is in milliseconds for one call, from when its turn comes. */
  constructor(url: URL, deadline: number) {
    this.url = url;
    this.deadline = deadline;
  }

  /** Rejects only where the worker's own code fails. */
  run(input: Input): Promise<Outcome<Output>> {
    if (this.closed) return Promise.resolve({ kind: 'closed' });
    return new Promise((settle, fail) => {
      this.queue.push({ call: { id: this.calls++, input }, settle, fail });
      if (this.queue.length === 1) this.runNext();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const waiting of this.queue.splice(0)) waiting.settle({ kind: 'closed' });
    await this.end();
  }

  /** One call at a time is in the worker, so that it is known which one overran. */
  private runNext(): void {
    const next = this.queue[0];
    if (!next) {
      this.worker?.unref();
      return;
    }
    this.worker ??= this.start();
    this.worker.ref();
    if (!this.isReady) return;
    this.timer = setTimeout(() => this.abandon(null), this.deadline);
    this.worker.postMessage(next.call);
  }

  private start(): Worker {
    // No environment: a key that stands in it is out of this code's reach.
    const worker = new Worker(this.url, { resourceLimits: { maxOldGenerationSizeMb: 1_024 }, env: {} });
    worker.on('message', (answer: WorkerAnswer<Output> | typeof READY) => {
      if (worker !== this.worker) return;
      if (answer !== READY) return this.finish(answer);
      this.isReady = true;
      this.runNext();
    });
    worker.on('error', (error: Error & { code?: string }) => {
      if (worker === this.worker) this.abandon(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? null : error);
    });
    return worker;
  }

  private finish(answer: WorkerAnswer<Output>): void {
    const done = this.queue[0];
    if (!done || done.call.id !== answer.id) return;
    this.stopTimer();
    this.queue.shift();
    if ('error' in answer) done.fail(new Error(answer.error));
    else done.settle({ kind: 'done', value: answer.value });
    this.runNext();
  }

  /** Ends the worker, and answers the call it was busy with. */
  private abandon(error: Error | null): void {
    const stopped = this.queue.shift();
    void this.end();
    if (error === null) stopped?.settle({ kind: 'overran' });
    else stopped?.fail(error);
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
