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
import type { TeamKind, TeamRows } from '../../shared/team/team-rows.ts';
import { hashBytes, idBytes, idText } from './bytes.ts';
import { splitHashes } from './change-row.ts';
import { DivergedTable } from './diverged-table.ts';
import { LABEL, promptState, stateRows, VERSION, versionState, type PromptRow, type VersionRow } from './state-rows.ts';
import type { Statements } from './statements.ts';
import { TeamTable } from './team-table.ts';

type FoundVersion = {
  number: number;
  member: Buffer | null;
  change: { seq: number; id: Buffer; prompt: number | null; parent: number | null; merged: Buffer | null };
};

/** What a transaction has read and written. `versions` holds those of prompts made in it: all there are. */
type Known = {
  prompts: Map<string, { seq: number; state: PromptState }>;
  versions: Map<string, Map<string, { seq: number; state: VersionState }>>;
};

/** The row of the version @id; the first term is what the index holds. */
export const BY_VERSION_ID = 'substr(c.version, 1, 8) = substr(@id, 1, 8) AND c.version = @id';

/** The folded state in SQLite. Only the fold's effects write it. */
export class SqliteState implements StateView {
  private readonly statements: Statements;
  private readonly teamTable: TeamTable;
  private readonly diverged: DivergedTable;
  private known: Known | null = null;

  constructor(statements: Statements) {
    this.statements = statements;
    this.teamTable = new TeamTable(statements);
    this.diverged = new DivergedTable(statements);
  }

  /** From here to `forget` only this connection writes (it holds the write lock), so what was read or written is kept. */
  remember(): void {
    this.known = { prompts: new Map(), versions: new Map() };
    this.teamTable.remember();
  }

  forget(): void {
    this.known = null;
    this.teamTable.forget();
  }

  workspace(): WorkspaceState | undefined {
    const row = this.statements.get<{ id: Buffer; name: string; require_message: number }>('SELECT * FROM workspace');
    return row && { id: idText(row.id), name: row.name, requireMessage: row.require_message === 1 };
  }

  prompt(id: string): PromptState | undefined {
    return this.promptEntry(id)?.state;
  }

  promptIdByKey(key: string): string | undefined {
    const row = this.statements.get<{ id: Buffer }>('SELECT id FROM prompts WHERE name_key = ?', key);
    return row && idText(row.id);
  }

  version(promptId: string, id: string): VersionState | undefined {
    const fresh = this.known?.versions.get(promptId);
    if (fresh) return fresh.get(id)?.state;
    const prompt = this.promptSeq(promptId);
    const found = prompt === null ? undefined : this.versionRow(prompt, id);
    if (!found) return undefined;
    const { number, member, change } = found;
    return {
      id,
      promptId,
      number,
      parents: [...this.parentOf(change), ...splitHashes(change.merged)],
      changeId: idText(change.id),
      memberId: member && idText(member),
    };
  }

  /** In three queries: joined, they take several times as long, and every version that is folded asks. */
  private versionRow(prompt: number, id: string): FoundVersion | undefined {
    const changes = this.statements.all<FoundVersion['change']>(
      `SELECT c.seq, c.id, c.prompt, c.parent, c.merged FROM changes c WHERE ${BY_VERSION_ID}`,
      { id: hashBytes(id) },
    );
    for (const change of changes) {
      if (change.prompt !== prompt) continue;
      // Several changes may say the same version: one of them made it.
      const row = this.statements.get<{ number: number; member: Buffer | null }>(
        'SELECT number, member FROM versions WHERE prompt = ? AND seq = ?',
        prompt,
        change.seq,
      );
      if (row) return { ...row, change };
    }
    return undefined;
  }

  private parentOf({ parent }: { parent: number | null }): string[] {
    if (parent === null) return [];
    const row = this.statements.get<{ version: Buffer }>('SELECT version FROM changes WHERE seq = ?', parent)!;
    return [row.version.toString('hex')];
  }

  versionOfChange(changeId: string): VersionState | undefined {
    const row = this.statements.get<VersionRow>(`${VERSION} WHERE c.id = ?`, idBytes(changeId));
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

  team<K extends TeamKind>(kind: K, key: string): TeamRows[K] | undefined {
    return this.teamTable.get(kind, key);
  }

  teamRows<K extends TeamKind>(kind: K, group?: string): Iterable<TeamRows[K]> {
    return this.teamTable.rows(kind, group);
  }

  /** The seq of the change that made the prompt: what other tables call it by. Null where there is none. */
  promptSeq(id: string): number | null {
    return this.promptEntry(id)?.seq ?? null;
  }

  /** The seq of the change that committed that version of that prompt. Null where there is none. */
  versionSeq(promptId: string, id: string): number | null {
    const fresh = this.known?.versions.get(promptId);
    if (fresh) return fresh.get(id)?.seq ?? null;
    const prompt = this.promptSeq(promptId);
    return prompt === null ? null : (this.versionRow(prompt, id)?.change.seq ?? null);
  }

  /** Writes what the change at `seq` does, or what takes it back. */
  write(effects: Effect[], seq: number): void {
    for (const effect of effects) this.writeOne(effect, seq);
  }

  lines(): Iterable<string> {
    return stateLines({ workspace: this.workspace(), team: this.teamTable.all(), ...stateRows(this.statements) });
  }

  private writeOne(effect: Effect, seq: number): void {
    switch (effect.table) {
      case 'workspace': {
        const { id, name, requireMessage } = effect.row;
        this.statements.run(
          'INSERT OR REPLACE INTO workspace VALUES (1, ?, ?, ?)',
          idBytes(id),
          name,
          Number(requireMessage),
        );
        return;
      }
      case 'workspace.removed':
        this.statements.run('DELETE FROM workspace');
        return;
      case 'prompt':
        return this.writePrompt(effect.row, effect.isNew, seq);
      case 'prompt.removed':
        return this.removePrompt(effect.promptId);
      case 'version':
        return this.writeVersion(effect.row, seq);
      case 'version.removed':
        return this.removeVersion(effect.promptId, effect.versionId);
      case 'label':
        this.statements.run(
          'INSERT OR REPLACE INTO labels VALUES (?,?,?,?)',
          this.promptSeq(effect.row.promptId),
          effect.row.label,
          this.version(effect.row.promptId, effect.row.versionId)!.number,
          this.changeSeq(effect.row.moveId), // not the one at hand where a move is taken back
        );
        return;
      case 'label.removed':
        this.statements.run(
          'DELETE FROM labels WHERE prompt = ? AND label = ?',
          this.promptSeq(effect.promptId),
          effect.label,
        );
        return;
      case 'release':
        return this.writeRelease(effect.row, seq);
      case 'release.removed':
        this.statements.run(
          'DELETE FROM releases WHERE prompt = ? AND label = ? AND move = ?',
          this.promptSeq(effect.promptId),
          effect.label,
          this.changeSeq(effect.moveId),
        );
        return;
      case 'team':
        this.teamTable.write(effect);
    }
  }

  private promptEntry(id: string): { seq: number; state: PromptState } | undefined {
    const known = this.known?.prompts.get(id);
    if (known) return known;
    const row = this.statements.get<PromptRow>('SELECT * FROM prompts WHERE id = ?', idBytes(id));
    if (!row) return undefined;
    const entry = { seq: row.seq, state: promptState(row) };
    this.known?.prompts.set(id, entry);
    return entry;
  }

  private writeVersion(row: VersionState, seq: number): void {
    const prompt = this.promptSeq(row.promptId);
    this.statements.run(
      'INSERT INTO versions (prompt, number, seq, member) VALUES (?,?,?,?)',
      prompt,
      row.number,
      seq,
      row.memberId === null ? null : idBytes(row.memberId),
    );
    this.known?.versions.get(row.promptId)?.set(row.id, { seq, state: row });
    const below = row.parents.map((parent) => this.version(row.promptId, parent)!.number);
    this.diverged.added(prompt!, row.number, below);
  }

  /** Takes the newest version of a prompt back. */
  private removeVersion(promptId: string, id: string): void {
    const prompt = this.promptSeq(promptId)!;
    const { number, parents } = this.version(promptId, id)!;
    const below = parents.map((parent) => this.version(promptId, parent)!.number);
    this.statements.run('DELETE FROM versions WHERE prompt = ? AND number = ?', prompt, number);
    this.known?.versions.get(promptId)?.delete(id);
    this.diverged.taken(prompt, number, below);
  }

  private removePrompt(id: string): void {
    this.statements.run('DELETE FROM prompts WHERE seq = ?', this.promptSeq(id));
    this.known?.prompts.delete(id);
  }

  private writePrompt(row: PromptState, isNew: boolean, seq: number): void {
    const promptSeq = isNew ? seq : this.promptSeq(row.id)!;
    if (isNew) this.known?.versions.set(row.id, new Map());
    this.known?.prompts.set(row.id, { seq: promptSeq, state: row });
    const values = [
      row.name,
      nameKey(row.name),
      JSON.stringify(row.tags),
      Number(row.archived),
      row.head,
      row.changedAt,
    ];
    if (isNew)
      this.statements.run(
        'INSERT INTO prompts (name, name_key, tags, archived, head, changed_at, id, seq) VALUES (?,?,?,?,?,?,?,?)',
        ...values,
        idBytes(row.id),
        promptSeq,
      );
    else
      this.statements.run(
        'UPDATE prompts SET name = ?, name_key = ?, tags = ?, archived = ?, head = ?, changed_at = ? WHERE seq = ?',
        ...values,
        promptSeq,
      );
  }

  private writeRelease(row: ReleaseState, seq: number): void {
    const number = (id: string | null): number | null => (id === null ? null : this.version(row.promptId, id)!.number);
    const replaced = row.replacedMoveId === null ? null : this.changeSeq(row.replacedMoveId);
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

  private changeSeq(id: string): number {
    return this.statements.get<{ seq: number }>('SELECT seq FROM changes WHERE id = ?', idBytes(id))!.seq;
  }
}
