import { v7 } from 'uuid';
import { z } from 'zod';

/** UUIDv7 (RFC 9562): sorts by the time it was made. Identifies workspaces, prompts and changes. */
export const Id = z.uuid();
export type Id = string;

/** SHA-256 of a version's canonical JSON, in lower-case hex. */
export const VersionId = z.string().regex(/^[0-9a-f]{64}$/, 'a version id is 64 hexadecimal digits');
export type VersionId = string;

export function newId(): Id {
  return v7();
}
