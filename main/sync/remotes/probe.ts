import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../../shared/ids.ts';
import type { RemoteAdapter, RemoteKind, RemoteSecrets } from './adapter.ts';
import { probeLog, type LogFound } from './probe-log.ts';
import { RemoteError } from './remote.ts';
import { describeRemote, openRemote } from './remotes.ts';

/** What probing a remote found. */
export type RemoteProbe = {
  /** As it may be kept: without secrets. */
  url: string;
  kind: RemoteKind['id'];
  /** A short name of the place. */
  name: string;
  server: string | null;
  /** That one small write took. */
  milliseconds: number;
  writers: number;
  /** The log that is there; null where none was begun. */
  log: LogFound | null;
};

const WRITERS = 20;
const HANDLES = 5;

/**
 * Proves that the remote at `url` can keep a log, and looks what is there. Twenty writers race for one scratch key: exactly one may win, and
 * its bytes must be what everybody reads and lists. Two small objects `probe/…` stay behind, since members may delete nothing. Throws
 * `RemoteError`, as `not-capable` where the race was not won fairly.
 */
export async function probeRemote(
  url: string,
  secrets: RemoteSecrets = {},
  signal?: AbortSignal,
): Promise<RemoteProbe> {
  const handles = Array.from({ length: HANDLES }, () => openRemote(url, secrets));
  const [remote] = handles as [RemoteAdapter];
  try {
    const server = await remote.server(signal);
    const milliseconds = await oneWrite(remote, signal);
    const open = await race(handles, signal);
    return {
      ...describeRemote(remote.url),
      server,
      milliseconds,
      writers: WRITERS,
      log: await probeLog(open, signal),
    };
  } finally {
    await Promise.all(handles.map((handle) => handle.close()));
  }
}

async function oneWrite(remote: RemoteAdapter, signal?: AbortSignal): Promise<number> {
  const key = `probe/${newId()}`;
  const before = performance.now();
  const answer = await remote.putIfAbsent(key, new TextEncoder().encode('A trial write of Galley.\n'), signal);
  if (answer !== 'created') throw unfair('says of a key that nobody used that it is taken');
  return Math.round((performance.now() - before) * 10) / 10;
}

/** Gives the handle that is still open. */
async function race(handles: RemoteAdapter[], signal?: AbortSignal): Promise<RemoteAdapter> {
  const key = `probe/${newId()}`;
  const values = Array.from({ length: WRITERS }, (_, at) => new Uint8Array([...randomBytes(60), at]));
  const answers = await Promise.allSettled(
    values.map((value, at) => handles[at % handles.length]!.putIfAbsent(key, value, signal)),
  );
  const told = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : failureOf(answer.reason)));
  const winners = values.filter((_, at) => told[at] === 'created');
  const isUncertain = told.includes('unknown-outcome');
  if (winners.length > 1) throw unfair(`told ${winners.length} of ${WRITERS} writers at once that they came first`);
  if (winners.length === 0 && !isUncertain)
    throw unfair(`told all of ${WRITERS} writers at once that another came first`);

  // Where connections are scarce, those that read now must find one free.
  await Promise.all(handles.slice(2).map((handle) => handle.close()));
  const [reader, late] = handles as [RemoteAdapter, RemoteAdapter];
  const kept = await patiently(() => reader.get(key, signal));
  const owner = kept === null ? -1 : values.findIndex((value) => Buffer.compare(value, kept) === 0);
  if (owner === -1 || (winners.length === 1 ? values[owner] !== winners[0] : told[owner] !== 'unknown-outcome'))
    throw unfair('kept other bytes than those of the writer who came first');
  await reader.close();
  const second = await patiently(() => late.putIfAbsent(key, values[(owner + 1) % WRITERS]!, signal));
  const after = await patiently(() => late.get(key, signal));
  if (second !== 'exists' || after === null || Buffer.compare(kept!, after) !== 0)
    throw unfair('lets a second writer replace what is there');
  for await (const listed of late.list(key, null, signal)) if (listed === key) return late;
  throw unfair('does not list what was just written');
}

/** A store that was just raced for may ask for patience. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RemoteError) || error.code !== 'busy' || tries === 5) throw error;
      await wait(50 * 2 ** tries);
    }
  }
}

/** How a writer fared who was told neither that he came first nor that he came late. One left out for lack of room says nothing against a
 *  store; any other failure is what the probe found. */
function failureOf(reason: unknown): 'unknown-outcome' | 'busy' {
  if (reason instanceof RemoteError && (reason.code === 'unknown-outcome' || reason.code === 'busy'))
    return reason.code;
  throw reason;
}

function unfair(what: string): RemoteError {
  return new RemoteError(
    'not-capable',
    `This store ${what}. Work would be lost, so Galley does not use it; choose one that keeps the first of two writes.`,
  );
}
