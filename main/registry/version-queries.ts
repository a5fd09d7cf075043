import type { SnippetRecord } from '../../shared/change.ts';
import { readContent, type Content } from '../../shared/content.ts';
import type { RecordedSnippet, Version, VersionRow } from '../../shared/contract.ts';
import { Refused } from '../../shared/reply.ts';
import { hashBytes } from './bytes.ts';
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
  diverged: number;
};

const ROWS = `SELECT v.prompt, v.number, v.seq, c.version AS id, coalesce(c.origin_author, c.author) AS author,
  coalesce(c.origin_at, c.at) AS at, b.version AS parent_id, c.merged, c.body,
  (SELECT json_group_array(l.label) FROM labels l WHERE l.prompt = v.prompt AND l.number = v.number) AS labels,
  EXISTS (SELECT 1 FROM diverged d WHERE d.prompt = v.prompt AND d.number = v.number) AS diverged
  FROM versions v JOIN changes c ON c.seq = v.seq LEFT JOIN changes b ON b.seq = c.parent`;

/** A prompt's versions, newest first. */
export function versionRows(registry: Registry, prompt: number): VersionRow[] {
  return registry.statements
    .all<Row>(`${ROWS} WHERE v.prompt = ? ORDER BY v.number DESC`, prompt)
    .map((row) => versionRow(registry, row));
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
  return row ? versionRow(registry, row) : null;
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

function withContent(registry: Registry, row: Row): Version {
  return { ...versionRow(registry, row), content: readContent(registry.log.content(row.seq)) };
}

function versionRow(registry: Registry, row: Row): VersionRow {
  const { message, snippets } = JSON.parse(row.body) as { message: string; snippets?: SnippetRecord[] };
  return {
    id: row.id.toString('hex'),
    number: row.number,
    author: row.author,
    message,
    committedAt: row.at,
    parents: [...splitHashes(row.parent_id), ...splitHashes(row.merged)],
    labels: JSON.parse(row.labels ?? '[]') as string[],
    diverged: row.diverged === 1,
    ...(snippets ? { snippets: snippets.map((record) => recordedSnippet(registry, record)) } : {}),
  };
}

/** A record that came with an import may name prompts of another workspace. */
function recordedSnippet(registry: Registry, record: SnippetRecord): RecordedSnippet {
  const row = registry.statements.get<{ name: string; number: number }>(
    `SELECT p.name, v.number FROM changes c JOIN versions v ON v.prompt = c.prompt AND v.seq = c.seq
     JOIN prompts p ON p.seq = c.prompt WHERE ${BY_VERSION_ID}`,
    { id: hashBytes(record.versionId) },
  );
  return { ...record, name: row?.name ?? null, number: row?.number ?? null };
}
