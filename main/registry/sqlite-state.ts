import { stateLines } from '../../shared/fold/state-lines.ts';
import type {
  Effect,
  LabelRow,
  PromptState,
  ReleaseState,
  StateView,
  VersionState,
  WorkspaceState,
} from '../../shared/fold/state.ts';
import { nameKey } from '../../shared/names.ts';
import { hashBytes, idBytes, idText } from './bytes.ts';
import { splitHashes } from './change-log.ts';
import type { Statements } from './statements.ts';

type PromptRow = { seq: number; id: Buffer; name: string; tags: string; archived: number; head: number; changed_at: number };
type VersionRow = { number: number; seq: number; id: Buffer; prompt_id: Buffer; parents: Buffer | null; change_id: Buffer };

const VERSION = `SELECT v.number, v.seq, v.id, p.id AS prompt_id, c.parents, c.id AS change_id
  FROM versions v JOIN prompts p ON p.seq = v.prompt JOIN changes c ON c.seq = v.seq`;
const LABEL = `SELECT p.id AS prompt_id, l.label, v.id, c.id AS change_id FROM labels l JOIN prompts p ON p.seq = l.prompt
  JOIN versions v ON v.prompt = l.prompt AND v.number = l.number JOIN changes c ON c.seq = l.move`;

/** The folded state in SQLite. Only the fold's effects write it. */
export class SqliteState implements StateView {
  private readonly statements: Statements;

  constructor(statements: Statements) {
    this.statements = statements;
  }

  workspace(): WorkspaceState | undefined {
    const row = this.statements.get<{ id: Buffer; name: string; require_message: number }>('SELECT * FROM workspace');
    return row && { id: idText(row.id), name: row.name, requireMessage: row.require_message === 1 };
  }

  prompt(id: string): PromptState | undefined {
    const row = this.statements.get<PromptRow>('SELECT * FROM prompts WHERE id = ?', idBytes(id));
    return row && promptState(row);
  }

  promptIdByKey(key: string): string | undefined {
    const row = this.statements.get<{ id: Buffer }>('SELECT id FROM prompts WHERE name_key = ?', key);
    return row && idText(row.id);
  }

  version(id: string): VersionState | undefined {
    const row = this.statements.get<VersionRow>(`${VERSION} WHERE v.id = ?`, hashBytes(id));
    return row && versionState(row);
  }

  label(promptId: string, label: string): LabelRow | undefined {
    const row = this.statements.get<{ id: Buffer; change_id: Buffer }>(
      `${LABEL} WHERE l.prompt = ? AND l.label = ?`,
      this.promptSeq(promptId),
      label,
    );
    return row && { promptId, label, versionId: row.id.toString('hex'), moveId: idText(row.change_id) };
  }

  /** The seq of the change that made the prompt: what other tables call it by. Null where there is none. */
  promptSeq(id: string): number | null {
    return this.statements.get<{ seq: number }>('SELECT seq FROM prompts WHERE id = ?', idBytes(id))?.seq ?? null;
  }

  /** The seq of the change that committed the version. Null where there is none. */
  versionSeq(id: string): number | null {
    return this.statements.get<{ seq: number }>('SELECT seq FROM versions WHERE id = ?', hashBytes(id))?.seq ?? null;
  }

  /** Writes what the change at `seq` does. */
  write(effects: Effect[], seq: number): void {
    for (const effect of effects) this.writeOne(effect, seq);
  }

  lines(): Iterable<string> {
    return stateLines({
      workspace: this.workspace(),
      prompts: map(this.statements.each<PromptRow>('SELECT * FROM prompts'), promptState),
      versions: map(this.statements.each<VersionRow>(VERSION), versionState),
      labels: map(
        this.statements.each<{ prompt_id: Buffer; label: string; id: Buffer; change_id: Buffer }>(LABEL),
        (row): LabelRow => ({
          promptId: idText(row.prompt_id),
          label: row.label,
          versionId: row.id.toString('hex'),
          moveId: idText(row.change_id),
        }),
      ),
      releases: this.releases(),
    });
  }

  private *releases(): Iterable<ReleaseState> {
    type Row = { move_id: Buffer; prompt_id: Buffer; label: string; from_id: Buffer | null; to_id: Buffer | null; replaced_id: Buffer | null };
    const rows = this.statements.each<Row>(`SELECT c.id AS move_id, p.id AS prompt_id, r.label, a.id AS from_id, b.id AS to_id, o.id AS replaced_id
      FROM releases r JOIN changes c ON c.seq = r.move JOIN prompts p ON p.seq = r.prompt
      LEFT JOIN versions a ON a.prompt = r.prompt AND a.number = r.from_number
      LEFT JOIN versions b ON b.prompt = r.prompt AND b.number = r.to_number
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

  private writeOne(effect: Effect, seq: number): void {
    switch (effect.table) {
      case 'workspace': {
        const { id, name, requireMessage } = effect.row;
        this.statements.run('INSERT OR REPLACE INTO workspace VALUES (1, ?, ?, ?)', idBytes(id), name, Number(requireMessage));
        return;
      }
      case 'prompt':
        return this.writePrompt(effect.row, effect.isNew, seq);
      case 'version':
        this.statements.run(
          'INSERT INTO versions (prompt, number, seq, id) VALUES (?,?,?,?)',
          this.promptSeq(effect.row.promptId),
          effect.row.number,
          seq,
          hashBytes(effect.row.id),
        );
        return;
      case 'label':
        this.statements.run(
          'INSERT OR REPLACE INTO labels SELECT prompt, ?, number, ? FROM versions WHERE id = ?',
          effect.row.label,
          seq,
          hashBytes(effect.row.versionId),
        );
        return;
      case 'label.removed':
        this.statements.run('DELETE FROM labels WHERE prompt = ? AND label = ?', this.promptSeq(effect.promptId), effect.label);
        return;
      case 'release':
        this.writeRelease(effect.row, seq);
    }
  }

  private writePrompt(row: PromptState, isNew: boolean, seq: number): void {
    const values = [row.name, nameKey(row.name), JSON.stringify(row.tags), Number(row.archived), row.head, row.changedAt];
    if (isNew)
      this.statements.run(
        'INSERT INTO prompts (name, name_key, tags, archived, head, changed_at, id, seq) VALUES (?,?,?,?,?,?,?,?)',
        ...values,
        idBytes(row.id),
        seq,
      );
    else
      this.statements.run(
        'UPDATE prompts SET name = ?, name_key = ?, tags = ?, archived = ?, head = ?, changed_at = ? WHERE id = ?',
        ...values,
        idBytes(row.id),
      );
  }

  private writeRelease(row: ReleaseState, seq: number): void {
    const number = (id: string | null): number | null =>
      id === null ? null : this.statements.get<{ number: number }>('SELECT number FROM versions WHERE id = ?', hashBytes(id))!.number;
    const replaced =
      row.replacedMoveId === null
        ? null
        : this.statements.get<{ seq: number }>('SELECT seq FROM changes WHERE id = ?', idBytes(row.replacedMoveId))!.seq;
    this.statements.run(
      'INSERT INTO releases (prompt, label, move, from_number, to_number, replaced) VALUES (?,?,?,?,?,?)',
      this.promptSeq(row.promptId),
      row.label,
      seq,
      number(row.from),
      number(row.to),
      replaced,
    );
  }
}

function promptState(row: PromptRow): PromptState {
  return {
    id: idText(row.id),
    name: row.name,
    tags: JSON.parse(row.tags) as string[],
    archived: row.archived === 1,
    head: row.head,
    changedAt: row.changed_at,
  };
}

function versionState(row: VersionRow): VersionState {
  return {
    id: row.id.toString('hex'),
    promptId: idText(row.prompt_id),
    number: row.number,
    parents: row.parents ? splitHashes(row.parents) : [],
    changeId: idText(row.change_id),
  };
}

function* map<A, B>(rows: Iterable<A>, as: (row: A) => B): Iterable<B> {
  for (const row of rows) yield as(row);
}
