import { parentPort, workerData } from 'node:worker_threads';
import { ok, type Reply } from '../../shared/reply.ts';
import { refusalOf } from '../refusal-of.ts';
import { Registry } from '../registry/registry.ts';
import type { Engine, EngineStatus } from './engine.ts';
import { takeEngineLock, type EngineLock } from './engine-lock.ts';
import { DeviceKeys } from './keys/device-keys.ts';
import { openSecrets } from './keys/secret-store.ts';
import { openEngine } from './open-engine.ts';
import type { RemoteSecrets } from './remotes/adapter.ts';
import { openRemote } from './remotes/remotes.ts';
import { systemClock } from './system-clock.ts';

/** What is said between the thread that syncs and the one that holds the workspace. */
export type SyncWorkerData = { path: string; url: string; secrets: RemoteSecrets };
export type SyncRequest =
  { kind: 'nudge' } | { kind: 'round'; id: number } | { kind: 'put-back'; id: number } | { kind: 'stop' };
export type SyncMessage =
  /** Null where another process syncs this workspace. */
  { kind: 'status'; status: EngineStatus | null } | { kind: 'answer'; id: number; reply: Reply<number> };

/** How often it is looked whether another process has stopped syncing this workspace. */
const LOCK_EVERY = 2_000; // milliseconds
/** A write of the window goes first: it takes milliseconds, and this one may wait. */
const BUSY_MILLISECONDS = 10_000;

const { path, url, secrets } = workerData as SyncWorkerData;
const stop = new AbortController();
let engine: Engine | null = null;

parentPort!.on('message', (request: SyncRequest) => void hear(request));
void work();

/** Syncs from when this process may until it is told to stop. */
async function work(): Promise<void> {
  const lock = await whenFree();
  try {
    if (lock) await sync();
  } finally {
    lock?.release();
    parentPort!.close();
  }
}

async function whenFree(): Promise<EngineLock | null> {
  while (!stop.signal.aborted) {
    const lock = takeEngineLock(path);
    if (lock) return lock;
    post({ kind: 'status', status: null });
    await systemClock.wait(LOCK_EVERY, stop.signal);
  }
  return null;
}

async function sync(): Promise<void> {
  const registry = new Registry(path, { check: 'done', busyMilliseconds: BUSY_MILLISECONDS });
  const remote = openRemote(url, secrets);
  try {
    engine = openEngine(registry, remote, new DeviceKeys(openSecrets()), tell);
    await engine.run(stop.signal);
  } finally {
    engine = null;
    await remote.close();
    registry.close();
  }
}

async function hear(request: SyncRequest): Promise<void> {
  if (request.kind === 'nudge') return engine?.nudge();
  if (request.kind === 'stop') return stop.abort();
  post({ kind: 'answer', id: request.id, reply: await answer(request) });
}

async function answer({ kind }: { kind: 'round' | 'put-back' }): Promise<Reply<number>> {
  if (!engine) return ok(0); // another process has it: that one is nudged by what stands in the workspace
  try {
    const count = kind === 'put-back' ? await engine.putBack(stop.signal) : 0;
    await engine.roundNow(stop.signal);
    return ok(count);
  } catch (error) {
    return { ok: false, error: refusalOf(error) };
  }
}

function tell(): void {
  if (engine) post({ kind: 'status', status: engine.status });
}

function post(message: SyncMessage): void {
  parentPort!.postMessage(message);
}
