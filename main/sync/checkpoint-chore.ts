import type { Refused } from '../../shared/reply.ts';
import { CHECKPOINT_EVERY } from '../../shared/segment/checkpoint-header.ts';
import { CHECKPOINTS, checkpointKey, numberInKey } from '../../shared/segment/object-keys.ts';
import type { Head } from '../../shared/segment/segment-header.ts';
import type { Registry } from '../registry/registry.ts';
import { isCheckpointFault } from './checkpoint-fault.ts';
import { openCheckpoint } from './checkpoint-read.ts';
import { takeCheckpoint, unaudited } from './checkpoint-take.ts';
import { writeCheckpoint } from './checkpoint-write.ts';
import type { Chore, EngineParts } from './engine-parts.ts';
import type { Remote } from './remotes/remote.ts';

/** After a round that brought everything: an owner or publisher leaves a checkpoint once the log has grown enough since
 *  the last one. Two who do so at once write about the same, and the second is dropped. Throws `RemoteError`. */
export function checkpointChore(
  parts: Pick<EngineParts, 'remote' | 'store' | 'standing' | 'keys' | 'clock'> & { registry: Registry; every?: number },
): Chore {
  const every = parts.every ?? CHECKPOINT_EVERY;
  let last: number | null = null;
  return async ({ synced, signal }) => {
    const position = parts.store.position();
    const standing = parts.standing(position);
    const head = position.head?.number ?? 0;
    if (!synced || head < every || standing.kind !== 'member' || !['owner', 'publisher'].includes(standing.role))
      return;
    // Nobody puts checkpoints on a log that only just grew: the remote is asked when it may be time.
    if (last !== null && head - last < every) return;
    last = (await checkpointsOf(parts.remote, head, signal)).at(-1) ?? 0;
    const { deviceId, key } = position;
    const signer = deviceId === null || key === null ? null : parts.keys.signer(deviceId, key);
    if (head - last < every || !signer || unaudited(parts.registry)) return;
    const written = await writeCheckpoint(parts.registry, signer, parts.clock.now());
    if (!written || signal.aborted) return;
    await parts.remote.putIfAbsent(written.key, written.bytes, signal);
    last = written.header.number;
  };
}

/**
 * Puts the newest checkpoint that is of any use in the place of an empty log. Gives the number of its segment, or null where the
 * log is to be read from its beginning, and tells `hear` why where a checkpoint was no good. Throws `RemoteError`, and `Refused`
 * where this workspace is not fresh.
 */
export async function beginFromCheckpoint(
  { registry, remote }: { registry: Registry; remote: Remote },
  expected: { chain: string; head: Head | null; highest: number },
  signal: AbortSignal,
  hear: (fault: Refused) => void = () => undefined,
): Promise<number | null> {
  if (registry.log.pendingCount() > 0) return null;
  for (const number of (await checkpointsOf(remote, expected.highest, signal)).toReversed().slice(0, 3)) {
    const bytes = await remote.get(checkpointKey(number), signal);
    if (!bytes) continue;
    try {
      const { chain, head } = expected;
      const opened = await openCheckpoint(bytes, { chain, head, number });
      try {
        takeCheckpoint(registry, opened);
        return number;
      } finally {
        opened.remove();
      }
    } catch (error) {
      if (!isCheckpointFault(error)) throw error;
      hear(error);
    }
  }
  return null;
}

/** Numbers of the checkpoints there are up to a segment of the log, ascending. Anyone may put others there. */
async function checkpointsOf(remote: Remote, highest: number, signal: AbortSignal): Promise<number[]> {
  const numbers: number[] = [];
  for await (const key of remote.list(CHECKPOINTS, null, signal)) {
    const number = numberInKey(CHECKPOINTS, key);
    if (number !== null && number <= highest) numbers.push(number);
  }
  return numbers.toSorted((a, b) => a - b);
}
