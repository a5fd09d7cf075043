import type { SegmentHeader } from '../../shared/segment/segment-header.ts';
import type { Registry } from './registry.ts';

/** The segment a change lies in and the member whose device signed it; null where there is none. */
export type Signed = { segment: number | null; memberId: string | null };

type Span = { number: number; first: number; last: number; device: string };

/** Tells who signed what lies at a seq. What is in no segment is this device's own. */
export function signers({ statements, notes, state }: Registry): (seq: number) => Signed {
  const own = memberOf(notes.ownActor()?.deviceId ?? null);
  let span: Span | null = null;
  return (seq) => {
    if (!span || seq < span.first || seq > span.last) span = spanOf(seq);
    return span ? { segment: span.number, memberId: memberOf(span.device) } : { segment: null, memberId: own };
  };

  function memberOf(deviceId: string | null): string | null {
    return deviceId === null ? null : (state.team('device', deviceId)?.memberId ?? null);
  }

  function spanOf(seq: number): Span | null {
    const row = statements.get<{ number: number; first_seq: number; last_seq: number; header: string }>(
      'SELECT number, first_seq, last_seq, header FROM segments WHERE last_seq >= ? ORDER BY last_seq, number LIMIT 1',
      seq,
    );
    if (!row || row.first_seq > seq) return null;
    const { device } = JSON.parse(row.header) as SegmentHeader;
    return { number: row.number, first: row.first_seq, last: row.last_seq, device };
  }
}
