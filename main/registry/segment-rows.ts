import type { Actor } from '../../shared/fold/fold-context.ts';
import type { SegmentHeader } from '../../shared/segment/segment-header.ts';
import type { ChangeLine, ReadSegment, SegmentParts } from '../sync/sync-types.ts';
import type { ChangeLog, Logged } from './change-log.ts';
import type { Statements } from './statements.ts';
import type { SyncNotes } from './sync-notes.ts';

/** A line that took no place in the log: where it stands among the lines, and its text. */
export type OddPlace = [index: number, text: string];

type Row = {
  number: number;
  header: string;
  signature: Buffer;
  seed: Buffer;
  first_seq: number;
  last_seq: number;
  odd: string | null;
};

export function insertSegment(
  statements: Statements,
  { header, headerText, signature, seed }: ReadSegment,
  firstSeq: number,
  places: number,
  odd: OddPlace[],
): void {
  statements.run(
    'INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?, ?)',
    header.number,
    headerText,
    signature,
    seed,
    firstSeq,
    firstSeq + places - 1,
    odd.length === 0 ? null : JSON.stringify(odd),
  );
}

/** What segment `number` is put together from again; null where there is none. */
export function segmentParts(statements: Statements, log: ChangeLog, number: number): SegmentParts | null {
  const row = statements.get<Row>('SELECT * FROM segments WHERE number = ?', number);
  if (!row) return null;
  const lines: SegmentParts['lines'] = [...log.read(row.first_seq - 1, row.last_seq + 1)].map(lineOf);
  for (const [index, text] of oddOf(row)) lines.splice(index, 0, { odd: text });
  return { headerText: row.header, signature: row.signature, seed: row.seed, lines };
}

/** A change as it stands in a segment. */
export function lineOf({ change }: Logged): ChangeLine {
  const { versionId, ...bare } = change;
  return versionId === undefined ? { change } : { change: bare, redacted: { versionId } };
}

/** Who signed what lies at `seq`, and in which segment. Null where no segment holds it. */
export function segmentOf(statements: Statements, seq: number): SegmentHeader | null {
  const row = rowOf(statements, seq);
  return row && (JSON.parse(row.header) as SegmentHeader);
}

/** Tells who signed what lies at a seq, for reading in order. What no segment holds was made here: where a remote was
 *  attached since, by this device, as the first of the log. */
export function segmentActors(statements: Statements, notes: SyncNotes): (seq: number) => Actor | null {
  const rows = statements.all<Pick<Row, 'header' | 'last_seq'>>(
    'SELECT header, last_seq FROM segments ORDER BY number',
  );
  const own = notes.ownActor();
  let at = 0;
  let actor: Actor | null = null;
  let actorOf = -1;
  return (seq) => {
    while (at < rows.length && rows[at]!.last_seq < seq) at += 1;
    if (at === rows.length) return own;
    if (actorOf !== at) {
      const { device, key } = JSON.parse(rows[at]!.header) as SegmentHeader;
      actor = notes.actorOf(device, key);
      actorOf = at;
    }
    return actor;
  };
}

function rowOf(statements: Statements, seq: number): Row | null {
  const row = statements.get<Row>('SELECT * FROM segments WHERE last_seq >= ? ORDER BY last_seq, number LIMIT 1', seq);
  return row && row.first_seq <= seq ? row : null;
}

/** By index, the lowest first. */
function oddOf({ odd }: Row): OddPlace[] {
  return odd === null ? [] : (JSON.parse(odd) as OddPlace[]);
}
