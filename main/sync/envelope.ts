import { hash } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import { MAX_HEADER } from '../../shared/segment/segment-limits.ts';

/*
 * How a signed object lies in a remote: `GALLEY1\n`, the length of the header (four bytes, big-endian), the header in
 * canonical JSON, 64 bytes of Ed25519 over it, 32 bytes of SHA-256 over the payload as packed, the payload (zstd). The hash is
 * there to tell damage from forgery, and is not signed: what a payload must say is in the header.
 */
const MAGIC = Buffer.from('GALLEY1\n');
const ANY_MAGIC = /^GALLEY[0-9]+\n/;
const SIGNATURE = 64;
const HASH = 32;

export type Envelope = { headerText: string; signature: Uint8Array; packed: Uint8Array; isWhole: boolean };

export function sealEnvelope(headerText: string, signature: Uint8Array, packed: Uint8Array): Uint8Array {
  const header = Buffer.from(headerText);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([MAGIC, length, header, signature, hashOf(packed), packed]);
}

/** The parts of an object. `isWhole` is false where the payload is not what was written. */
export function openEnvelope(bytes: Uint8Array): Envelope | { fault: 'newer' | 'foreign' | 'cut-off' } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!view.subarray(0, MAGIC.length).equals(MAGIC)) {
    if (view.length < MAGIC.length && MAGIC.subarray(0, view.length).equals(view)) return { fault: 'cut-off' };
    return { fault: ANY_MAGIC.test(view.toString('latin1', 0, 16)) ? 'newer' : 'foreign' };
  }
  if (view.length < MAGIC.length + 4) return { fault: 'cut-off' };
  const headerAt = MAGIC.length + 4;
  const headerEnd = headerAt + view.readUInt32BE(MAGIC.length);
  if (headerEnd - headerAt > MAX_HEADER) return { fault: 'foreign' };
  const payloadAt = headerEnd + SIGNATURE + HASH;
  if (view.length < payloadAt) return { fault: 'cut-off' };
  const packed = view.subarray(payloadAt);
  return {
    headerText: view.toString('utf8', headerAt, headerEnd),
    signature: view.subarray(headerEnd, headerEnd + SIGNATURE),
    packed,
    isWhole: hashOf(packed).equals(view.subarray(headerEnd + SIGNATURE, payloadAt)),
  };
}

/** The payload, of at most `limit` bytes; `too-large` where it is more, null where it is no zstd. */
export function unpack(packed: Uint8Array, limit: number): Buffer | 'too-large' | null {
  try {
    return zstdDecompressSync(packed, { maxOutputLength: limit });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : null;
  }
}

function hashOf(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}
