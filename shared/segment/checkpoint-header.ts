import { z } from 'zod';
import { PublicKey } from '../change.ts';
import { Id } from '../ids.ts';
import { Hash, SEGMENT_FORMAT } from './segment-header.ts';

/** A checkpoint is written after so many further segments. */
export const CHECKPOINT_EVERY = 200;

/** What a checkpoint says of itself, signed by the device that wrote it. It holds the state after segment `number`. */
export const CheckpointHeader = z.strictObject({
  format: z.literal(SEGMENT_FORMAT),
  features: z.array(z.string()).max(0),
  /** Tells it from a segment. */
  checkpoint: z.literal(true),
  /** The log's name: hash of its first segment's header. */
  chain: Hash,
  number: z.number().int().min(1),
  /** Hash of that segment's header. */
  hash: Hash,
  /** SHA-256 over the lines of the state. */
  stateHash: Hash,
  /** How many migrations its tables have been through. */
  schema: z.number().int().min(1),
  /** Bytes, unpacked. */
  size: z.number().int().min(1),
  /** SHA-256 of the payload, unpacked. */
  payload: Hash,
  device: Id,
  key: PublicKey,
  at: z.number().int(),
});
export type CheckpointHeader = z.infer<typeof CheckpointHeader>;
