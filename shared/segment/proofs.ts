import { canonicalJson } from '../canonical-json.ts';
import type { Id } from '../ids.ts';

/** A device as a member's change names it. */
export type DeviceKey = { deviceId: Id; key: string };

/** What is signed, by a device of the member or the recovery key, to say that a further device is the same member's. The
 *  workspace is the one of `workspace.created`: a proof given in one is worth nothing in another. */
export function deviceProofText(workspaceId: Id, memberId: Id, { deviceId, key }: DeviceKey): string {
  return canonicalJson({ proof: 'device.added', workspaceId, memberId, deviceId, key });
}

/** What the new key of a device signs when it takes the place of the old: that somebody holds it. The old one signs the
 *  segment that says so. */
export function rotationProofText(workspaceId: Id, { deviceId, key }: DeviceKey): string {
  return canonicalJson({ proof: 'device.rotated', workspaceId, deviceId, key });
}
