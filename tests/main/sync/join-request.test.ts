import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJoinRequest, writeJoinRequest } from '../../../shared/segment/join-request.ts';
import { verifyText } from '../../../main/sync/keys/ed25519.ts';
import { deviceNamed } from './arbitrary-changes.ts';

const ana = deviceNamed('a');
const ben = deviceNamed('b');
const workspace = 'a'.repeat(64);
const asked = { workspace, name: 'Ben', role: 'editor' as const, at: 5 };
const { text, request } = writeJoinRequest(asked, ben);
const expected = { workspace, deviceId: ben.deviceId };

describe('a request to join', () => {
  test('says who asks, with which key, and that the key is theirs', () => {
    expect(readJoinRequest(text, expected, verifyText)).toEqual({ ok: true, value: request });
    expect(request).toMatchObject({ ...asked, deviceId: ben.deviceId, key: ben.key });
    const further = writeJoinRequest({ ...asked, memberId: ana.deviceId }, ben);
    expect(readJoinRequest(further.text, expected, verifyText)).toMatchObject({ ok: true });
  });

  test('with any letter changed is refused', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('a', '0', '"', '{', ' '), (at, letter) => {
        fc.pre(text[at] !== letter);
        expect(codeOf(text.slice(0, at) + letter + text.slice(at + 1))).not.toBe('');
        expect(codeOf(text.slice(0, at))).not.toBe('');
      }),
    );
  });

  test('counts for one workspace and one device, and for the key that signed it', () => {
    expect(codeOf(text, { ...expected, workspace: 'b'.repeat(64) })).toBe('wrong-workspace');
    expect(codeOf(text, { ...expected, deviceId: ana.deviceId })).toBe('bad-signature');
    const stolen = writeJoinRequest(asked, { deviceId: ben.deviceId, key: ana.key, sign: (one) => ben.sign(one) });
    expect(codeOf(stolen.text)).toBe('bad-signature');
    expect(codeOf('')).toBe('bad-request');
    expect(codeOf(`${text}\n`)).toBe('bad-request');
  });
});

function codeOf(given: string, as = expected): string {
  const read = readJoinRequest(given, as, verifyText);
  return read.ok ? '' : read.error.code;
}
