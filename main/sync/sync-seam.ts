import type { Id } from '../../shared/ids.ts';
import type { Refusal } from '../../shared/reply.ts';
import type { Head } from '../../shared/segment/segment-header.ts';
import type { ChangeLine, ReadSegment, SegmentParts } from './sync-types.ts';

/** The segment that is being put: written down before it leaves, so that a lost answer can be reconciled. */
export type InFlight = { number: number; headerHash: string; sequence: number; changeIds: Id[] };

/** Why syncing stands still until a person does something. With `isReadOnly` the workspace is not written to either: the
 *  remote is shorter than, or another one than, what this device has seen. */
export type Halt = { code: string; message: string; isReadOnly: boolean };

export type Position = {
  /** Whether a remote was ever attached: since then a change is pending until the log has it. */
  isAttached: boolean;
  /** SHA-256 of header 1: which log this is. Null before the first segment. */
  chain: string | null;
  /** The last segment taken in; null before the first. */
  head: Head | null;
  /** The number this device gave its last segment in the log; 0 before the first. */
  sequence: number;
  deviceId: Id | null;
  /** Public key of this device. */
  key: string | null;
  /** The highest head this device has ever seen, in the remote or named by a segment. */
  seen: Head | null;
  inFlight: InFlight | null;
  halted: Halt | null;
  /** Changes that are in no segment yet. */
  ahead: number;
  /** Of those: what takes effect only once it is in the log. */
  queued: number;
};

/** What taking segments in did. */
export type Taken = {
  /** How many of the given segments were taken: fewer where time ran out, and the rest is to be given again. */
  segments: number;
  /** Changes that got a place in the log. */
  applied: number;
  /** Of those, the ones that had no effect there. */
  refused: { changeId: Id; refusal: Refusal }[];
  /** Of those, the ones that were pending on this device. */
  moved: Id[];
};

/** The registry as the sync engine knows it. Every method is synchronous and one transaction: the process may be killed
 *  after or within any of them, and nothing is half done. */
export interface SyncStore {
  position(): Position;

  /** The next lines for a segment, in the order they must stand: what lay in the log before a remote was attached, then
   *  what is pending. At most `limit`, and no more than about `characters` of text, but one at least where there is any. */
  nextOutgoing(limit: number, characters?: number): { lines: ChangeLine[] };

  /** Notes the segment that is about to be put, in place of what was noted before. */
  begin(inFlight: InFlight): void;

  /** Forgets the segment in flight: it is known not to be in the log, or it has been taken in. */
  settle(): void;

  /** Takes in segments that follow the head in order, own ones too, until about `milliseconds` have passed, one at least.
   *  Refuses (throws `Refused`) as `not-next` where the first does not follow the head, and as `other-chain` where segment 1
   *  is not that of the log this device was told to join. */
  take(segments: ReadSegment[], milliseconds?: number): Taken;

  /** What segment `number` is put together from again, where the remote lost it. Header, signature and every line's
   *  commitment are as they came in; a content redacted since comes as redacted. Null where there is none. */
  segmentAt(number: number): SegmentParts | null;

  /** Hash of the header of segment `number`; null where there is none. */
  hashAt(number: number): string | null;

  /** Notes a head that was seen; only one higher than before counts. */
  saw(head: Head): void;

  setHalted(halt: Halt | null): void;

  /** Gives this device its first id and key, or new ones: where the log holds segments of this device that it never made,
   *  it is a copy, and goes on under another. What is pending stays pending. */
  heal(device: { deviceId: Id; key: string }): void;

  /** Makes the workspace one whose changes are confirmed by a remote. Records this device as its owner where the log knows no
   *  member yet. Refuses as `no-device` before `heal` gave it a key. Attaching twice does nothing. */
  attach(): void;

  /** Makes this fresh workspace a reader of the log `chain`: what was set up here gives way once segment 1 comes in. Refuses
   *  as `not-fresh` where anything was written here. */
  join(chain: string): void;

  /** The engine's own notes on this device, such as the address of the remote: never shared, never exported. */
  note(key: string): string | null;
  setNote(key: string, value: string | null): void;
}
