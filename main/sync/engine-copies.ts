import type { Change } from '../../shared/change.ts';
import { deviceText } from '../../shared/team/proofs.ts';
import { keepAnnounced, readAnnounced, type Announced } from './engine-own.ts';
import type { EngineParts } from './engine-parts.ts';
import { putNext } from './engine-push.ts';

/** Makes this device another one of the same member: makes a key, has the old one vouch for it in the log, and goes on with
 *  it. Everything that was pending stays so. Where another segment comes first, the next round goes on with the same key.
 *  Throws `RemoteError` and `Halted`. */
export async function becomeAnother(parts: EngineParts, signal: AbortSignal): Promise<void> {
  const { store, keys } = parts;
  const own = store.position();
  const standing = parts.standing(own);
  const old = keys.signer(own.deviceId ?? '', own.key ?? undefined);
  if (standing.kind !== 'member' || !old) return;
  const announced = readAnnounced(parts) ?? announce();
  const { changeId, deviceId, key, signature } = announced;
  const change: Change = {
    id: changeId,
    kind: 'device.added',
    author: standing.name,
    at: parts.clock.now(),
    body: { memberId: standing.memberId, device: { deviceId, key }, proof: { by: old.deviceId, signature } },
  };
  const sent = parts.hasDevice(deviceId) ? 1 : await putNext(parts, old, [{ change }], signal, []);
  if (parts.hasDevice(deviceId)) store.heal({ deviceId, key });
  // Where the log would not have it, this device has no say any more: it stays what it is.
  if (sent > 0) keepAnnounced(parts, null);

  function announce(): Announced {
    const device = keys.create();
    const { deviceId, key } = device;
    const { memberId } = standing as { memberId: string };
    const signature = old!.sign(deviceText({ workspaceId: parts.workspaceId(), memberId, deviceId, key }));
    const made = { changeId: parts.newId(), deviceId, key, signature };
    keepAnnounced(parts, made);
    return made;
  }
}
