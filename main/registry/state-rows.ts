import type { StateRows } from '../../shared/fold/state-lines.ts';
import type { LabelRow, PromptState, ReleaseState, VersionState } from '../../shared/fold/state.ts';
import { idText } from './bytes.ts';
import { splitHashes } from './change-row.ts';
import type { Statements } from './statements.ts';

export type PromptRow = {
  seq: number;
  id: Buffer;
  name: string;
  tags: string;
  archived: number;
  head: number;
  changed_at: number;
};

export type VersionRow = {
  number: number;
  seq: number;
  id: Buffer;
  prompt_id: Buffer;
  parent_id: Buffer | null;
  merged: Buffer | null;
  change_id: Buffer;
  member: Buffer | null;
};

export const VERSION = `SELECT v.number, v.seq, c.version AS id, p.id AS prompt_id, b.version AS parent_id, c.merged, c.id AS change_id, v.member
  FROM changes c JOIN versions v ON v.prompt = c.prompt AND v.seq = c.seq JOIN prompts p ON p.seq = c.prompt
  LEFT JOIN changes b ON b.seq = c.parent`;
export const LABEL = `SELECT p.id AS prompt_id, l.label, w.version AS id, c.id AS change_id FROM labels l JOIN prompts p ON p.seq = l.prompt
  JOIN versions v ON v.prompt = l.prompt AND v.number = l.number JOIN changes w ON w.seq = v.seq JOIN changes c ON c.seq = l.move`;

/** Everything that the log's own tables hold of the state, as the fold knows it. */
export function stateRows(statements: Statements): Pick<StateRows, 'prompts' | 'versions' | 'labels' | 'releases'> {
  return {
    prompts: map(statements.each<PromptRow>('SELECT * FROM prompts'), promptState),
    versions: map(statements.each<VersionRow>(VERSION), versionState),
    labels: map(
      statements.each<{ prompt_id: Buffer; label: string; id: Buffer; change_id: Buffer }>(LABEL),
      (row): LabelRow => ({
        promptId: idText(row.prompt_id),
        label: row.label,
        versionId: row.id.toString('hex'),
        moveId: idText(row.change_id),
      }),
    ),
    releases: releases(statements),
  };
}

export function promptState(row: PromptRow): PromptState {
  return {
    id: idText(row.id),
    name: row.name,
    tags: JSON.parse(row.tags) as string[],
    archived: row.archived === 1,
    head: row.head,
    changedAt: row.changed_at,
  };
}

export function versionState(row: VersionRow): VersionState {
  return {
    id: row.id.toString('hex'),
    promptId: idText(row.prompt_id),
    number: row.number,
    parents: [...splitHashes(row.parent_id), ...splitHashes(row.merged)],
    changeId: idText(row.change_id),
    memberId: row.member && idText(row.member),
  };
}

function* releases(statements: Statements): Iterable<ReleaseState> {
  type Row = {
    move_id: Buffer;
    prompt_id: Buffer;
    label: string;
    from_id: Buffer | null;
    to_id: Buffer | null;
    replaced_id: Buffer | null;
  };
  const rows =
    statements.each<Row>(`SELECT c.id AS move_id, p.id AS prompt_id, r.label, ac.version AS from_id, bc.version AS to_id, o.id AS replaced_id
      FROM releases r JOIN changes c ON c.seq = r.move JOIN prompts p ON p.seq = r.prompt
      LEFT JOIN versions a ON a.prompt = r.prompt AND a.number = r.from_number LEFT JOIN changes ac ON ac.seq = a.seq
      LEFT JOIN versions b ON b.prompt = r.prompt AND b.number = r.to_number LEFT JOIN changes bc ON bc.seq = b.seq
      LEFT JOIN changes o ON o.seq = r.replaced`);
  for (const row of rows) {
    yield {
      moveId: idText(row.move_id),
      promptId: idText(row.prompt_id),
      label: row.label,
      from: row.from_id?.toString('hex') ?? null,
      to: row.to_id?.toString('hex') ?? null,
      replacedMoveId: row.replaced_id && idText(row.replaced_id),
    };
  }
}

function* map<A, B>(rows: Iterable<A>, as: (row: A) => B): Iterable<B> {
  for (const row of rows) yield as(row);
}
