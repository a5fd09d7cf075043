import type { Change } from '../../shared/change.ts';
import { queuedOf } from '../registry/queued.ts';
import type { Registry } from '../registry/registry.ts';

/** The change that waits to make this device a member's by their recovery key; undefined where none does. */
export function ownIntroduction(registry: Registry): Change<'device.added'> | undefined {
  const own = registry.notes.device?.deviceId;
  return queuedOf(registry, 'device.added').find(
    ({ body }) => body.device.deviceId === own && body.proof.by === 'recovery',
  );
}
