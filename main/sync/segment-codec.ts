import { isUtf8 } from 'node:buffer';
import { zstdCompressSync } from 'node:zlib';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Change } from '../../shared/change.ts';
import { Refused } from '../../shared/reply.ts';
import { segmentFault } from '../../shared/segment/segment-fault.ts';
import { SEGMENT_FORMAT, type SegmentHeader } from '../../shared/segment/segment-header.ts';
import { MAX_CHANGES, MAX_PACKED, MAX_UNPACKED } from '../../shared/segment/segment-limits.ts';
import { sha256 } from '../registry/sha256.ts';
import { openEnvelope, sealEnvelope, unpack } from './envelope.ts';
import { checkPlace, readHeader } from './read-header.ts';
import { readLine, readWritten, saltOf, versionIdOf, writeLine } from './segment-lines.ts';
import type {
  ChangeLine,
  ExpectedSegment,
  ReadLine,
  ReadSegment,
  SegmentFrame,
  SegmentParts,
  Signer,
  WrittenSegment,
} from './sync-types.ts';

const MAX_TRIED = 16 * 1_048_576; // characters packed at once: more would hardly fit, whatever they say

/**
 * Writes the next segment of a log, of as many of `lines` as fit in one, from the first on; at least one. The same
 * arguments give the same bytes. Throws `Refused('too-large')` where the first line alone is more than a reader unpacks.
 */
export function writeSegment(lines: readonly ChangeLine[], frame: SegmentFrame, signer: Signer): WrittenSegment {
  const seed = Buffer.from(frame.seed).toString('hex');
  const first = firstOf(lines);
  const { texts, committed, commitments } = printed(first, seed);
  const { packed, taken } = packedAsFits(texts, seed);
  const { number, workspace, previous, sequence, seen, at } = frame;
  const header: SegmentHeader = {
    format: SEGMENT_FORMAT,
    features: [],
    workspace,
    number,
    previous,
    device: signer.deviceId,
    key: signer.key,
    sequence,
    seen,
    count: taken,
    root: rootOf(commitments.slice(0, taken)),
    enc: null,
    at,
  };
  const headerText = canonicalJson(header);
  const signature = Buffer.from(signer.sign(headerText), 'base64url');
  const bytes = sealEnvelope(headerText, signature, packed);
  const headerHash = sha256(headerText);
  // What others will make of it is known here first: a line that only this device can read would set it apart from all.
  const read = first
    .slice(0, taken)
    .map((line, index) => readWritten(line, { text: texts[index]!, commitment: committed[index]! }));
  return { bytes, taken, header, headerText, headerHash, signature, seed: frame.seed, lines: read };
}

/** Throws `Refused` where a segment that was written does not open again: it would stop everybody who reads the log. */
export function assertReads({ bytes, header: { number } }: WrittenSegment): void {
  const envelope = openEnvelope(bytes);
  if ('fault' in envelope || !envelope.isWhole) throw segmentFault('damaged', number);
  readHeader(envelope.headerText, envelope.signature, number);
}

/** What an object of the log says, once everything was checked that can be checked without the state. Throws `Refused` with
 *  a `SegmentFault`. */
export function readSegment(bytes: Uint8Array, expected: ExpectedSegment): ReadSegment {
  const { number } = expected;
  const envelope = openEnvelope(bytes);
  if ('fault' in envelope)
    throw segmentFault(
      ({ newer: 'update-galley', foreign: 'not-a-segment', 'cut-off': 'damaged' } as const)[envelope.fault],
      number,
    );
  const { headerText, signature } = envelope;
  const header = readHeader(headerText, signature, number);
  checkPlace(header, expected);
  if (header.count > MAX_CHANGES) throw segmentFault('too-large', number);
  if (!envelope.isWhole) throw segmentFault('damaged', number);
  const payload = unpack(envelope.packed, MAX_UNPACKED);
  if (payload === 'too-large') throw segmentFault('too-large', number);
  if (payload === null || !isUtf8(payload)) throw segmentFault('bad-payload', number);
  const { seed, lines, root } = readPayload(payload.toString('utf8'), header);
  if (root !== header.root) throw segmentFault('bad-root', number);
  return { header, headerText, headerHash: sha256(headerText), signature, seed: Buffer.from(seed, 'hex'), lines };
}

/** A segment put together again from what was kept of it, with the signature it had. Throws `Error` where the parts do not
 *  make what was signed: nothing may be put into a remote then. */
export function rebuildSegment({ headerText, signature, seed, lines }: SegmentParts): Uint8Array {
  const hex = Buffer.from(seed).toString('hex');
  return sealEnvelope(headerText, signature, packLines(signedTexts({ headerText, seed, lines }), hex));
}

/** The lines as they were signed. Throws `Error` where they are not. */
export function signedTexts({ headerText, seed, lines }: Omit<SegmentParts, 'signature'>): string[] {
  const header = JSON.parse(headerText) as SegmentHeader;
  const { texts, commitments } = printed(lines, Buffer.from(seed).toString('hex'));
  if (header.count !== lines.length || header.root !== rootOf(commitments))
    throw new Error(`what is kept of segment ${header.number} is not what was signed`);
  return texts;
}

/** What the lines are committed to by, which tells no content. What takes no place in the log is told whole where it cannot be
 *  read: whoever reads it must find that it cannot. */
export function committedTexts({ lines }: Pick<SegmentParts, 'lines'>): string[] {
  return lines.map((line) => {
    if (!('odd' in line)) return writeLine(line).commitment;
    const { line: read, commitment } = readLine(line.odd);
    return 'odd' in read ? line.odd : commitment;
  });
}

/** What lines say that `committedTexts` gave, and the root they were signed with. `seed` in hex. */
export function readCommitted(texts: readonly string[], seed: string): { lines: ReadLine[]; root: string } {
  const read = texts.map(readLine);
  const commitments = read.map(({ commitment }, index) => commitmentOf(commitment, saltOf(seed, index)));
  return { lines: read.map(({ line }) => line), root: rootOf(commitments) };
}

/** The segment without the contents of the versions that those changes committed. It verifies like the whole one. */
export function blankSegment(segment: ReadSegment, changeIds: ReadonlySet<string>): Uint8Array {
  const lines = segment.lines.map((line) => {
    if ('odd' in line || line.change.content === undefined || !changeIds.has(line.change.id)) return line;
    const { content, ...change } = line.change as Change<'version.committed'>;
    const versionId = versionIdOf(change, content!);
    return { change: { ...change, versionId }, redacted: { versionId } };
  });
  return rebuildSegment({ ...segment, lines });
}

/** The first lines, as many as may fit by number and by a bound of what is packed at once. */
function firstOf(lines: readonly ChangeLine[]): readonly ChangeLine[] {
  let length = 0;
  const end = lines.findIndex(({ change }, index) => {
    length += change.content?.length ?? 0;
    return index === MAX_CHANGES || (index > 0 && length > MAX_TRIED);
  });
  return end < 0 ? lines : lines.slice(0, end);
}

function printed(
  lines: readonly SegmentParts['lines'][number][],
  seed: string,
): { texts: string[]; committed: string[]; commitments: string[] } {
  const texts: string[] = [];
  const committed: string[] = [];
  const commitments: string[] = [];
  for (const [index, line] of lines.entries()) {
    const salt = saltOf(seed, index);
    const { text, commitment } =
      'odd' in line ? { text: line.odd, commitment: readLine(line.odd).commitment } : writeLine(line);
    texts.push(text);
    committed.push(commitment);
    commitments.push(commitmentOf(commitment, salt));
  }
  return { texts, committed, commitments };
}

function packedAsFits(texts: readonly string[], seed: string): { packed: Uint8Array; taken: number } {
  for (let taken = texts.length; ;) {
    const packed = packLines(texts.slice(0, taken), seed);
    if (packed.length <= MAX_PACKED || taken === 1) return { packed, taken };
    // Below the share that would fit, since texts differ in how well they pack.
    taken = Math.max(1, Math.min(taken - 1, Math.floor(taken * (MAX_PACKED / packed.length) * 0.9)));
  }
}

function packLines(texts: readonly string[], seed: string): Uint8Array {
  const payload = Buffer.from(`{"seed":"${seed}"}\n${texts.join('\n')}\n`);
  if (payload.length > MAX_UNPACKED)
    throw new Refused(
      'too-large',
      'A change is too large to be sent: it has more than 256 MB. It stays on this device alone; commit a shorter version.',
    );
  return zstdCompressSync(payload);
}

function readPayload(text: string, header: SegmentHeader): { seed: string; lines: ReadLine[]; root: string } {
  const [first, ...texts] = text.split('\n');
  const seed = SEED.exec(first!)?.[1];
  if (seed === undefined || texts.pop() !== '' || texts.length !== header.count)
    throw segmentFault('bad-payload', header.number);
  return { seed, ...readCommitted(texts, seed) };
}

const SEED = /^\{"seed":"([0-9a-f]{64})"\}$/;

function commitmentOf(text: string, salt: string): string {
  return sha256(salt + text);
}

function rootOf(commitments: readonly string[]): string {
  return sha256(commitments.join(''));
}
