import { Refused } from '../../shared/reply.ts';
import { LOG, logKey, numberInKey, redactedKey } from '../../shared/segment/object-keys.ts';
import { sha256 } from '../registry/sha256.ts';
import { emptied, forked, missing, otherWorkspace, shorter } from './engine-halts.ts';
import type { EngineParts } from './engine-parts.ts';
import { openEnvelope } from './envelope.ts';
import type { Position } from './sync-seam.ts';
import { readHeader } from './read-header.ts';

/** At most so many names are taken from a listing at once. */
const NAMES_AT_ONCE = 1_000;

/**
 * The highest segment the remote is known to hold, after checking that it still holds what this device has seen. A listing
 * may lag behind, so what it lacks is asked for by name before anything is concluded. Where
 * `depth` is more than its `end`, the last segment is compared
 * with what is here, or, where it is `whole`, looks for holes, too. Throws `Halted`.
 */
export async function lookAround(
  parts: EngineParts,
  { head, seen }: Pick<Position, 'head' | 'seen'>,
  depth: 'end' | 'last' | 'whole',
  signal: AbortSignal,
): Promise<number> {
  const own = head?.number ?? 0;
  const listed = await listAfter(parts, own > 1 ? logKey(own - 1) : null, signal);
  if (own > 0 && !listed.includes(own)) await assertHolds(parts, own, signal);
  if (seen && seen.number > own && !listed.includes(seen.number)) await assertHolds(parts, seen.number, signal);
  if (head && depth !== 'end') await assertSame(parts, head.number, head.hash, signal);
  if (head && depth === 'whole') await assertWhole(parts, own, signal);
  return Math.max(own, ...listed);
}

/** Throws `Halted` where the segment that the remote holds under `number` is not the one with header `hash`. */
export async function assertSame(parts: EngineParts, number: number, hash: string, signal: AbortSignal): Promise<void> {
  const bytes = await getSegment(parts, number, signal);
  if (bytes === null) throw await lost(parts, number, signal);
  // A damaged copy of what this device has is a matter for those who do not have it yet; another header is another log.
  const found = headerHashIn(bytes, number);
  if (found !== null && found !== hash) throw number === 1 ? otherWorkspace() : forked(number);
}

/** The hash of the header in `bytes`; null where there is none that a device signed. */
function headerHashIn(bytes: Uint8Array, number: number): string | null {
  const envelope = openEnvelope(bytes);
  if ('fault' in envelope) return null;
  try {
    readHeader(envelope.headerText, envelope.signature, number);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
  return sha256(envelope.headerText);
}

/** The bytes of a segment, or of its copy without what was redacted; null where there is neither. */
export async function getSegment(parts: EngineParts, number: number, signal: AbortSignal): Promise<Uint8Array | null> {
  return (await parts.remote.get(logKey(number), signal)) ?? (await parts.remote.get(redactedKey(number), signal));
}

/** Numbers of the segments that are listed after `after`, ascending: a listing may come in any order. */
export async function listAfter(parts: EngineParts, after: string | null, signal: AbortSignal): Promise<number[]> {
  const numbers = new Set<number>();
  for await (const key of parts.remote.list(LOG, after, signal)) {
    const number = numberInKey(LOG, key);
    if (number !== null) numbers.add(number);
    if (numbers.size >= NAMES_AT_ONCE) break;
  }
  return [...numbers].toSorted((a, b) => a - b);
}

async function assertHolds(parts: EngineParts, number: number, signal: AbortSignal): Promise<void> {
  if ((await getSegment(parts, number, signal)) === null) throw await lost(parts, number, signal);
}

async function lost(parts: EngineParts, number: number, signal: AbortSignal): Promise<Error> {
  const isEmpty = number === 1 || (await getSegment(parts, 1, signal)) === null;
  if (isEmpty && (await listAfter(parts, null, signal)).length === 0) return emptied(number);
  return shorter(number);
}

async function assertWhole(parts: EngineParts, own: number, signal: AbortSignal): Promise<void> {
  for await (const number of missingUpTo(parts, own, signal)) throw missing(number, true);
}

/** Numbers up to `last` under which the remote holds nothing. */
export async function* missingUpTo(parts: EngineParts, last: number, signal: AbortSignal): AsyncIterable<number> {
  for (let from = 1; from <= last;) {
    const listed = new Set(await listAfter(parts, from > 1 ? logKey(from - 1) : null, signal));
    const until = listed.size >= NAMES_AT_ONCE ? Math.min(last, Math.max(...listed)) : last;
    for (let number = from; number <= until; number += 1)
      if (!listed.has(number) && (await isMissing(parts, number, signal))) yield number;
    from = until + 1;
  }
}

/** A copy without contents stands in for a segment only where this device knows that they were redacted. */
async function isMissing(parts: EngineParts, number: number, signal: AbortSignal): Promise<boolean> {
  if ((await parts.remote.get(logKey(number), signal)) !== null) return false;
  if ((await parts.remote.get(redactedKey(number), signal)) === null) return true;
  const kept = parts.store.segmentAt(number);
  return kept !== null && !kept.lines.some((line) => 'redacted' in line && line.redacted);
}
