import { Refused } from '../../shared/reply.ts';
import { logKey } from '../../shared/segment/object-keys.ts';
import { MAX_CHANGES } from '../../shared/segment/segment-limits.ts';
import type { EngineParts } from './engine-parts.ts';
import { restAfterLosing } from './engine-pace.ts';
import { getSegment } from './engine-look.ts';
import { pull, takeAll } from './engine-pull.ts';
import { RemoteError } from './remotes/remote.ts';
import { assertReads, writeSegment } from './segment-codec.ts';
import type { ChangeLine, Signer } from './sync-types.ts';

/** Text that is likely to pack into one segment; what is too much goes into the next. */
const TEXT_AT_ONCE = 4_000_000; // characters

/** Sends all that waits here, a segment at a time: at once where it is one change, in big ones where it is many. Gives how
 *  many changes were sent. Throws `RemoteError` and `Halted`. */
export async function push(parts: EngineParts, signer: Signer, signal: AbortSignal): Promise<number> {
  const { store } = parts;
  let sent = 0;
  let losses = 0;
  for (;;) {
    const position = store.position();
    const standing = parts.standing(position).kind;
    // The device may have become another one, or have changed its key: the next round signs as what it is then.
    const isMine = position.deviceId === signer.deviceId && position.key === signer.key;
    if (!isMine || (standing !== 'member' && standing !== 'founder')) return sent;
    const { lines } = store.nextOutgoing(MAX_CHANGES, TEXT_AT_ONCE);
    if (lines.length === 0) return sent;
    const taken = await putNext(parts, signer, lines, signal);
    if (taken > 0) losses = 0;
    else await parts.clock.wait(restAfterLosing((losses += 1), parts.random()), signal);
    signal.throwIfAborted();
    sent += taken;
  }
}

/**
 * Puts `lines`, or as many of them as one segment holds, at the next place of the log. Gives how many of them are in it
 * now: none where another segment came first, which is taken in instead. What is about to leave is written down before;
 * where the answer is lost, the place is read back, and whatever lies there is taken in: the ids of its changes say what
 * of it is this device's. `waiting`: the ids of those lines that wait in the store; all, where nothing is said.
 */
export async function putNext(
  parts: EngineParts,
  signer: Signer,
  lines: ChangeLine[],
  signal: AbortSignal,
  waiting: readonly string[] = lines.map(({ change }) => change.id),
): Promise<number> {
  const { store } = parts;
  const { chain, head, sequence } = store.position();
  const expected = { number: (head?.number ?? 0) + 1, workspace: chain, previous: head?.hash ?? null };
  const frame = { ...expected, sequence: sequence + 1, seen: head, at: parts.clock.now(), seed: parts.randomBytes(32) };
  const written = writeSegment(lines, frame, signer);
  assertReads(written);
  const odd = written.lines.find((line) => 'odd' in line);
  if (odd) throw new Refused('unsendable', `A change of this device cannot be sent: ${odd.why}.`);
  const own = lines.slice(0, written.taken);
  store.begin({
    number: expected.number,
    headerHash: written.headerHash,
    sequence: sequence + 1,
    changeIds: waiting.slice(0, written.taken),
  });
  const outcome = await put(parts, expected.number, written.bytes, signal);
  if (outcome === 'created') {
    takeAll(parts, [written]);
    store.settle();
    return own.length;
  }
  await pull(parts, expected.number, signal);
  const isOurs = store.hashAt(expected.number) === written.headerHash;
  store.settle();
  return isOurs ? own.length : 0;
}

async function put(
  parts: EngineParts,
  number: number,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<'created' | 'exists'> {
  try {
    return await parts.remote.putIfAbsent(logKey(number), bytes, signal);
  } catch (error) {
    if (!(error instanceof RemoteError) || error.code !== 'unknown-outcome') throw error;
    if ((await getSegment(parts, number, signal)) === null) throw error; // it may land yet: the next round finds out
    return 'exists';
  }
}
