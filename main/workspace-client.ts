import { Worker } from 'node:worker_threads';
import type { GalleyEvent } from '../shared/contract.ts';
import { refuse, type Reply } from '../shared/reply.ts';
import { workerUrl } from './worker-url.ts';
import type { WorkerMessage, WorkerRequest } from './workspace-worker.ts';

/** An open workspace, as a host sees it. Calls run in a worker, so a host never waits for the disk. Where the file cannot
 *  be opened (damaged, from a newer Galley), every call answers that refusal: the window then says so. */
export interface WorkspaceClient {
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  /** The same as the bytes of its JSON, for a host that sends it on as it is. */
  callForJson(name: string, input: unknown): Promise<Uint8Array>;
  subscribe(listener: (event: GalleyEvent) => void): () => void;
  /** Waits for the calls under way, then closes the file. Calls that come after it are refused as `closed`. */
  close(): Promise<void>;
}

export type OpenOptions = { path: string; host: 'electron' | 'browser' };

/** Opens the workspace at `path`, making it where there is none. Never rejects: see `WorkspaceClient`. */
export function openWorkspace(options: OpenOptions): WorkspaceClient {
  const worker = new Worker(workerUrl('workspace-worker'), { workerData: options });
  const waiting = new Map<number, (reply: Uint8Array) => void>();
  const underWay = new Set<Promise<Uint8Array>>();
  const listeners = new Set<(event: GalleyEvent) => void>();
  let count = 0;
  let ended: Uint8Array | null = null;
  let closed: Promise<void> | null = null;

  worker.on('message', (message: WorkerMessage) => {
    if ('event' in message) return listeners.forEach((listener) => listener(message.event));
    waiting.get(message.id)?.(message.reply);
    waiting.delete(message.id);
  });
  worker.on('error', (error) =>
    end(`Galley’s worker stopped: ${error.message}. Start Galley again; what was saved is safe.`),
  );
  worker.on('exit', () => end(CLOSED));

  function end(message: string): void {
    ended ??= refusal(message);
    for (const settle of waiting.values()) settle(ended);
    waiting.clear();
  }

  function post(request: WorkerRequest): void {
    worker.postMessage(request);
  }

  function ask(name: string, input: unknown): Promise<Uint8Array> {
    if (ended || closed) return Promise.resolve(ended ?? refusal(CLOSED));
    const reply = new Promise<Uint8Array>((resolve) => {
      count += 1;
      waiting.set(count, resolve);
      post({ id: count, name, input });
    });
    underWay.add(reply);
    void reply.then(() => underWay.delete(reply));
    return reply;
  }

  return {
    async call(name, input) {
      return JSON.parse(decoder.decode(await ask(name, input))) as Reply<unknown>;
    },
    callForJson: ask,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed ??= ended ? Promise.resolve() : finish();
      return closed;
    },
  };

  async function finish(): Promise<void> {
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    await Promise.all(underWay);
    post({ close: true });
    await exited;
  }
}

const CLOSED = 'This workspace has been closed.';
const decoder = new TextDecoder();

function refusal(message: string): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(refuse('closed', message)));
}
