import { parentPort, workerData } from 'node:worker_threads';
import { refusalOf } from '../refusal-of.ts';
import { Registry } from '../registry/registry.ts';
import { ok, type Reply } from '../../shared/reply.ts';
import type { EngineStatus } from './engine.ts';
import { takeEngineLock, type EngineLock } from './engine-lock.ts';
import { openEngine } from './open-engine.ts';
import type { RemoteSecrets } from './remotes/adapter.ts';
import { openRemote } from './remotes/remotes.ts';
import { systemClock } from './system-clock.ts';

/** What is said between the thread that syncs and the one that holds the workspace. */
export type SyncWorkerData = { path: string; url: string; secrets: RemoteSecrets };
export type SyncRequest =
  | { kind: 'nudge' }
  | { kind: 'round'; id: number }
  | { kind: 'put-back'; id: number }
  | { kind: 'stop' };
export type SyncMessage =
  | { kind: 'status'; status: EngineStatus; isElsewhere: boolean }
  | { kind: 'answer'; id: number; reply: Reply<number> };

/** How often it is looked whether another process has stopped syncing this workspace. */
const LOCK_EVERY = 2_000; // milliseconds

const { path, url, secrets } = workerData as SyncWorkerData;
const stop = new AbortController();
const registry = new Registry(path, { check: 'done', busyMilliseconds: 10_000 });
const remote = openRemote(url, secrets);
const engine = openEngine(registry, remote, tell);
let lock: EngineLock | null = null;

parentPort!.on('message', (request: SyncRequest) => void hear(request));
void work();

/** Syncs from when this process may until it is told to stop. */
async function work(): Promise<void> {
  try {
    while (!stop.signal.aborted && (lock = takeEngineLock(path)) === null) {
      tell();
      await systemClock.wait(LOCK_EVERY, stop.signal);
    }
    if (lock) await engine.run(stop.signal);
  } finally {
    lock?.release();
    await remote.close();
    registry.close();
    parentPort!.close();
  }
}

async function hear(request: SyncRequest): Promise<void> {
  if (request.kind === 'nudge') return engine.nudge();
  if (request.kind === 'stop') return stop.abort();
  const reply = await answer(request);
  parentPort!.postMessage({ kind: 'answer', id: request.id, reply } satisfies SyncMessage);
}

async function answer(request: Extract<SyncRequest, { id: number }>): Promise<Reply<number>> {
  try {
    if (request.kind === 'put-back') {
      const count = await engine.putBack(stop.signal);
      engine.wake();
      return ok(count);
    }
    await engine.roundNow(stop.signal);
    return ok(0);
  } catch (error) {
    return { ok: false, error: refusalOf(error) };
  }
}

function tell(): void {
  const message: SyncMessage = { kind: 'status', status: engine.status, isElsewhere: lock === null };
  parentPort!.postMessage(message);
}
