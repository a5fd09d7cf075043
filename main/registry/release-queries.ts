import type { Release } from '../../shared/contract.ts';
import { idText } from './bytes.ts';
import { moveFacts } from './move-facts.ts';
import type { Registry } from './registry.ts';

export type ReleaseFilter = {
  /** The seq of a prompt. */
  prompt?: number | undefined;
  label?: string | undefined;
  /** The seq of a move. */
  move?: number | undefined;
  limit?: number | undefined;
};

type Row = {
  move: number;
  prompt_id: Buffer;
  name: string;
  label: string;
  from_number: number | null;
  from_id: Buffer | null;
  to_number: number | null;
  to_id: Buffer | null;
  current: number;
};

/** Label moves, newest first, at most `limit` of them. `current` tells that no later move of the same label replaced it. */
export function releases(registry: Registry, filter: ReleaseFilter = {}): (Release & { current: boolean })[] {
  const where: string[] = [];
  if (filter.prompt !== undefined) where.push('r.prompt = @prompt');
  if (filter.label !== undefined) where.push('r.label = @label');
  if (filter.move !== undefined) where.push('r.move = @move');
  const rows = registry.statements.all<Row>(
    `SELECT r.move, p.id AS prompt_id, p.name, r.label, r.from_number, ac.version AS from_id, r.to_number, bc.version AS to_id,
       r.move = (SELECT max(n.move) FROM releases n WHERE n.prompt = r.prompt AND n.label = r.label) AS current
     FROM releases r JOIN prompts p ON p.seq = r.prompt
     LEFT JOIN versions a ON a.prompt = r.prompt AND a.number = r.from_number LEFT JOIN changes ac ON ac.seq = a.seq
     LEFT JOIN versions b ON b.prompt = r.prompt AND b.number = r.to_number LEFT JOIN changes bc ON bc.seq = b.seq
     ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY r.move DESC, p.name_key, r.label LIMIT @limit`,
    { ...filter, limit: filter.limit ?? -1 },
  );
  const factsOf = moveFacts(registry);
  return rows.map((row) => ({
    ...factsOf(row.move),
    promptId: idText(row.prompt_id),
    promptName: row.name,
    label: row.label,
    from: row.from_id && { versionId: row.from_id.toString('hex'), number: row.from_number! },
    to: row.to_id && { versionId: row.to_id.toString('hex'), number: row.to_number! },
    current: row.current === 1,
  }));
}
