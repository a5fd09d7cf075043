import { randomBytes } from 'node:crypto';
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
    await race(handles, signal);
    return {
      ...describeRemote(remote.url),
      server,
      milliseconds,
      writers: WRITERS,
      log: await probeLog(remote, signal),
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

async function race(handles: RemoteAdapter[], signal?: AbortSignal): Promise<void> {
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

  const [reader, late] = handles as [RemoteAdapter, RemoteAdapter];
  const kept = await reader.get(key, signal);
  const owner = kept === null ? -1 : values.findIndex((value) => Buffer.compare(value, kept) === 0);
  if (owner === -1 || (winners.length === 1 ? values[owner] !== winners[0] : told[owner] !== 'unknown-outcome'))
    throw unfair('kept other bytes than those of the writer who came first');
  if ((await late.putIfAbsent(key, values[(owner + 1) % WRITERS]!, signal)) !== 'exists')
    throw unfair('lets a second writer replace what is there');
  if (Buffer.compare(kept!, (await late.get(key, signal)) ?? new Uint8Array()) !== 0)
    throw unfair('lets a second writer replace what is there');
  for await (const listed of reader.list(key, null, signal)) if (listed === key) return;
  throw unfair('does not list what was just written');
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
