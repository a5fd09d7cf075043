import type { Change } from '../../shared/change.ts';
import type { Head, SegmentHeader } from '../../shared/segment/segment-header.ts';

/** What holds a device's private key and signs with it. The key itself stays inside. */
export type Signer = {
  readonly deviceId: string;
  /** Raw Ed25519 public key, base64url. */
  readonly key: string;
  /** Ed25519 over the text's UTF-8 bytes, base64url. */
  sign(text: string): string;
};

/** What stands in place of a version's content that an owner took out. The segment verifies as before, since a version is
 *  committed to by its id. */
export type RedactedContent = { versionId: string };

/** A change to be put into a segment, or found in one. Where its content was taken out, `redacted` stands for it. */
export type ChangeLine = { change: Change; redacted?: RedactedContent };

/** A line that does not say a change this Galley can read. It counts for the root, and has no effect. */
export type OddLine = { odd: string; why: string };

export type ReadLine =
  | (ChangeLine & {
      /** The id of the version it commits, recomputed while reading; only of `version.committed`. */
      versionId?: string;
    })
  | OddLine;

/** A segment whose signature, chain and root hold. Whether its device may say what it says is for the fold. */
export type ReadSegment = {
  header: SegmentHeader;
  /** Canonical JSON of the header: what was signed. */
  headerText: string;
  /** SHA-256 of the header's bytes, hex: what the next segment names as `previous`. */
  headerHash: string;
  /** 64 bytes. */
  signature: Uint8Array;
  /** 32 bytes, which every line's salt is made from. */
  seed: Uint8Array;
  lines: ReadLine[];
};

/** What a segment must be to be the next of a log. */
export type ExpectedSegment = {
  number: number;
  /** The log's name: hash of the first segment's header. Null where the first is expected and the log is not known by name. */
  workspace: string | null;
  /** Hash of the header before; null before the first. */
  previous: string | null;
};

/** What is told of a new segment besides its lines. */
export type SegmentFrame = ExpectedSegment & {
  sequence: number;
  seen: Head | null;
  /** Milliseconds. */
  at: number;
  /** 32 random bytes. The same frame, lines and key give the same bytes. */
  seed: Uint8Array;
};

export type WrittenSegment = ReadSegment & {
  bytes: Uint8Array;
  /** How many of the lines it took, from the first; the rest is for a further segment. */
  taken: number;
};

/** What a segment is put together from again, for a remote that lost it. */
export type SegmentParts = {
  headerText: string;
  signature: Uint8Array;
  seed: Uint8Array;
  lines: (ChangeLine | { odd: string })[];
};
