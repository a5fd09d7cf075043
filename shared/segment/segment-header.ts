import { z } from 'zod';
import { Id } from '../ids.ts';

/** What this Galley writes, and all it can read. */
export const SEGMENT_FORMAT = 1;
export const FEATURES: readonly string[] = [];

/** SHA-256 in lower-case hex. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'a hash is 64 hexadecimal digits');
/** A raw Ed25519 public key: 32 bytes in base64url. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, 'a key is 32 bytes in base64url');
/** A raw Ed25519 signature: 64 bytes in base64url. */
export const Signature = z.string().regex(/^[A-Za-z0-9_-]{85}[AQgw]$/, 'a signature is 64 bytes in base64url');

const Positive = z.number().int().min(1);

/** A place in the log: the number of a segment, and the SHA-256 of its header's bytes. */
export const Head = z.strictObject({ number: Positive, hash: Hash });
export type Head = z.infer<typeof Head>;

/** What a segment says of itself, signed by the device that wrote it. */
export const SegmentHeader = z.strictObject({
  format: z.literal(SEGMENT_FORMAT),
  /** What a reader must know to read it. */
  features: z.array(z.string()).max(0),
  /** Hash of the first segment's header: what names the log. Null in that segment itself. */
  workspace: Hash.nullable(),
  number: Positive,
  /** Hash of the header before; null in the first. */
  previous: Hash.nullable(),
  device: Id,
  key: PublicKey,
  /** The how-manieth segment of that device, from 1. */
  sequence: Positive,
  /** The highest head that device ever saw, which exposes a log that was rolled back or forked; null where it saw none. */
  seen: Head.nullable(),
  /** Lines in the payload, after the one of the seed. */
  count: Positive,
  /** SHA-256 over the commitments of its lines. */
  root: Hash,
  /** Reserved for encryption. */
  enc: z.null(),
  /** The device's clock, milliseconds; for display only. */
  at: z.number().int(),
});
export type SegmentHeader = z.infer<typeof SegmentHeader>;
