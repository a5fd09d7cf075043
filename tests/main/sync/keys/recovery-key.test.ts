import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyText } from '../../../../main/sync/keys/ed25519.ts';
import { fingerprintOf } from '../../../../main/sync/keys/fingerprint.ts';
import { makeRecoveryKey, readRecoveryKey } from '../../../../main/sync/keys/recovery-key.ts';
import { fromBase32, toBase32 } from '../../../../shared/segment/base32.ts';

describe('a recovery key', () => {
  test('is eight groups of four, and signs the same when it is typed in again', () => {
    const { text, recovery } = makeRecoveryKey();
    expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    for (const typed of [
      text,
      text.toLowerCase(),
      text.replaceAll('-', ' '),
      ` ${text.replaceAll('-', '')}\n`,
      text.replaceAll('0', 'O').replaceAll('1', 'l'),
    ]) {
      const read = readRecoveryKey(typed);
      if (!read.ok) return expect.unreachable(read.error.message);
      expect(read.value.key).toBe(recovery.key);
      expect(verifyText(recovery.key, 'text', read.value.sign('text'))).toBe(true);
    }
    expect(makeRecoveryKey().text).not.toBe(text);
  });

  test('with a letter wrong, missing, doubled or moved is refused in a sentence that does not repeat it', () => {
    const { text } = makeRecoveryKey();
    const letters = text.replaceAll('-', '');
    fc.assert(
      fc.property(fc.nat(31), fc.constantFrom('0', '1', '9', 'A', 'H', 'Z', 'U'), (at, letter) => {
        const slips = [
          letters.slice(0, at) + letter + letters.slice(at + 1),
          letters.slice(0, at) + letters.slice(at + 1),
          letters + letter,
        ];
        for (const slip of slips.filter((one) => one !== letters)) {
          const read = readRecoveryKey(slip);
          if (read.ok) return expect.unreachable(slip);
          expect(read.error.code).toBe('bad-recovery-key');
          expect(read.error.message).toMatch(/\.$/);
          expect(read.error.message).not.toContain(slip);
        }
      }),
    );
    expect(readRecoveryKey('').ok).toBe(false);
  });
});

test('base 32 gives back the bytes it was made of', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(fromBase32(toBase32(bytes))).toEqual(bytes);
    }),
  );
  expect(toBase32(Uint8Array.from([0xff, 0x00]))).toBe('ZW00');
  expect(fromBase32('U')).toBeNull();
});

test('a fingerprint is the same for one key and another for another', () => {
  const key = Buffer.alloc(32, 1).toString('base64url');
  expect(fingerprintOf(key)).toMatch(/^(.{4}-){3}.{4}$/);
  expect(fingerprintOf(key)).toBe(fingerprintOf(key));
  expect(fingerprintOf(Buffer.alloc(32, 2).toString('base64url'))).not.toBe(fingerprintOf(key));
});
