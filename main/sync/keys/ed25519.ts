import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';

/** Raw Ed25519 keys as Galley keeps and sends them: 32 bytes in base64url. */
export type KeyPair = { key: string; secret: string };

export function newKeyPair(): KeyPair {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { d, x } = privateKey.export({ format: 'jwk' });
  return { key: x!, secret: d! };
}

/** The pair of a secret: 32 bytes, in base64url. */
export function keyPairOf(secret: string): KeyPair {
  return { key: createPublicKey(privateKeyOf(secret)).export({ format: 'jwk' }).x!, secret };
}

/** Signs texts with a secret that is not handed out again. Throws `Error`, without the secret, where it is none. */
export function signingWith(secret: string): { key: string; sign(text: string): string } {
  const privateKey = privateKeyOf(secret);
  const key = createPublicKey(privateKey).export({ format: 'jwk' }).x!;
  return { key, sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url') };
}

/** Whether `signature` (base64url) is that key's over the text's UTF-8 bytes. Never throws: what is no key or signature is false. */
export function verifyText(key: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  // Node reads past letters that do not belong: one signature must not have many spellings.
  if (bytes.length !== 64 || bytes.toString('base64url') !== signature) return false;
  const publicKey = publicKeyOf(key);
  return publicKey !== null && verify(null, Buffer.from(text), publicKey, bytes);
}

const known = new Map<string, KeyObject | null>();

/** Reading a key takes as long as verifying with it, and a log names the same few again and again. */
function publicKeyOf(key: string): KeyObject | null {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= 1_000) known.clear();
  const made = importKey(key);
  known.set(key, made);
  return made;
}

function importKey(key: string): KeyObject | null {
  const bytes = Buffer.from(key, 'base64url');
  if (bytes.length !== 32 || bytes.toString('base64url') !== key) return null;
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
  } catch {
    return null; // 32 bytes that are no point of the curve
  }
}

// What precedes the 32 bytes in PKCS #8 (RFC 8410, section 7).
const PKCS8_START = Buffer.from('302e020100300506032b657004220420', 'hex');

function privateKeyOf(secret: string): KeyObject {
  const bytes = Buffer.from(secret, 'base64url');
  if (bytes.length !== 32) throw new Error('what is kept as a private key is none');
  return createPrivateKey({ key: Buffer.concat([PKCS8_START, bytes]), format: 'der', type: 'pkcs8' });
}
