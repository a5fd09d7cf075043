import { hash } from 'node:crypto';
import { inGroups, toBase32 } from '../../../shared/segment/base32.ts';

/** 80 bits of a key's SHA-256 in four groups, for two people to compare by voice. `key` is base64url. */
export function fingerprintOf(key: string): string {
  return inGroups(toBase32(hash('sha256', Buffer.from(key, 'base64url'), 'buffer').subarray(0, 10)));
}
