import { canonicalJson } from '../canonical-json.ts';
import type { Id } from '../ids.ts';
import type { PublicKey } from './team-rows.ts';

// What signatures inside changes are over: canonical JSON that begins with its purpose, so that none serves for another,
// and names the workspace by its UUID, which is known to logs that have no remote yet.

/** What lets a further device in: signed by a device of that member, or by the member's recovery key. */
export function deviceText(proof: { workspaceId: Id; memberId: Id; deviceId: Id; key: PublicKey }): string {
  const { workspaceId, memberId, deviceId, key } = proof;
  return canonicalJson(['galley device', { workspaceId, memberId, deviceId, key }]);
}

/** What shows that a device holds the key it changes to: signed by that new key. `oldKey` is the one it has until then. */
export function rotationText(proof: { workspaceId: Id; deviceId: Id; oldKey: PublicKey; key: PublicKey }): string {
  const { workspaceId, deviceId, oldKey, key } = proof;
  return canonicalJson(['galley rotation', { workspaceId, deviceId, oldKey, key }]);
}
