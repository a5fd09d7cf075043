import { logKey } from '../../shared/segment/object-keys.ts';
import { assertSame, missingUpTo } from './engine-look.ts';
import type { EngineParts } from './engine-parts.ts';
import { rebuildSegment } from './segment-codec.ts';

/** Puts segments back that the remote has lost and this device has. Gives how many. Throws `Halted` where another segment
 *  has taken such a place since. */
export async function putBack(parts: EngineParts, signal: AbortSignal): Promise<number> {
  const { store } = parts;
  const last = store.position().head?.number ?? 0;
  let count = 0;
  for await (const number of missingUpTo(parts, last, signal)) {
    const segment = store.segmentAt(number);
    const hash = store.hashAt(number);
    if (!segment || hash === null) continue;
    const outcome = await parts.remote.putIfAbsent(logKey(number), rebuildSegment(segment), signal);
    if (outcome === 'created') count += 1;
    else await assertSame(parts, number, hash, signal);
  }
  return count;
}
