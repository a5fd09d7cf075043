import * as fc from 'fast-check';
import { statSync, chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../../shared/ids.ts';
import { Refused } from '../../../../shared/reply.ts';
import { deviceText, rotationText } from '../../../../shared/team/proofs.ts';
import { DeviceKeys, newDeviceFor, rotationOf } from '../../../../main/sync/keys/device-keys.ts';
import { newKeyPair, signingWith, verifyText } from '../../../../main/sync/keys/ed25519.ts';
import { FileSecrets } from '../../../../main/sync/keys/file-secrets.ts';
import type { Keychain } from '../../../../main/sync/keys/keychain.ts';
import { combined, deviceSecret, openSecrets, remoteSecret } from '../../../../main/sync/keys/secret-store.ts';
import { temporaryFolder } from '../../registry/workspace-under-test.ts';

const workspaceId = newId();

describe('a device', () => {
  test('signs with a key that is found again by another process, and by nobody under another id', () => {
    const folder = temporaryFolder();
    const made = keysIn(folder).create();
    const again = keysIn(folder).signer(made.deviceId);
    expect(again).toMatchObject({ deviceId: made.deviceId, key: made.key });
    expect(verifyText(made.key, 'text', again!.sign('text'))).toBe(true);
    expect(keysIn(folder).signer(newId())).toBeNull();
  });

  test('vouches for a further one of the same member', () => {
    const keys = keysIn(temporaryFolder());
    const [old, next] = [keys.create(), keys.create()];
    const memberId = newId();
    const body = newDeviceFor({ workspaceId, memberId }, next, { by: old.deviceId, sign: (text) => old.sign(text) });
    expect(body).toMatchObject({ memberId, device: { deviceId: next.deviceId, key: next.key } });
    const text = deviceText({ workspaceId, memberId, deviceId: next.deviceId, key: next.key });
    expect(verifyText(old.key, text, body.proof.signature)).toBe(true);
    expect(verifyText(next.key, text, body.proof.signature)).toBe(false);
  });

  test('signs with its old key until the log has the new one, and then with the new one alone', () => {
    const folder = temporaryFolder();
    const keys = keysIn(folder);
    const old = keys.create();
    const { deviceId } = old;
    const next = keys.prepareRotation(deviceId);
    expect(keys.prepareRotation(deviceId).key).toBe(next.key);
    expect(keysIn(folder).signer(deviceId)!.key).toBe(old.key);
    expect(keysIn(folder).signer(deviceId, next.key)!.key).toBe(next.key);
    const body = rotationOf(workspaceId, old, next);
    const text = rotationText({ workspaceId, deviceId, oldKey: old.key, key: next.key });
    expect(verifyText(next.key, text, body.proof)).toBe(true);

    keys.settle(deviceId, 'a key from elsewhere');
    expect(keys.signer(deviceId)!.key).toBe(old.key);
    keys.settle(deviceId, next.key);
    expect(keys.signer(deviceId)!.key).toBe(next.key);
    expect(keysIn(folder).signer(deviceId)!.key).toBe(next.key);
    expect(keysIn(folder).signer(deviceId, old.key)).toBeNull();
  });

  test('shows its private key to nobody who looks at it', () => {
    const { secret } = newKeyPair();
    const signer = { deviceId: newId(), ...signingWith(secret) };
    const seen = inspect(signer, { depth: 10, showHidden: true }) + JSON.stringify(signer) + signer.sign('text');
    for (const form of spellings(secret)) expect(seen).not.toContain(form);
    expect(() => signingWith(secret.slice(1))).toThrow(/^what is kept as a private key is none$/);
  });
});

describe('a signature', () => {
  test('holds for one key, one text and one spelling', () => {
    const ana = signingWith(newKeyPair().secret);
    const ben = newKeyPair();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
        const signature = ana.sign(text);
        expect(verifyText(ana.key, text, signature)).toBe(true);
        expect(verifyText(ana.key, other, signature)).toBe(other === text);
        expect(verifyText(ben.key, text, signature)).toBe(false);
        for (const spelled of [`${signature}=`, `${signature} `, signature.slice(1), '', 'x'.repeat(86)])
          expect(verifyText(ana.key, text, spelled)).toBe(false);
      }),
    );
    for (const key of ['', 'no key', ana.key.slice(1), `${ana.key}=`])
      expect(verifyText(key, '', ana.sign(''))).toBe(false);
  });
});

describe('secrets in files', () => {
  test('are for this user alone, whatever the folder was before', () => {
    const folder = join(temporaryFolder(), 'keys');
    const files = new FileSecrets(folder);
    files.set('one', 'hidden');
    const file = join(folder, readdirSync(folder)[0]!);
    expect([modeOf(folder), modeOf(file)]).toEqual([0o700, 0o600]);
    chmodSync(file, 0o644);
    chmodSync(folder, 0o755);
    expect(files.get('one')).toBe('hidden');
    files.set('two', 'hidden');
    expect([modeOf(folder), modeOf(file)]).toEqual([0o700, 0o600]);
  });

  test('are replaced whole, removed, and told apart by name', () => {
    const files = new FileSecrets(temporaryFolder());
    const url = 'postgres://host/db?a=/../b';
    files.set(remoteSecret(url), 'first');
    files.set(remoteSecret(url), 'second');
    files.set(deviceSecret('x'), 'third');
    expect([files.get(remoteSecret(url)), files.get(deviceSecret('x')), files.get('other')]).toEqual([
      'second',
      'third',
      null,
    ]);
    files.remove(remoteSecret(url));
    files.remove(remoteSecret(url));
    expect(files.get(remoteSecret(url))).toBeNull();
  });

  test('that cannot be written are refused without a word of what they are', () => {
    const place = join(temporaryFolder(), 'file');
    writeFileSync(place, '');
    const error = thrownBy(() => new FileSecrets(join(place, 'keys')).set('one', 'hidden'));
    expect(error.refusal.code).toBe('secret-not-kept');
    expect(JSON.stringify(error.refusal)).not.toContain('hidden');
  });

  test('lie where GALLEY_KEYS says, and nowhere else then', () => {
    const folder = temporaryFolder();
    const secrets = openSecrets({ GALLEY_KEYS: folder });
    secrets.set('one', 'hidden');
    expect(secrets).toMatchObject({ place: 'file', warning: null });
    expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['hidden']);
  });
});

describe('a keychain', () => {
  test('is asked first, and a file holds what it does not take', () => {
    const keychain = keychainOf(10);
    const files = new FileSecrets(temporaryFolder());
    const secrets = combined(keychain, files, null);
    secrets.set('short', 'hidden');
    secrets.set('long', 'much too long for it');
    expect([secrets.placeOf('short'), secrets.placeOf('long'), secrets.placeOf('none')]).toEqual([
      'keychain',
      'file',
      'missing',
    ]);
    expect([secrets.get('short'), secrets.get('long'), secrets.get('none')]).toEqual([
      'hidden',
      'much too long for it',
      null,
    ]);
    expect(files.get('short')).toBeNull();

    secrets.set('long', 'shorter');
    expect([secrets.get('long'), secrets.placeOf('long')]).toEqual(['shorter', 'keychain']);
    secrets.set('short', 'longer than it was');
    expect(secrets.get('short')).toBe('longer than it was');
    secrets.remove('short');
    expect([secrets.get('short'), secrets.placeOf('short')]).toEqual([null, 'missing']);
  });
});

/** A keychain that takes secrets of so many letters. */
function keychainOf(longest: number): Keychain {
  const kept = new Map<string, string>();
  return {
    get: (name) => kept.get(name) ?? null,
    set(name, secret) {
      if (secret.length > longest) return false;
      kept.set(name, secret);
      return true;
    },
    remove: (name) => void kept.delete(name),
  };
}

function keysIn(folder: string): DeviceKeys {
  return new DeviceKeys(openSecrets({ GALLEY_KEYS: folder }));
}

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret, 'base64url');
  return [secret, bytes.toString('base64'), bytes.toString('hex')];
}

function thrownBy(work: () => void): Refused {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  return expect.unreachable();
}
