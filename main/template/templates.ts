import { Worker } from 'node:worker_threads';
import type { ContentDiff } from '../../shared/diff/content-diff.ts';
import { ok, refuse, type Reply } from '../../shared/reply.ts';
import type { Converted } from '../../shared/template/convert/convert-content.ts';
import type { Checked, CheckInput, Rendered, RenderInput } from '../../shared/template/messages.ts';
import { workerUrl } from '../worker-url.ts';
import { READY, type ConvertInput, type TemplateAnswer, type TemplateCall } from './template-protocol.ts';

const DEADLINE = 3_000; // milliseconds for one call, from when its turn comes

export type Conversion = Converted & { diff: ContentDiff };

type Waiting = { call: TemplateCall; settle: (reply: Reply<unknown>) => void; fail: (error: Error) => void };

/** Reads and fills in templates in one worker thread, begun with the first call. A call that overruns its time or the
 *  thread's memory is refused, and the thread ended; those behind it run in a new one. */
export class Templates {
  private readonly deadline: number;
  private readonly queue: Waiting[] = [];
  private worker: Worker | null = null;
  private isReady = false;
  private timer: NodeJS.Timeout | null = null;
  private calls = 0;
  private closed = false;

  constructor(deadline: number = DEADLINE) {
    this.deadline = deadline;
  }

  check(input: CheckInput): Promise<Reply<Checked>> {
    return this.enqueue({ id: this.calls++, kind: 'check', input }) as Promise<Reply<Checked>>;
  }

  /** The refusals: `render-timeout`, `render-memory`, `closed`. Problems in the texts are part of the answer. */
  render(input: RenderInput): Promise<Reply<Rendered>> {
    return this.enqueue({ id: this.calls++, kind: 'render', input }) as Promise<Reply<Rendered>>;
  }

  /** The prompt in another format with what was lost, and what differs. The refusals are those of `render`. */
  convert(input: ConvertInput): Promise<Reply<Conversion>> {
    return this.enqueue({ id: this.calls++, kind: 'convert', input }) as Promise<Reply<Conversion>>;
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const waiting of this.queue.splice(0)) waiting.settle(refuse('closed', 'The workspace was closed.'));
    await this.end();
  }

  private enqueue(call: TemplateCall): Promise<Reply<unknown>> {
    if (this.closed) return Promise.resolve(refuse('closed', 'The workspace was closed.'));
    return new Promise((settle, fail) => {
      this.queue.push({ call, settle, fail });
      if (this.queue.length === 1) this.runNext();
    });
  }

  /** One call at a time is in the worker, so that it is known which one overran. */
  private runNext(): void {
    const next = this.queue[0];
    if (!next) {
      this.worker?.unref();
      return;
    }
    this.worker ??= this.start();
    this.worker.ref(); // a waiting call keeps the process alive, an idle worker does not
    if (!this.isReady) return;
    this.timer = setTimeout(() => {
      const seconds = (this.deadline / 1000).toLocaleString('en');
      const words =
        next.call.kind === 'convert'
          ? `This prompt took longer than ${seconds} s to convert and was stopped. Look for very many tags within each other.`
          : `This prompt took longer than ${seconds} s to fill in and was stopped. Look for loops over long lists.`;
      this.abandon(refuse('render-timeout', words));
    }, this.deadline);
    this.worker.postMessage(next.call);
  }

  private start(): Worker {
    const worker = new Worker(workerUrl('template/template-worker'), {
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
      env: {},
    });
    worker.on('message', (answer: TemplateAnswer | typeof READY) => {
      if (worker !== this.worker) return;
      if (answer !== READY) return this.finish(answer);
      this.isReady = true;
      this.runNext();
    });
    worker.on('error', (error: Error & { code?: string }) => {
      if (worker !== this.worker) return;
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        this.abandon(refuse('render-memory', 'This prompt needs more memory than a prompt may have, and was stopped.'));
      } else this.abandon(error);
    });
    return worker;
  }

  private finish(answer: TemplateAnswer): void {
    const done = this.queue[0];
    if (!done || done.call.id !== answer.id) return;
    this.stopTimer();
    this.queue.shift();
    if (answer.error === undefined) done.settle(ok(answer.value));
    else done.fail(new Error(`The template worker failed: ${answer.error}`));
    this.runNext();
  }

  /** Ends the worker, and answers the call it was busy with. */
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
