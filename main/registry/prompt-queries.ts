import { readContent, type Content } from '../../shared/content.ts';
import type { Draft, LabelState, PromptDetail, PromptRow, WorkspaceInfo } from '../../shared/contract.ts';
import { nameKey } from '../../shared/names.ts';
import { Refused } from '../../shared/reply.ts';
import { idBytes, idText } from './bytes.ts';
import type { Registry } from './registry.ts';
import { headVersion, versionAt } from './version-queries.ts';

type Row = {
  seq: number;
  id: Buffer;
  name: string;
  tags: string;
  archived: number;
  head: number;
  changed_at: number;
  labels: string | null;
  has_draft: number;
};

const ROWS = `SELECT p.seq, p.id, p.name, p.tags, p.archived, p.head, p.changed_at, d.prompt IS NOT NULL AS has_draft,
  (SELECT json_group_array(json_array(l.label, l.number)) FROM labels l WHERE l.prompt = p.seq) AS labels
  FROM prompts p LEFT JOIN drafts d ON d.prompt = p.seq`;

/** Every prompt, archived ones too, by name. */
export function promptRows(registry: Registry): PromptRow[] {
  return registry.statements.all<Row>(`${ROWS} ORDER BY p.name_key`).map(promptRow);
}

/** The rows of `ids`; one that does not exist is left out. */
export function promptRowsOf(registry: Registry, ids: string[]): PromptRow[] {
  const rows = ids.map((id) => registry.statements.get<Row>(`${ROWS} WHERE p.id = ?`, idBytes(id)));
  return rows.filter((row) => row !== undefined).map(promptRow);
}

/** Throws `Refused('no-prompt')` where there is none. */
export function promptDetail(registry: Registry, promptId: string): PromptDetail {
  const row = registry.statements.get<Row>(`${ROWS} WHERE p.id = ?`, idBytes(promptId));
  if (!row) throw noPrompt();
  const created = registry.statements.get<{ at: number }>('SELECT at FROM changes WHERE seq = ?', row.seq)!;
  return {
    ...promptRow(row),
    createdAt: created.at,
    headVersion: row.head === 0 ? null : headVersion(registry, row.seq),
    draft: readDraft(registry, row.seq),
    labelStates: labelStates(registry, row.seq),
  };
}

/** Throws `Refused('no-prompt')` where there is none. */
export function promptSeq(registry: Registry, promptId: string): number {
  const seq = registry.state.promptSeq(promptId);
  if (seq === null) throw noPrompt();
  return seq;
}

/** The prompt called `name`, whatever its case. Throws `Refused('no-prompt')` with the nearest thing to help. */
export function promptNamed(registry: Registry, name: string): PromptRow {
  const id = registry.state.promptIdByKey(nameKey(name));
  if (!id) throw new Refused('no-prompt', `There is no prompt called “${name}” in this workspace.`);
  return promptRowsOf(registry, [id])[0]!;
}

export function readDraft(registry: Registry, prompt: number): Draft | null {
  const stored = registry.drafts.get(prompt);
  if (!stored) return null;
  return {
    content: readContent(stored.content),
    baseNumber: stored.base,
    baseVersionId: stored.base === null ? null : (versionAt(registry, prompt, stored.base)?.id ?? null),
    revision: stored.revision,
    savedAt: stored.savedAt,
  };
}

export function labelStates(registry: Registry, prompt: number): LabelState[] {
  type LabelRow = { label: string; number: number; id: Buffer; move_id: Buffer; at: number };
  return registry.statements
    .all<LabelRow>(
      `SELECT l.label, l.number, w.version AS id, c.id AS move_id, c.at FROM labels l
       JOIN versions v ON v.prompt = l.prompt AND v.number = l.number JOIN changes w ON w.seq = v.seq
       JOIN changes c ON c.seq = l.move WHERE l.prompt = ? ORDER BY l.label`,
      prompt,
    )
    .map((row) => ({
      label: row.label,
      versionId: row.id.toString('hex'),
      number: row.number,
      moveId: idText(row.move_id),
      at: row.at,
    }));
}

export function labelNames(registry: Registry): { label: string; prompts: number }[] {
  return registry.statements.all('SELECT label, count(*) AS prompts FROM labels GROUP BY label ORDER BY prompts DESC, label');
}

export function workspaceInfo(registry: Registry): WorkspaceInfo {
  const workspace = registry.state.workspace();
  if (!workspace) throw new Refused('no-workspace', 'This workspace has not been set up and cannot be written to.');
  const count = (table: string): number => registry.statements.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)!.n;
  return {
    id: workspace.id,
    name: workspace.name,
    path: registry.path,
    author: registry.author,
    requireMessage: workspace.requireMessage,
    prompts: count('prompts'),
    versions: count('versions'),
    changes: registry.log.count(),
    readOnly: registry.readOnly,
  };
}

/** The content a writer sees when they open the prompt: the draft, else the newest version. Null before either. */
export function currentContent(registry: Registry, prompt: number): Content | null {
  const draft = registry.drafts.get(prompt);
  return draft ? readContent(draft.content) : (headVersion(registry, prompt)?.content ?? null);
}

function promptRow(row: Row): PromptRow {
  const labels = JSON.parse(row.labels ?? '[]') as [string, number][];
  return {
    id: idText(row.id),
    name: row.name,
    head: row.head,
    labels: labels.map(([label, number]) => ({ label, number })),
    tags: JSON.parse(row.tags) as string[],
    archived: row.archived === 1,
    hasDraft: row.has_draft === 1,
    changedAt: row.changed_at,
  };
}

function noPrompt(): Refused {
  return new Refused('no-prompt', 'This prompt does not exist in this workspace.');
}
