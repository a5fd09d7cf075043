import { Refused, unwrap } from '../../shared/reply.ts';
import type { Registry } from '../registry/registry.ts';
import { newDeviceFor, rotationOf } from '../sync/keys/device-keys.ts';
import { makeRecoveryKey, readRecoveryKey } from '../sync/keys/recovery-key.ts';
import type { SyncHandle } from '../sync/sync-handle.ts';
import type { Signer } from '../sync/sync-types.ts';
import { queuedOf } from '../registry/queued.ts';

type Keys = Pick<SyncHandle, 'keys'>;

/** What signs for this device. Throws `Refused('no-key')`. */
export function ownSigner(registry: Registry, { keys }: Keys): Signer {
  const { device } = registry.notes;
  const signer = device && keys.signer(device.deviceId, device.key);
  if (!signer)
    throw new Refused(
      'no-key',
      'The key of this device is not on this computer, so it cannot sign. Join again to get one.',
    );
  return signer;
}

/** Gives this device another key, which both keys sign; the new one is used once the log has that. */
export function rotateKey(registry: Registry, { keys }: Keys): void {
  const old = ownSigner(registry, { keys });
  if (queuedOf(registry, 'device.rotated').length > 0)
    throw new Refused('rotating', 'This device is changing its key already: it is in use once it has been synced.');
  keys.settle(old.deviceId, old.key); // what an earlier change left behind
  keys.settle(old.deviceId, old.key); // one that was changed before is done with
  const next = keys.prepareRotation(old.deviceId);
  registry.record({ kind: 'device.rotated', body: rotationOf(registry.state.workspace()!.id, old, next) });
}

/** A recovery key of this person: its text is given this once, and kept nowhere. It ends the one before. */
export function makeRecovery(registry: Registry): { text: string } {
  const { text, recovery } = makeRecoveryKey();
  registry.record({ kind: 'recovery.set', body: { key: recovery.key } });
  return { text };
}

/** Makes this device one of the member whose recovery key it is. Refuses `bad-recovery-key`, `unknown-recovery-key`,
 *  `no-device` and `not-yours` where the key is another member's than `memberId`. */
export function recover(registry: Registry, input: { text: string; memberId?: string | undefined }): void {
  const recovery = unwrap(readRecoveryKey(input.text));
  registry.transaction(() => {
    const { state, notes } = registry;
    const found = [...state.teamRows('recovery')].find((row) => row.key === recovery.key);
    if (!found)
      throw new Refused(
        'unknown-recovery-key',
        'This is a recovery key, but not one of this workspace as this device knows it: another one may have taken its place, or the log is still being fetched.',
      );
    const { memberId } = found;
    if (input.memberId !== undefined && input.memberId !== memberId)
      throw new Refused(
        'not-yours',
        `This recovery key is of ${state.team('member', memberId)?.name ?? 'another member'}.`,
      );
    const { device } = notes;
    if (!device) throw new Refused('no-device', 'This device has no key yet. Join the team first, then recover.');
    // From here on this device writes as that member.
    registry.settings.set('author', state.team('member', memberId)!.name);
    registry.forgetStanding();
    const workspaceId = state.workspace()!.id;
    registry.record({ kind: 'device.added', body: newDeviceFor({ workspaceId, memberId }, device, recovery) });
  });
}
