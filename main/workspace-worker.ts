import { parentPort, workerData } from 'node:worker_threads';
import type { GalleyEvent, JobState } from '../shared/contract.ts';
import type { Refusal, Reply } from '../shared/reply.ts';
import { dispatch } from './dispatch.ts';
import type { Services } from './handlers/services.ts';
import { StagedFiles } from './interchange/staged-files.ts';
import { Jobs } from './jobs.ts';
import { refusalOf } from './refusal-of.ts';
import { Models } from './models/models.ts';
import { ChangeWatch } from './registry/change-watch.ts';
import { checkAside, type CheckAside } from './registry/check-aside.ts';
import { promptRows } from './registry/prompt-queries.ts';
import { Registry } from './registry/registry.ts';
import { readAhead } from './registry/search.ts';
import { Snippets } from './snippets/snippets.ts';
import { Sync } from './sync/sync.ts';
import { Templates } from './template/templates.ts';
import { Matcher } from './text/matcher.ts';
import type { OpenOptions } from './workspace-client.ts';

export type WorkerRequest = { id: number; name: string; input: unknown } | { close: true };
/** A reply crosses as the bytes of its JSON, handed over and not copied: a host that only passes it on never looks. */
export type WorkerMessage = { id: number; reply: Uint8Array<ArrayBuffer> } | { event: GalleyEvent };

/** How often another process's writes are looked for. */
const POLL_EVERY = 250; // milliseconds
/** How long the check of the file leaves the processor to the window that opens. */
const CHECK_AFTER = 1_500; // milliseconds
/** When reading ahead for search begins, how many texts it reads in a row (some milliseconds), and how long it rests. */
const READ_AFTER = 3_000; // milliseconds
const READ_AT_ONCE = 25;
const READ_PAUSE = 8; // milliseconds
/** A write waits this long inside SQLite before dispatch takes over the waiting. */
const BUSY_MILLISECONDS = 20;

const encoder = new TextEncoder();
const { path, host } = workerData as OpenOptions;
const opened = open();
/** What the check of the file found after it was opened: then every call answers that. */
let damage: Refusal | null = null;

parentPort!.on('message', (request: WorkerRequest) => {
  if ('close' in request) void close();
  else void answer(request);
});

type Open = { services: Services; sync: Sync; watch: ChangeWatch; poll: NodeJS.Timeout; check: LateCheck | null };
type LateCheck = { stop(): Promise<void> };

/** The workspace, or why it cannot be opened: then every call answers that. */
function open(): Open | Refusal {
  try {
    const registry = new Registry(path, { create: true, busyMilliseconds: BUSY_MILLISECONDS, check: 'later' });
    const jobs = new Jobs(path, () => registry.isChecked, hearJob);
    const templates = new Templates();
    const sync = new Sync(registry, (status) => post({ event: { type: 'sync', status } }));
    const services: Services = {
      registry,
      jobs,
      templates,
      matcher: new Matcher(),
      snippets: new Snippets(registry, templates),
      models: new Models(),
      files: new StagedFiles(),
      sync,
      host,
    };
    const watch = new ChangeWatch(registry);
    setImmediate(warm, registry);
    readAheadSlowly(registry);
    if (registry.isChecked && registry.readOnly === null) setImmediate(() => sync.start());
    return { services, sync, watch, poll: setInterval(tellChanges, POLL_EVERY, true), check: checkLater(registry) };
  } catch (error) {
    return refusalOf(error);
  }
}

/** Reads what prompts say, a few at a time and between calls, so that the first search finds them read. */
function readAheadSlowly(registry: Registry): void {
  const steps = readAhead(registry, READ_AT_ONCE)[Symbol.iterator]();
  const step = (): void => {
    if (!registry.db.open) return;
    try {
      if (!steps.next().done) setTimeout(step, READ_PAUSE).unref();
    } catch {
      // A text that cannot be read is told of when somebody asks for it.
    }
  };
  setTimeout(step, READ_AFTER).unref();
}

/** Reads the library once while the window is still being made: when it asks, pages and code are at hand. */
function warm(registry: Registry): void {
  try {
    if (registry.db.open) promptRows(registry);
  } catch {
    // A damaged file: the next call meets the same and says so, and the check finds it.
  }
}

/** Checks what opening left unchecked, once the window has had time to draw or something is to be written. Writes wait
 *  for it (see dispatch); where the file turns out to be damaged, windows are told to ask again, and are told so. */
function checkLater(registry: Registry): LateCheck | null {
  if (registry.isChecked || registry.readOnly !== null) return null;
  let check: CheckAside | null = null;
  const begin = (): void => {
    if (check !== null) return;
    check = checkAside(path);
    void settle(registry, check);
  };
  const timer = setTimeout(begin, CHECK_AFTER);
  registry.onWriteWaits = begin;
  return {
    async stop() {
      clearTimeout(timer);
      registry.onWriteWaits = null;
      await check?.stop();
    },
  };
}

async function settle(registry: Registry, check: CheckAside): Promise<void> {
  damage = await check.result;
  registry.settleCheck(damage);
  if (damage) post({ event: { type: 'changed', promptIds: null } });
  else if (!('code' in opened) && registry.db.open) opened.sync.start();
}

function hearJob(job: JobState): void {
  post({ event: { type: 'job', job } });
  tellChanges();
}

async function answer(request: { id: number; name: string; input: unknown }): Promise<void> {
  if ('code' in opened) return send(request.id, { ok: false, error: opened });
  if (damage) return send(request.id, { ok: false, error: damage });
  const reply = await dispatch(opened.services, request.name, request.input);
  send(request.id, reply);
  tellChanges();
}

function tellChanges(onlyOfOthers = false): void {
  if ('code' in opened || !opened.services.registry.db.open) return;
  try {
    if (onlyOfOthers && !opened.watch.isStale()) return;
    const seen = opened.watch.look();
    if (seen) post({ event: { type: 'changed', ...seen } });
    if (seen || onlyOfOthers) opened.sync.noteChanges();
  } catch {
    // The file went away or was damaged under us; the next call says so in a sentence.
  }
}

async function close(): Promise<void> {
  if (!('code' in opened)) {
    clearInterval(opened.poll);
    await opened.check?.stop();
    await opened.sync.close();
    await opened.services.jobs.close();
    await opened.services.templates.close();
    await opened.services.matcher.close();
    await opened.services.models.close();
    opened.services.files.close();
    opened.services.registry.close();
  }
  parentPort!.close();
}

function send(id: number, reply: Reply<unknown>): void {
  const bytes = encoder.encode(JSON.stringify(reply));
  parentPort!.postMessage({ id, reply: bytes } satisfies WorkerMessage, [bytes.buffer]);
}

function post(message: WorkerMessage): void {
  parentPort!.postMessage(message);
}
