import type { EngineParts } from './engine-parts.ts';
import type { Position } from './sync-seam.ts';
import type { ReadSegment } from './sync-types.ts';

const COPIED = 'copied';

/** A further device that is being announced. */
export type Announced = { changeId: string; deviceId: string; key: string; signature: string };

/**
 * Looks whether segments that came in under this device's id are its own. One that it did not send, with changes it never
 * made, was sent by a copy of this profile, or by this device before a backup was restored. Two devices under one id would
 * number their segments alike, so this one goes on under another. `before`: how things stood before they were taken in.
 */
export function noteOwn(
  parts: EngineParts,
  segments: ReadSegment[],
  moved: string[],
  before: Pick<Position, 'inFlight' | 'key'>,
): void {
  const { deviceId, key } = parts.store.position();
  const { inFlight } = before;
  const known = new Set([...moved, ...(inFlight?.changeIds ?? [])]);
  const announced = readAnnounced(parts)?.changeId;
  const isStrange = (segment: ReadSegment): boolean =>
    segment.header.device === deviceId &&
    // Whoever writes to the store can name this device, but only a copy of it has its key.
    [key, before.key].includes(segment.header.key) &&
    segment.headerHash !== inFlight?.headerHash &&
    segment.lines.some((line) => !('change' in line) || !(known.has(line.change.id) || line.change.id === announced));
  if (segments.some(isStrange) && parts.store.note(COPIED) === null) parts.store.setNote(COPIED, '{}');
}

/** Whether this device must go on under another id. */
export function isCopied(parts: EngineParts): boolean {
  return parts.store.note(COPIED) !== null;
}

export function readAnnounced(parts: EngineParts): Announced | null {
  const note = JSON.parse(parts.store.note(COPIED) ?? '{}') as Partial<Announced>;
  return note.changeId === undefined ? null : (note as Announced);
}

/** Null: the announcement is in the log, and this device goes on under its new id. */
export function keepAnnounced(parts: EngineParts, announced: Announced | null): void {
  parts.store.setNote(COPIED, announced && JSON.stringify(announced));
}
