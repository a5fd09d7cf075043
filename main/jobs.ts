import { Worker } from 'node:worker_threads';
import type { JobState } from '../shared/contract.ts';
import type { ExportFormat, ImportFormat, ImportOptions, LossReport } from '../shared/interchange.ts';
import { newId } from '../shared/ids.ts';
import { Refused, type Refusal } from '../shared/reply.ts';
import { workerUrl } from './worker-url.ts';

/** Work that takes longer than a call may. Runs in a worker with a connection of its own. */
export type JobOrder =
  | { kind: 'import'; files: { disk: string; name: string }[]; format: ImportFormat | null; options: ImportOptions }
  | { kind: 'export'; format: ExportFormat; promptIds: string[] | null; label?: string; target: string }
  | { kind: 'verify' }
  | { kind: 'backup'; target: string }
  | { kind: 'audit-log'; target: string };

export type JobMessage =
  | { type: 'progress'; done: number; total: number | null }
  | { type: 'finished'; report: LossReport | null; fileName: string | null }
  | { type: 'failed'; refusal: Refusal };

export type JobWorkerData = { path: string; isChecked: boolean; order: JobOrder; cancel: SharedArrayBuffer };

/** Jobs remembered after they ended, for a window that asks late. */
const REMEMBERED = 50;

/** The jobs of one workspace: one at a time writes, since SQLite has one writer; the others wait for it by themselves. */
export class Jobs {
  private readonly path: string;
  private readonly isChecked: () => boolean;
  private readonly onChange: (job: JobState) => void;
  private readonly states = new Map<string, JobState>();
  private readonly running = new Map<string, { worker: Worker; cancel: Int32Array }>();

  /** `isChecked`: whether the file is known to be whole; else each job checks it before it begins. */
  constructor(path: string, isChecked: () => boolean, onChange: (job: JobState) => void) {
    this.path = path;
    this.isChecked = isChecked;
    this.onChange = onChange;
  }

  /** Starts `order` and gives its id. `fileId` is where an export or a backup writes. */
  start(order: JobOrder, fileId: string | null = null): string {
    const id = newId();
    const cancel = new SharedArrayBuffer(4);
    const workerData: JobWorkerData = { path: this.path, isChecked: this.isChecked(), order, cancel };
    const worker = new Worker(workerUrl('job-worker'), { workerData });
    this.states.set(id, {
      id,
      kind: order.kind,
      done: 0,
      total: null,
      state: 'running',
      error: null,
      report: null,
      fileId,
      fileName: null,
    });
    this.running.set(id, { worker, cancel: new Int32Array(cancel) });
    worker.on('message', (message: JobMessage) => this.hear(id, message));
    worker.on('error', (error) => this.hear(id, crashed(order.kind, error.message)));
    worker.on('exit', () => this.hear(id, crashed(order.kind, 'its worker stopped')));
    this.forgetOldest();
    return id;
  }

  /** Throws `Refused('no-job')`. */
  get(id: string): JobState {
    const state = this.states.get(id);
    if (!state) throw new Refused('no-job', 'That job is not known here any more.');
    return state;
  }

  /** Asks the job to stop at its next step; what it did until then is taken back. */
  cancel(id: string): void {
    const job = this.running.get(id);
    if (job) Atomics.store(job.cancel, 0, 1);
  }

  /** Stops every job where it stands; what is half-written is rolled back by SQLite. */
  async close(): Promise<void> {
    await Promise.all([...this.running.values()].map(({ worker }) => worker.terminate()));
  }

  private hear(id: string, message: JobMessage): void {
    const old = this.states.get(id);
    if (!old || old.state !== 'running') return; // the exit that follows an end
    const job = next(old, message);
    if (job.state !== 'running') this.running.delete(id);
    this.states.set(id, job);
    this.onChange(job);
  }

  private forgetOldest(): void {
    for (const [id, job] of this.states) {
      if (this.states.size <= REMEMBERED) return;
      if (job.state !== 'running') this.states.delete(id);
    }
  }
}

function next(job: JobState, message: JobMessage): JobState {
  switch (message.type) {
    case 'progress':
      return { ...job, done: message.done, total: message.total };
    case 'finished':
      return { ...job, state: 'finished', report: message.report, fileName: message.fileName };
    case 'failed':
      return {
        ...job,
        state: message.refusal.code === 'cancelled' ? 'cancelled' : 'failed',
        error: message.refusal.message,
      };
  }
}

function crashed(kind: string, why: string): JobMessage {
  return {
    type: 'failed',
    refusal: { code: 'crashed', message: `The ${kind} stopped unexpectedly (${why}); nothing was changed.` },
  };
}
