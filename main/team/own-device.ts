import type { Change } from '../../shared/change.ts';
import { PendingAside } from '../registry/pending-aside.ts';
import { queuedOf } from '../registry/queued.ts';
import type { Registry } from '../registry/registry.ts';
import type { EngineKeys } from '../sync/engine-parts.ts';

/** The change that waits to make this device a member's by their recovery key; undefined where none does. */
export function ownIntroduction(registry: Registry): Change<'device.added'> | undefined {
  const own = registry.notes.device?.deviceId;
  return queuedOf(registry, 'device.added').find(
    ({ body }) => body.device.deviceId === own && body.proof.by === 'recovery',
  );
}

/** Goes on with the key that the log gives this device, where that is another one than it signs with: it was changed. What
 *  is pending is judged again, as signed by the new key. */
export function settleKey(registry: Registry, keys: EngineKeys): void {
  const own = registry.notes.device;
  const known = own && registry.state.team('device', own.deviceId);
  if (!own || !known || known.key === own.key || !keys.signer(own.deviceId, known.key)) return;
  registry.transaction(() => {
    const { notes, log, writer } = registry;
    const aside = new PendingAside(registry);
    aside.take();
    notes.write('device', { deviceId: own.deviceId, key: known.key });
    registry.forgetStanding();
    aside.putBack(notes.ownActor());
    log.marks.rebased(writer.touched);
  });
}
