import { createHash } from 'node:crypto';

// Below what systems hand out for outgoing connections, above what well-known services use.
const FIRST = 20_000;
const COUNT = 12_000;

/** The port a workspace is usually served at. A page that was left open then finds Galley again when it is started anew,
 *  and can still save what was written meanwhile. */
export function usualPort(workspacePath: string): number {
  return FIRST + (createHash('sha256').update(workspacePath).digest().readUInt32BE() % COUNT);
}
