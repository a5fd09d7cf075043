import { parentPort, workerData } from 'node:worker_threads';
import type { GalleyEvent, JobState } from '../shared/contract.ts';
import type { Refusal, Reply } from '../shared/reply.ts';
import { dispatch } from './dispatch.ts';
import type { Services } from './handlers.ts';
import { StagedFiles } from './interchange/staged-files.ts';
import { Jobs } from './jobs.ts';
import { refusalOf } from './refusal-of.ts';
import { ChangeWatch } from './registry/change-watch.ts';
import { checkAside, type CheckAside } from './registry/check-aside.ts';
import { Registry } from './registry/registry.ts';
import { Templates } from './template/templates.ts';
import type { OpenOptions } from './workspace-client.ts';

export type WorkerRequest = { id: number; name: string; input: unknown } | { close: true };
export type WorkerMessage = { id: number; reply: Reply<unknown> } | { event: GalleyEvent };

/** How often another process's writes are looked for. */
const POLL_EVERY = 250; // milliseconds
/** A write waits this long inside SQLite before dispatch takes over the waiting. */
const BUSY_MILLISECONDS = 20;

const { path, host } = workerData as OpenOptions;
const opened = open();
/** What the check of the file found after it was opened: then every call answers that. */
let damage: Refusal | null = null;

parentPort!.on('message', (request: WorkerRequest) => {
  if ('close' in request) void close();
  else void answer(request);
});

type Open = { services: Services; watch: ChangeWatch; poll: NodeJS.Timeout; check: CheckAside | null };

/** The workspace, or why it cannot be opened: then every call answers that. */
function open(): Open | Refusal {
  try {
    const registry = new Registry(path, { create: true, busyMilliseconds: BUSY_MILLISECONDS, check: 'later' });
    const jobs = new Jobs(path, () => registry.isChecked, hearJob);
    const services: Services = { registry, jobs, templates: new Templates(), files: new StagedFiles(), host };
    const watch = new ChangeWatch(registry);
    return { services, watch, poll: setInterval(tellChanges, POLL_EVERY, true), check: checkLater(registry) };
  } catch (error) {
    return refusalOf(error);
  }
}

/** Checks what opening left unchecked. Writes wait for it (see dispatch); where the file turns out to be damaged, windows
 *  are told to ask again, and are told so. */
function checkLater(registry: Registry): CheckAside | null {
  if (registry.isChecked || registry.readOnly !== null) return null;
  const check = checkAside(path);
  void settle(registry, check);
  return check;
}

async function settle(registry: Registry, check: CheckAside): Promise<void> {
  damage = await check.result;
  registry.settleCheck(damage);
  if (damage) post({ event: { type: 'changed', promptIds: null } });
}

function hearJob(job: JobState): void {
  post({ event: { type: 'job', job } });
  tellChanges();
}

async function answer(request: { id: number; name: string; input: unknown }): Promise<void> {
  if ('code' in opened) return post({ id: request.id, reply: { ok: false, error: opened } });
  if (damage) return post({ id: request.id, reply: { ok: false, error: damage } });
  const reply = await dispatch(opened.services, request.name, request.input);
  post({ id: request.id, reply });
  tellChanges();
}

function tellChanges(onlyOfOthers = false): void {
  if ('code' in opened || !opened.services.registry.db.open) return;
  try {
    if (onlyOfOthers && !opened.watch.isStale()) return;
    const seen = opened.watch.look();
    if (seen) post({ event: { type: 'changed', ...seen } });
  } catch {
    // The file went away or was damaged under us; the next call says so in a sentence.
  }
}

async function close(): Promise<void> {
  if (!('code' in opened)) {
    clearInterval(opened.poll);
    await opened.check?.stop();
    await opened.services.jobs.close();
    await opened.services.templates.close();
    opened.services.files.close();
    opened.services.registry.close();
  }
  parentPort!.close();
}

function post(message: WorkerMessage): void {
  parentPort!.postMessage(message);
}
