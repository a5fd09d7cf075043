import type { SnippetRecord } from '../../shared/change.ts';
import { readContent, type Content } from '../../shared/content.ts';
import type { RecordedSnippet, Version, VersionRow } from '../../shared/contract.ts';
import { redactedWords } from '../../shared/redacted-words.ts';
import { Refused } from '../../shared/reply.ts';
import { versionWord } from '../../shared/version-word.ts';
import { hashBytes, idText } from './bytes.ts';
import { REDACTED_CONTENT } from './change-log.ts';
import { splitHashes } from './change-row.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Registry } from './registry.ts';
import { BY_VERSION_ID } from './sqlite-state.ts';

type Row = {
  prompt: number;
  place: number;
  seq: number;
  id: Buffer;
  author: string;
  at: number;
  parent_id: Buffer | null;
  merged: Buffer | null;
  body: string;
  labels: string | null;
  diverged: number;
  redacted: number;
  change_id: Buffer;
};

const ROWS = `SELECT v.prompt, v.number AS place, v.seq, c.version AS id, coalesce(c.origin_author, c.author) AS author,
  coalesce(c.origin_at, c.at) AS at, b.version AS parent_id, c.merged, c.body,
  (SELECT json_group_array(l.label) FROM labels l WHERE l.prompt = v.prompt AND l.number = v.number) AS labels,
  EXISTS (SELECT 1 FROM diverged d WHERE d.prompt = v.prompt AND d.number = v.number) AS diverged,
  EXISTS (SELECT 1 FROM redacted x WHERE x.seq = v.seq) AS redacted, c.id AS change_id
  FROM versions v JOIN changes c ON c.seq = v.seq LEFT JOIN changes b ON b.seq = c.parent`;

/** A prompt's versions, newest first. */
export function versionRows(registry: Registry, prompt: number): VersionRow[] {
  return registry.statements
    .all<Row>(`${ROWS} WHERE v.prompt = ? ORDER BY v.number DESC`, prompt)
    .map((row) => versionRow(registry, row));
}

/** With the seq of its prompt and its place there (see `versionAt`). Throws `Refused('no-version')` where there is none. */
export function versionById(registry: Registry, versionId: string): Version & { prompt: number; place: number } {
  const row = registry.statements.get<Row>(`${ROWS} WHERE v.prompt = c.prompt AND ${BY_VERSION_ID}`, {
    id: hashBytes(versionId),
  });
  if (!row) throw new Refused('no-version', `There is no version ${versionId.slice(0, 8)} in this workspace.`);
  return { ...withContent(registry, row), prompt: row.prompt, place: row.place };
}

/** The version at a place in the prompt's history on this device, counted from 1. A pending one has a place, which may
 *  change, and no number. */
export function versionAt(registry: Registry, prompt: number, place: number): VersionRow | null {
  const row = registry.statements.get<Row>(`${ROWS} WHERE v.prompt = ? AND v.number = ?`, prompt, place);
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

/** The number of the newest version that has one; null where none has. */
export function newestNumber(registry: Registry, prompt: number): number | null {
  const [number = null] = registry.statements.column<number | null>(
    `SELECT max(number) FROM versions WHERE prompt = ? AND seq < ${PENDING_FROM}`,
    prompt,
  );
  return number;
}

/** The number of that version of that prompt; null while it is pending, or where there is none. */
export function versionNumber(registry: Registry, promptId: string, versionId: string): number | null {
  const place = registry.state.version(promptId, versionId)?.number;
  const seq = registry.state.versionSeq(promptId, versionId);
  return place === undefined || seq === null ? null : numberOf(place, seq);
}

/** What people call the version at `place`: null while its change is not in the log yet. */
export function numberOf(place: number, seq: number): number | null {
  return seq < PENDING_FROM ? place : null;
}

/** Throws `Refused('redacted')` where its text is gone, and `Refused('no-version')`. */
export function contentOf(registry: Registry, versionId: string): Content {
  const version = versionById(registry, versionId);
  assertReadable(version);
  return version.content;
}

/** An empty text in the place of one that was taken out would be taken for what the version says. Throws `Refused('redacted')`. */
export function assertReadable({ number, redacted }: Pick<VersionRow, 'number' | 'redacted'>): void {
  if (!redacted) return;
  throw new Refused(
    'redacted',
    `The text of ${versionWord(number)} is gone. ${redactedWords(redacted)}. Choose another version.`,
  );
}

function withContent(registry: Registry, row: Row): Version {
  return {
    ...versionRow(registry, row),
    content: readContent(row.redacted === 1 ? REDACTED_CONTENT : registry.log.content(row.seq)),
  };
}

function versionRow(registry: Registry, row: Row): VersionRow {
  const { message, snippets } = JSON.parse(row.body) as { message: string; snippets?: SnippetRecord[] };
  return {
    id: row.id.toString('hex'),
    number: numberOf(row.place, row.seq),
    author: row.author,
    message,
    committedAt: row.at,
    parents: [...splitHashes(row.parent_id), ...splitHashes(row.merged)],
    labels: JSON.parse(row.labels ?? '[]') as string[],
    diverged: row.diverged === 1,
    ...(snippets ? { snippets: snippets.map((record) => recordedSnippet(registry, record)) } : {}),
    ...(row.redacted === 1 ? { redacted: redactionOf(registry, row.change_id) } : {}),
  };
}

function redactionOf({ state }: Registry, changeId: Buffer): VersionRow['redacted'] {
  const row = state.team('redaction', idText(changeId));
  return row ? { by: row.author, reason: row.reason, at: row.at } : { by: null, reason: '', at: null };
}

/** A record that came with an import may name prompts of another workspace. */
function recordedSnippet(registry: Registry, record: SnippetRecord): RecordedSnippet {
  const row = registry.statements.get<{ name: string; place: number; seq: number }>(
    `SELECT p.name, v.number AS place, v.seq FROM changes c JOIN versions v ON v.prompt = c.prompt AND v.seq = c.seq
     JOIN prompts p ON p.seq = c.prompt WHERE ${BY_VERSION_ID}`,
    { id: hashBytes(record.versionId) },
  );
  return { ...record, name: row?.name ?? null, number: row ? numberOf(row.place, row.seq) : null };
}
