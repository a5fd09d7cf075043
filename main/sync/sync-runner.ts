import { Worker } from 'node:worker_threads';
import { Refused, unwrap, type Reply } from '../../shared/reply.ts';
import { workerUrl } from '../worker-url.ts';
import type { EngineStatus } from './engine.ts';
import type { SyncMessage, SyncRequest, SyncWorkerData } from './sync-worker.ts';

/** What syncs a workspace with one remote, from when it is made until it is stopped. */
export interface SyncRunner {
  /** Null before the first round, and where another process syncs this workspace. */
  readonly status: EngineStatus | null;
  nudge(): void;
  /** A round at once; resolves when it has ended. Throws `Refused`. */
  round(): Promise<void>;
  /** Gives how many segments. Throws `Refused`. */
  putBack(): Promise<number>;
  stop(): Promise<void>;
}

/** Syncs in a thread of its own, so that neither the window nor a call ever waits for it. */
export class SyncThread implements SyncRunner {
  status: EngineStatus | null = null;
  private readonly worker: Worker;
  private readonly exited: Promise<void>;
  private readonly waiting = new Map<number, (reply: Reply<number>) => void>();
  private count = 0;

  /** `hear` is called whenever `status` is another one. */
  constructor(data: SyncWorkerData, hear: () => void) {
    this.worker = new Worker(workerUrl('sync/sync-worker'), { workerData: data });
    this.worker.on('message', (message: SyncMessage) => {
      if (message.kind === 'answer') return this.settle(message.id, message.reply);
      this.status = message.status;
      hear();
    });
    this.worker.on('error', (error) => {
      this.status = failed(error.message);
      hear();
    });
    this.exited = new Promise((resolve) => this.worker.once('exit', () => resolve()));
    this.worker.on('exit', () => {
      for (const id of this.waiting.keys()) this.settle(id, STOPPED);
    });
  }

  nudge(): void {
    this.post({ kind: 'nudge' });
  }

  async round(): Promise<void> {
    await this.ask('round');
  }

  putBack(): Promise<number> {
    return this.ask('put-back');
  }

  async stop(): Promise<void> {
    this.post({ kind: 'stop' });
    await this.exited;
  }

  private async ask(kind: 'round' | 'put-back'): Promise<number> {
    const id = (this.count += 1);
    const reply = new Promise<Reply<number>>((resolve) => this.waiting.set(id, resolve));
    this.post({ kind, id });
    return unwrap(await reply);
  }

  private settle(id: number, reply: Reply<number>): void {
    this.waiting.get(id)?.(reply);
    this.waiting.delete(id);
  }

  private post(request: SyncRequest): void {
    this.worker.postMessage(request);
  }
}

const STOPPED: Reply<number> = {
  ok: false,
  error: new Refused('stopped', 'Syncing was stopped before it was done. It goes on by itself.').refusal,
};

function failed(why: string): EngineStatus {
  return {
    isBusy: false,
    isOffline: false,
    behind: 0,
    syncedAt: null,
    nextTryAt: null,
    problem: {
      code: 'failed',
      message: `Syncing stopped unexpectedly: ${why}. Start Galley again; nothing is lost.`,
      remedy: 'none',
    },
  };
}
