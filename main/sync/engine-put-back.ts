import { logKey } from '../../shared/segment/object-keys.ts';
import { assertSame, getSegment, missingUpTo } from './engine-look.ts';
import type { EngineParts } from './engine-parts.ts';
import { rebuildSegment } from './segment-codec.ts';

/** Puts segments back that the remote has lost and this device has. Gives how many. Throws `Halted` where another segment
 *  has taken such a place since. */
export async function putBack(parts: EngineParts, signal: AbortSignal): Promise<number> {
  const { store } = parts;
  const last = store.position().head?.number ?? 0;
  let count = 0;
  let before = 0;
  for await (const number of missingUpTo(parts, last, signal)) {
    // Into a log that went on differently nothing of this one may be put: whoever reads it would be stopped by that.
    if (number - 1 !== before) await assertAround(parts, number, last, signal);
    before = number;
    const segment = store.segmentAt(number);
    const hash = store.hashAt(number);
    if (!segment || hash === null) continue;
    const outcome = await parts.remote.putIfAbsent(logKey(number), rebuildSegment(segment), signal);
    if (outcome === 'created') count += 1;
    else await assertSame(parts, number, hash, signal);
  }
  return count;
}

/** Throws `Halted` where the segment before a gap, or the last one that both have, is another than here. */
async function assertAround(parts: EngineParts, number: number, last: number, signal: AbortSignal): Promise<void> {
  for (const one of [number - 1, last]) {
    const hash = parts.store.hashAt(one);
    if (hash !== null && (await getSegment(parts, one, signal)) !== null) await assertSame(parts, one, hash, signal);
  }
}
