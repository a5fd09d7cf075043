import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Actor, FoldContext } from '../../shared/fold/fold-context.ts';
import { sha256 } from './sha256.ts';

/** What the fold is given on this machine. `actor`: the device that signed what is folded; null in a log without a
 *  remote. */
export function foldContext(actor: Actor | null): FoldContext {
  return { sha256, verify: verifySignature, actor };
}

/** Ed25519 (RFC 8032) over the UTF-8 bytes of `text`; key and signature are raw bytes in base64url. A key that is no
 *  point of the curve signs nothing. */
export function verifySignature(key: string, text: string, signature: string): boolean {
  const publicKey = keyObject(key);
  return publicKey !== null && verify(null, Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64url'));
}

function keyObject(key: string): KeyObject | null {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
  } catch {
    return null; // not 32 bytes
  }
}
