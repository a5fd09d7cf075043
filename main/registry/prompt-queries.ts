import { readContent, type Content } from '../../shared/content.ts';
import type { Draft, LabelState, PromptDetail, PromptRow, WorkspaceInfo } from '../../shared/contract.ts';
import { nameKey } from '../../shared/names.ts';
import { Refused } from '../../shared/reply.ts';
import { idBytes, idText } from './bytes.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Registry } from './registry.ts';
import { headVersion, versionAt } from './version-queries.ts';

type Row = {
  seq: number;
  id: Buffer;
  name: string;
  tags: string;
  archived: number;
  head: number;
  pending: number;
  changed_at: number;
  has_draft: number;
  diverged: number;
};

const ROWS = `SELECT p.seq, p.id, p.name, p.tags, p.archived, p.head, p.changed_at, d.prompt IS NOT NULL AS has_draft,
  EXISTS (SELECT 1 FROM diverged x WHERE x.prompt = p.seq) AS diverged, coalesce(w.pending, 0) AS pending
  FROM prompts p LEFT JOIN drafts d ON d.prompt = p.seq
  LEFT JOIN (SELECT prompt, count(*) AS pending FROM changes WHERE seq >= ${PENDING_FROM} AND version IS NOT NULL
    GROUP BY prompt) w ON w.prompt = p.seq`;

type Labels = PromptRow['labels'];

/** Every prompt, archived ones too, by name. The window waits for it when it opens: labels come in one query of their
 *  own, which is several times faster than one a prompt. */
export function promptRows(registry: Registry): PromptRow[] {
  const labels = new Map<number, Labels>();
  const labelled = registry.statements.all<{ prompt: number } & Labels[number]>(
    'SELECT prompt, label, number FROM labels ORDER BY prompt, label',
  );
  for (const { prompt, label, number } of labelled) {
    const own = labels.get(prompt);
    if (own) own.push({ label, number });
    else labels.set(prompt, [{ label, number }]);
  }
  const rows = registry.statements.all<Row>(`${ROWS} ORDER BY p.name_key`);
  return rows.map((row) => promptRow(row, labels.get(row.seq) ?? []));
}

/** The rows of `ids`; one that does not exist is left out. */
export function promptRowsOf(registry: Registry, ids: string[]): PromptRow[] {
  const rows = ids.map((id) => registry.statements.get<Row>(`${ROWS} WHERE p.id = ?`, idBytes(id)));
  return rows.filter((row) => row !== undefined).map((row) => promptRow(row, labelsOf(registry, row.seq)));
}

function labelsOf(registry: Registry, prompt: number): Labels {
  return registry.statements.all('SELECT label, number FROM labels WHERE prompt = ? ORDER BY label', prompt);
}

/** Throws `Refused('no-prompt')` where there is none. */
export function promptDetail(registry: Registry, promptId: string): PromptDetail {
  // One read transaction: another process may commit between one query and the next.
  return registry.db.transaction(() => detail(registry, promptId))();
}

function detail(registry: Registry, promptId: string): PromptDetail {
  const row = registry.statements.get<Row>(`${ROWS} WHERE p.id = ?`, idBytes(promptId));
  if (!row) throw noPrompt();
  const created = registry.statements.get<{ at: number }>('SELECT at FROM changes WHERE seq = ?', row.seq)!;
  return {
    ...promptRow(row, labelsOf(registry, row.seq)),
    createdAt: created.at,
    ...redactionsOf(registry, row.seq),
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
  const base = stored.base === null ? null : versionAt(registry, prompt, stored.base);
  return {
    content: readContent(stored.content),
    baseNumber: base?.number ?? null,
    baseVersionId: base?.id ?? null,
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
  return registry.statements.all(
    'SELECT label, count(*) AS prompts FROM labels GROUP BY label ORDER BY prompts DESC, label',
  );
}

export function workspaceInfo(registry: Registry): WorkspaceInfo {
  const workspace = registry.state.workspace();
  if (!workspace) throw new Refused('no-workspace', 'This workspace has not been set up and cannot be written to.');
  // Heads are dense, so they add up to the versions; counting those takes a hundred times as long.
  const { prompts, versions } = registry.statements.get<{ prompts: number; versions: number }>(
    'SELECT count(*) AS prompts, coalesce(sum(head), 0) AS versions FROM prompts',
  )!;
  return {
    id: workspace.id,
    name: workspace.name,
    path: registry.path,
    author: registry.author,
    requireMessage: workspace.requireMessage,
    prompts,
    versions,
    changes: registry.log.count(),
    readOnly: registry.readOnly ?? registry.notes.halt()?.message ?? null,
  };
}

/** The content a writer sees when they open the prompt: the draft, else the newest version. Null before either. */
export function currentContent(registry: Registry, prompt: number): Content | null {
  const draft = registry.drafts.get(prompt);
  return draft ? readContent(draft.content) : (headVersion(registry, prompt)?.content ?? null);
}

function promptRow(row: Row, labels: Labels): PromptRow {
  return {
    id: idText(row.id),
    name: row.name,
    head: row.head - row.pending,
    pending: row.pending,
    labels,
    tags: row.tags === '[]' ? [] : (JSON.parse(row.tags) as string[]),
    archived: row.archived === 1,
    hasDraft: row.has_draft === 1,
    diverged: row.diverged === 1,
    changedAt: row.changed_at,
  };
}

function noPrompt(): Refused {
  return new Refused('no-prompt', 'This prompt does not exist in this workspace.');
}

function redactionsOf(registry: Registry, prompt: number): { redactions?: number } {
  const { n } = registry.statements.get<{ n: number }>(
    'SELECT count(*) AS n FROM redacted r JOIN versions v ON v.seq = r.seq WHERE v.prompt = ?',
    prompt,
  )!;
  return n === 0 ? {} : { redactions: n };
}
