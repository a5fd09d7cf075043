import { logKey } from '../../shared/segment/object-keys.ts';
import type { Change } from '../../shared/change.ts';
import { deviceText } from '../../shared/team/proofs.ts';
import { assertSame, missingUpTo } from './engine-look.ts';
import type { EngineParts } from './engine-parts.ts';
import { putNext } from './engine-push.ts';
import { rebuildSegment } from './segment-codec.ts';
import type { ReadSegment } from './sync-types.ts';

const COPIED = 'copied';

/** A further device that is being announced. */
type Announced = { changeId: string; deviceId: string; key: string; signature: string };

/**
 * Looks whether segments that came in under this device's id are its own. One that it did not send, with changes it never
 * made, was sent by a copy of this profile, or by this device before a backup was restored. Two devices under one id would
 * number their segments alike, so this one goes on under another.
 */
export function noteOwn(parts: EngineParts, segments: ReadSegment[], moved: string[]): void {
  const { deviceId, inFlight } = parts.store.position();
  const known = new Set([...moved, ...(inFlight?.changeIds ?? [])]);
  const announced = readAnnounced(parts)?.changeId;
  const isStrange = (segment: ReadSegment): boolean =>
    segment.header.device === deviceId &&
    segment.headerHash !== inFlight?.headerHash &&
    segment.lines.some((line) => !('change' in line) || !(known.has(line.change.id) || line.change.id === announced));
  if (segments.some(isStrange) && parts.store.note(COPIED) === null) parts.store.setNote(COPIED, '{}');
}

/** Whether this device must go on under another id. */
export function isCopied(parts: EngineParts): boolean {
  return parts.store.note(COPIED) !== null;
}

/** Makes this device another one of the same member: makes a key, has the old one vouch for it in the log, and goes on with
 *  it. Everything that was pending stays so. Throws `RemoteError` and `Halted`; the next round then goes on with the same key. */
export async function becomeAnother(parts: EngineParts, signal: AbortSignal): Promise<void> {
  const { store, keys } = parts;
  const standing = parts.standing();
  const old = keys.signer(store.position().deviceId ?? '');
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
  while (!parts.hasDevice(deviceId)) {
    signal.throwIfAborted();
    await putNext(parts, old, [{ change }], signal);
  }
  store.heal({ deviceId, key });
  store.setNote(COPIED, null);

  function announce(): Announced {
    const device = keys.create();
    const { memberId } = standing as { memberId: string };
    const { deviceId, key } = device;
    const text = deviceText({ workspaceId: parts.workspaceId(), memberId, deviceId, key });
    const made = { changeId: parts.newId(), deviceId: device.deviceId, key: device.key, signature: old!.sign(text) };
    store.setNote(COPIED, JSON.stringify(made));
    return made;
  }
}

/** Puts segments back that the remote has lost and this device has. Gives how many. Throws `Halted` where another segment
 *  has taken such a place since. */
export async function putBack(parts: EngineParts, signal: AbortSignal): Promise<number> {
  const { store } = parts;
  const last = store.position().head?.number ?? 0;
  let count = 0;
  for await (const number of missingUpTo(parts, last, signal)) {
    const segment = store.segmentAt(number);
    const hash = store.hashAt(number);
    if (!segment || hash === null) continue;
    const outcome = await parts.remote.putIfAbsent(logKey(number), rebuildSegment(segment), signal);
    if (outcome === 'created') count += 1;
    else await assertSame(parts, number, hash, signal);
  }
  return count;
}

function readAnnounced(parts: EngineParts): Announced | null {
  const note = JSON.parse(parts.store.note(COPIED) ?? '{}') as Partial<Announced>;
  return note.changeId === undefined ? null : (note as Announced);
}
