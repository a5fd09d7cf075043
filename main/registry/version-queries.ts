import type { ChangeBody } from '../../shared/change.ts';
import { readContent, type Content } from '../../shared/content.ts';
import type { Release, Version, VersionRow } from '../../shared/contract.ts';
import { Refused } from '../../shared/reply.ts';
import { hashBytes, idText } from './bytes.ts';
import { splitHashes } from './change-log.ts';
import type { Registry } from './registry.ts';
import { BY_VERSION_ID } from './sqlite-state.ts';

type Row = {
  prompt: number;
  number: number;
  seq: number;
  id: Buffer;
  author: string;
  at: number;
  parent_id: Buffer | null;
  merged: Buffer | null;
  body: string;
  labels: string | null;
};

const ROWS = `SELECT v.prompt, v.number, v.seq, c.version AS id, coalesce(c.origin_author, c.author) AS author,
  coalesce(c.origin_at, c.at) AS at, b.version AS parent_id, c.merged, c.body,
  (SELECT json_group_array(l.label) FROM labels l WHERE l.prompt = v.prompt AND l.number = v.number) AS labels
  FROM versions v JOIN changes c ON c.seq = v.seq LEFT JOIN changes b ON b.seq = c.parent`;

/** A prompt's versions, newest first. */
export function versionRows(registry: Registry, prompt: number): VersionRow[] {
  return registry.statements.all<Row>(`${ROWS} WHERE v.prompt = ? ORDER BY v.number DESC`, prompt).map(versionRow);
}

/** Throws `Refused('no-version')` where there is none. */
export function versionById(registry: Registry, versionId: string): Version & { prompt: number } {
  const row = registry.statements.get<Row>(`${ROWS} WHERE v.prompt = c.prompt AND ${BY_VERSION_ID}`, {
    id: hashBytes(versionId),
  });
  if (!row) throw new Refused('no-version', `There is no version ${versionId.slice(0, 8)} in this workspace.`);
  return { ...withContent(registry, row), prompt: row.prompt };
}

export function versionAt(registry: Registry, prompt: number, number: number): VersionRow | null {
  const row = registry.statements.get<Row>(`${ROWS} WHERE v.prompt = ? AND v.number = ?`, prompt, number);
  return row ? versionRow(row) : null;
}

export function headVersion(registry: Registry, prompt: number): Version | null {
  const row = registry.statements.get<Row>(
    `${ROWS} WHERE v.prompt = @prompt AND v.number = (SELECT head FROM prompts WHERE seq = @prompt)`,
    { prompt },
  );
  return row ? withContent(registry, row) : null;
}

/** The canonical JSON of the newest version's content; null before the first. */
export function headContentText(registry: Registry, prompt: number): string | null {
  const row = registry.statements.get<{ seq: number }>(
    'SELECT v.seq FROM prompts p JOIN versions v ON v.prompt = p.seq AND v.number = p.head WHERE p.seq = ?',
    prompt,
  );
  return row ? registry.log.content(row.seq) : null;
}

export function contentOf(registry: Registry, versionId: string): Content {
  return versionById(registry, versionId).content;
}

/** Label moves, newest first; of one prompt (its seq), of one label, at most `limit` of them. */
export function releases(
  registry: Registry,
  filter: { prompt?: number; label?: string; limit?: number } = {},
): Release[] {
  const where: string[] = [];
  if (filter.prompt !== undefined) where.push('r.prompt = @prompt');
  if (filter.label !== undefined) where.push('r.label = @label');
  type ReleaseRow = {
    move_id: Buffer;
    prompt_id: Buffer;
    name: string;
    label: string;
    from_number: number | null;
    from_id: Buffer | null;
    to_number: number | null;
    to_id: Buffer | null;
    body: string;
    author: string;
    at: number;
  };
  const rows = registry.statements.all<ReleaseRow>(
    `SELECT c.id AS move_id, p.id AS prompt_id, p.name, r.label, r.from_number, ac.version AS from_id, r.to_number, bc.version AS to_id, c.body, c.author, c.at
     FROM releases r JOIN changes c ON c.seq = r.move JOIN prompts p ON p.seq = r.prompt
     LEFT JOIN versions a ON a.prompt = r.prompt AND a.number = r.from_number LEFT JOIN changes ac ON ac.seq = a.seq
     LEFT JOIN versions b ON b.prompt = r.prompt AND b.number = r.to_number LEFT JOIN changes bc ON bc.seq = b.seq
     ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY r.move DESC, p.name_key LIMIT @limit`,
    { ...filter, limit: filter.limit ?? -1 },
  );
  return rows.map((row) => {
    const body = JSON.parse(row.body) as ChangeBody<'label.moved'>;
    return {
      moveId: idText(row.move_id),
      promptId: idText(row.prompt_id),
      promptName: row.name,
      label: row.label,
      from: row.from_id && { versionId: row.from_id.toString('hex'), number: row.from_number! },
      to: row.to_id && { versionId: row.to_id.toString('hex'), number: row.to_number! },
      reason: body.reason,
      author: body.origin?.author ?? row.author,
      at: body.origin?.committedAt ?? row.at,
      rollback: body.rollback === true,
    };
  });
}

function withContent(registry: Registry, row: Row): Version {
  return { ...versionRow(row), content: readContent(registry.log.content(row.seq)) };
}

function versionRow(row: Row): VersionRow {
  return {
    id: row.id.toString('hex'),
    number: row.number,
    author: row.author,
    message: (JSON.parse(row.body) as { message: string }).message,
    committedAt: row.at,
    parents: [...splitHashes(row.parent_id), ...splitHashes(row.merged)],
    labels: JSON.parse(row.labels ?? '[]') as string[],
  };
}
