import { createHash } from 'node:crypto';
import { foldContext } from '../../main/registry/fold-context.ts';
import { readSegment } from '../../main/sync/segment-codec.ts';
import type { SegmentHeader } from '../../shared/segment/segment-header.ts';
import type { ReadSegment } from '../../main/sync/sync-types.ts';
import { applyChange } from '../../shared/fold/apply-change.ts';
import { MemoryState } from '../../shared/fold/memory-state.ts';
import type { Change } from '../../shared/change.ts';
import { logKey } from '../../shared/segment/object-keys.ts';

/** One change at its place in the log, and what it did there. */
export type Placed = { change: Change; segment: ReadSegment; refusal: string | null };

/** What a log folds to, worked out from its objects alone: what every device is compared with. */
export type Reference = {
  /** Hash of the header of each segment, from 1. */
  hashes: string[];
  placed: Placed[];
  /** Hash of the state after each segment, from 1. */
  states: string[];
  state: MemoryState;
  /** Why the log cannot be read to its end; null where it can. */
  broken: string | null;
};

/** Reads and folds the log in `objects` as far as it is one whole chain. */
export function foldLog(objects: ReadonlyMap<string, Uint8Array>): Reference {
  const state = new MemoryState();
  const hashes: string[] = [];
  const placed: Placed[] = [];
  const states: string[] = [];
  const seen = new Set<string>();
  let founder: SegmentHeader | null = null;
  for (let number = 1; objects.has(logKey(number)); number += 1) {
    const expected = { number, workspace: hashes[0] ?? null, previous: hashes.at(-1) ?? null };
    let segment: ReadSegment;
    try {
      segment = readSegment(objects.get(logKey(number))!, expected);
    } catch (error) {
      return { hashes, placed, states, state, broken: (error as Error).message };
    }
    founder ??= segment.header;
    const actor = {
      deviceId: segment.header.device,
      key: segment.header.key,
      founding: segment.header.device === founder.device && segment.header.key === founder.key,
    };
    for (const line of segment.lines) {
      if ('odd' in line || seen.has(line.change.id)) continue;
      seen.add(line.change.id);
      const outcome = applyChange(state, line.change, foldContext(actor));
      if ('effects' in outcome) state.write(outcome.effects);
      placed.push({ change: line.change, segment, refusal: 'refusal' in outcome ? outcome.refusal.code : null });
    }
    hashes.push(segment.headerHash);
    states.push(hashOf(state.lines()));
  }
  const count = [...objects.keys()].filter((key) => key.startsWith('log/')).length;
  const broken = count === hashes.length ? null : `it has a gap after segment ${hashes.length} of ${count}`;
  return { hashes, placed, states, state, broken };
}

export function hashOf(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest('hex');
}
