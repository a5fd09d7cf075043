import { canonicalJson } from '../../shared/canonical-json.ts';
import { segmentFault } from '../../shared/segment/segment-fault.ts';
import { FEATURES, SEGMENT_FORMAT, SegmentHeader } from '../../shared/segment/segment-header.ts';
import { verifyText } from './keys/ed25519.ts';
import type { ExpectedSegment } from './sync-types.ts';

/** The header in `text`, signed by the key it names. Throws `Refused`; `number` is the one that was asked for. */
export function readHeader(text: string, signature: Uint8Array, number: number): SegmentHeader {
  const value = parsed(text);
  if (isNewer(value)) throw segmentFault('update-galley', number);
  const read = SegmentHeader.safeParse(value);
  if (!read.success || canonicalJson(read.data) !== text) throw segmentFault('not-a-segment', number);
  if (!verifyText(read.data.key, text, Buffer.from(signature).toString('base64url')))
    throw segmentFault('bad-signature', number);
  return read.data;
}

/** Throws `Refused` where a header is not the next of the log. */
export function checkPlace(header: SegmentHeader, expected: ExpectedSegment): void {
  const { number } = expected;
  if (header.number !== number) throw segmentFault('wrong-number', number, `It says ${header.number}.`);
  const isFirst = number === 1;
  if (isFirst !== (header.workspace === null)) throw segmentFault('wrong-workspace', number);
  if (!isFirst && header.workspace !== expected.workspace) throw segmentFault('wrong-workspace', number);
  if (header.previous !== expected.previous) throw segmentFault('wrong-previous', number);
  const { seen } = header;
  if (seen === null) return;
  // It names the segment before it as what it follows: whoever saw a higher one, or another at that place, saw another log.
  if (seen.number >= number || (seen.number === number - 1 && seen.hash !== header.previous))
    throw segmentFault('forked', number, `Its device had seen segment ${seen.number} (${seen.hash.slice(0, 12)}).`);
}

/** Told before anything else is looked at: a newer header may have other members. */
function isNewer(value: unknown): boolean {
  const { format, features } = (value ?? {}) as { format?: unknown; features?: unknown };
  if (typeof format === 'number' && Number.isInteger(format) && format > SEGMENT_FORMAT) return true;
  return Array.isArray(features) && features.some((one) => typeof one === 'string' && !FEATURES.includes(one));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
