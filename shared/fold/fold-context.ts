import type { Id } from '../ids.ts';
import type { PublicKey } from '../team/team-rows.ts';

/** SHA-256 of a text's UTF-8 bytes, in lower-case hex. */
export type Sha256 = (text: string) => string;

/** Whether `signature` (base64url) is the one that `key` gives for the UTF-8 bytes of `text`. */
export type VerifySignature = (key: PublicKey, text: string, signature: string) => boolean;

/** The device that signed the segment a change lies in. */
export type Actor = {
  deviceId: Id;
  key: PublicKey;
  /** It signed the first segment of the log. */
  founding: boolean;
};

/** What a change is judged with besides the state. Handed in: shared/ has no Node. */
export type FoldContext = {
  sha256: Sha256;
  verify: VerifySignature;
  /** Null in a log without a remote. */
  actor: Actor | null;
};
