import { hash, randomBytes } from 'node:crypto';
import { ok, refuse, type Reply } from '../../../shared/reply.ts';
import { fromBase32, inGroups, toBase32 } from '../../../shared/segment/base32.ts';
import { signingWith } from './ed25519.ts';
import type { Voucher } from './device-keys.ts';

// Sixteen random bytes: as hard to guess as an Ed25519 key is to break, and half as long to write down.
const SEED = 16;
const CHECK = 4;
const LETTERS = ((SEED + CHECK) * 8) / 5;

/** What brings a member back who has lost every device. Kept by nobody but the member, on paper. */
export type RecoveryKey = Voucher & { by: 'recovery'; key: string };

/** A new recovery key, and its text, which is shown once: eight groups of four letters. */
export function makeRecoveryKey(): { text: string; recovery: RecoveryKey } {
  const seed = randomBytes(SEED);
  const text = inGroups(toBase32(Buffer.concat([seed, checkOf(seed)])));
  return { text, recovery: recoveryOf(seed) };
}

/** Reads a recovery key as people type it: in either case, with any spaces and dashes. Nothing of it is repeated in a refusal. */
export function readRecoveryKey(text: string): Reply<RecoveryKey> {
  const letters = text.replaceAll(/[^\p{L}\p{N}]/gu, '');
  const bytes = fromBase32(letters);
  if (letters.length !== LETTERS)
    return refuse(
      'bad-recovery-key',
      `A recovery key has ${LETTERS} letters and digits, in eight groups of four; this one has ${letters.length}. Look for what is missing or doubled.`,
    );
  if (!bytes)
    return refuse('bad-recovery-key', 'A recovery key has no U and no letters with accents. Look at it again.');
  const seed = Buffer.from(bytes.subarray(0, SEED));
  if (!checkOf(seed).equals(bytes.subarray(SEED)))
    return refuse(
      'bad-recovery-key',
      'One letter or more of this recovery key is not right: the sum at its end does not fit. Compare it group by group.',
    );
  return ok(recoveryOf(seed));
}

function recoveryOf(seed: Uint8Array): RecoveryKey {
  const secret = hash('sha256', Buffer.concat([Buffer.from('galley recovery key\n'), seed]), 'buffer');
  return { by: 'recovery', ...signingWith(secret.toString('base64url')) };
}

function checkOf(seed: Uint8Array): Buffer {
  return hash('sha256', seed, 'buffer').subarray(0, CHECK);
}
