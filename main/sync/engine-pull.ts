import { Refused, type Refusal } from '../../shared/reply.ts';
import { logKey, redactedKey } from '../../shared/segment/object-keys.ts';
import type { Head } from '../../shared/segment/segment-header.ts';
import { forked, missing, otherWorkspace, seenOtherwise, unreadable } from './engine-halts.ts';
import { assertSame } from './engine-look.ts';
import type { EngineParts } from './engine-parts.ts';
import { noteOwn } from './engine-own.ts';
import { readSegment } from './segment-codec.ts';
import type { ExpectedSegment, ReadSegment } from './sync-types.ts';

/** How many segments are on their way while those before them are taken in. */
const GETS_AHEAD = 8;
/** About so many changes go into one transaction. */
const CHANGES_AT_ONCE = 4_000;
/** A segment that cannot be read is fetched so many times before it is called damaged: answers are cut short, too. */
const TRIES = 3;

/** Takes in what the log holds up to segment `highest`. Gives how many segments came in. Throws `Halted` at the first that
 *  is not of this log. */
export async function pull(parts: EngineParts, highest: number, signal: AbortSignal): Promise<number> {
  const { store } = parts;
  const { chain, head, seen } = store.position();
  const first = (head?.number ?? 0) + 1;
  const ahead = new GetsAhead(parts, first, highest, signal);
  let expected = { number: first, workspace: chain, previous: head?.hash ?? null };
  let batch: ReadSegment[] = [];
  let changes = 0;
  let highestSeen = seen;
  try {
    for (let number = first; number <= highest; number += 1) {
      const segment = await ahead.next().then((bytes) => read(parts, bytes, expected, signal));
      assertSeenHere(parts, segment, batch, highestSeen);
      const workspace = expected.workspace ?? segment.headerHash;
      expected = { number: number + 1, workspace, previous: segment.headerHash };
      batch.push(segment);
      changes += segment.lines.length;
      if (changes < CHANGES_AT_ONCE && number < highest) continue;
      takeAll(parts, batch);
      [batch, changes, highestSeen] = [[], 0, store.position().seen];
    }
  } catch (error) {
    // What came before the one that fails is as good as ever.
    if (batch.length > 0) takeAll(parts, batch);
    throw error;
  }
  return Math.max(0, highest - first + 1);
}

/** Takes segments in, in as many transactions as it takes. */
export function takeAll(parts: EngineParts, segments: ReadSegment[]): void {
  for (let rest = segments; rest.length > 0;) {
    const before = parts.store.position(); // taking it in settles what was in flight
    const taken = parts.store.take(rest);
    noteOwn(parts, rest.slice(0, taken.segments), taken.moved, before);
    rest = rest.slice(taken.segments);
  }
}

/** Segments on their way, in order. */
class GetsAhead {
  private readonly under: Promise<Uint8Array | null>[] = [];
  private readonly parts: EngineParts;
  private readonly signal: AbortSignal;
  private readonly last: number;
  private started: number;

  constructor(parts: EngineParts, first: number, last: number, signal: AbortSignal) {
    this.parts = parts;
    this.signal = signal;
    this.last = last;
    this.started = first - 1;
  }

  next(): Promise<Uint8Array | null> {
    while (this.under.length < GETS_AHEAD && this.started < this.last) {
      this.started += 1;
      const get = this.parts.remote.get(logKey(this.started), this.signal);
      get.catch(() => undefined); // heard of when its turn comes; before that another may end the round
      this.under.push(get);
    }
    return this.under.shift()!;
  }
}

async function read(
  parts: EngineParts,
  first: Uint8Array | null,
  expected: ExpectedSegment,
  signal: AbortSignal,
): Promise<ReadSegment> {
  const { number } = expected;
  let bytes = first;
  let fault: Refusal | null = null;
  for (let tries = 1; ; tries += 1) {
    bytes ??= await parts.remote.get(redactedKey(number), signal);
    const found = bytes === null ? null : readOrFault(bytes, expected);
    if (found !== null && 'lines' in found) return found;
    fault = found ?? fault;
    if (tries === TRIES || fault?.code === 'update-galley') break;
    bytes = await parts.remote.get(logKey(number), signal);
  }
  if (fault === null) throw missing(number, false);
  throw await whyNotNext(parts, fault, expected, signal);
}

function readOrFault(bytes: Uint8Array, expected: ExpectedSegment): ReadSegment | Refusal {
  try {
    return readSegment(bytes, expected);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** A segment that does not continue this log: either it is wrong, or what this device holds is not what the remote does. */
async function whyNotNext(
  parts: EngineParts,
  fault: Refusal,
  { number, previous }: ExpectedSegment,
  signal: AbortSignal,
): Promise<Error> {
  if (fault.code === 'wrong-workspace' && number === 1) return otherWorkspace();
  if (fault.code === 'wrong-previous' && previous !== null) await assertSame(parts, number - 1, previous, signal);
  return unreadable(fault);
}

/** Every segment names the highest head its device had seen. One that this log does not hold exposes a fork. */
function assertSeenHere(
  parts: EngineParts,
  { header, headerHash }: ReadSegment,
  batch: ReadSegment[],
  highestSeen: Head | null,
): void {
  if (highestSeen?.number === header.number && highestSeen.hash !== headerHash) throw forked(header.number);
  const { seen } = header;
  if (!seen) return;
  const inBatch = batch[seen.number - (batch[0]?.header.number ?? 0)];
  const here = inBatch?.headerHash ?? parts.store.hashAt(seen.number);
  if (here !== seen.hash) throw seenOtherwise(header.number, seen.number);
}
