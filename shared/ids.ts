import { v7 } from 'uuid';
import { z } from 'zod';

/** UUIDv7 (RFC 9562): sorts by the time it was made. Identifies workspaces, prompts and changes. Lower case, since a
 *  version's id is a hash over the text of its prompt's. */
export const Id = z.uuid().toLowerCase();
export type Id = string;

/** SHA-256 of a version's canonical JSON, in lower-case hex. */
export const VersionId = z.string().regex(/^[0-9a-f]{64}$/, 'a version id is 64 hexadecimal digits');
export type VersionId = string;

export function newId(): Id {
  return v7({ rng: pooledRandom });
}

// One request to the system's generator serves 256 ids: a bulk import makes one id a change.
const pool = new Uint8Array(4096);
let used = pool.length;

function pooledRandom(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += 16;
  return pool.slice(used - 16, used);
}
