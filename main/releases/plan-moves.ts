import type { MoveSource, PlannedMove } from '../../shared/contract/label-calls.ts';
import { Refused } from '../../shared/reply.ts';
import { idText } from '../registry/bytes.ts';
import { promptSeq } from '../registry/prompt-queries.ts';
import type { Registry } from '../registry/registry.ts';
import { numberOf } from '../registry/version-queries.ts';

export type Plan = { rows: PlannedMove[]; same: number; missing: number };

type Row = {
  id: Buffer;
  name: string;
  from_number: number | null;
  from_id: Buffer | null;
  move_id: Buffer | null;
  to_number: number | null;
  to_seq: number | null;
  to_id: Buffer | null;
};

const TARGET = {
  label: '(SELECT s.number FROM labels s WHERE s.prompt = p.seq AND s.label = @source)',
  latest: 'nullif(p.head, 0)',
  off: 'NULL',
};

/** What moving `label` on these prompts would do, by name; null means all that are not archived. Prompts where it would do
 *  nothing are only counted. Throws `Refused`: `no-prompt`, or `same-label`. */
export function planMoves(
  registry: Registry,
  { promptIds, label, from }: { promptIds: string[] | null; label: string; from: MoveSource },
): Plan {
  if (from.kind === 'label' && from.label === label)
    throw new Refused('same-label', `“${label}” cannot be moved to where it is; choose another label to follow.`);
  return registry.db.transaction(() => plan(registry, promptIds, label, from))();
}

function plan(registry: Registry, promptIds: string[] | null, label: string, from: MoveSource): Plan {
  const seqs = promptIds?.map((id) => promptSeq(registry, id));
  const rows = registry.statements.all<Row>(
    `SELECT p.id, p.name, l.number AS from_number, fc.version AS from_id, m.id AS move_id, t.number AS to_number, t.seq AS to_seq, tc.version AS to_id
     FROM prompts p
     LEFT JOIN labels l ON l.prompt = p.seq AND l.label = @label LEFT JOIN changes m ON m.seq = l.move
     LEFT JOIN versions f ON f.prompt = p.seq AND f.number = l.number LEFT JOIN changes fc ON fc.seq = f.seq
     LEFT JOIN versions t ON t.prompt = p.seq AND t.number = ${TARGET[from.kind]} LEFT JOIN changes tc ON tc.seq = t.seq
     WHERE ${seqs === undefined ? 'p.archived = 0' : 'p.seq IN (SELECT value FROM json_each(@seqs))'} ORDER BY p.name_key`,
    {
      label,
      ...(from.kind === 'label' ? { source: from.label } : {}),
      ...(seqs === undefined ? {} : { seqs: JSON.stringify(seqs) }),
    },
  );
  const moves = rows.filter((row) => (from.kind === 'off' ? row.from_id : row.to_id) !== null);
  const planned = moves.filter((row) => row.from_number !== row.to_number).map(plannedMove);
  return { rows: planned, same: moves.length - planned.length, missing: rows.length - moves.length };
}

function plannedMove(row: Row): PlannedMove {
  return {
    promptId: idText(row.id),
    name: row.name,
    from: row.from_id && { versionId: row.from_id.toString('hex'), number: row.from_number! },
    to: row.to_id && { versionId: row.to_id.toString('hex'), number: numberOf(row.to_number!, row.to_seq!) },
    expectedMoveId: row.move_id && idText(row.move_id),
  };
}
