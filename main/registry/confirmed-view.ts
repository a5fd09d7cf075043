import type { LabelRow, PromptState, StateView, VersionState, WorkspaceState } from '../../shared/fold/state.ts';
import type { TeamKind, TeamRows } from '../../shared/team/team-rows.ts';
import type { ChangeLog } from './change-log.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { SqliteState } from './sqlite-state.ts';

/** The state without the prompts and versions that are pending, for judging what moves labels among the others. Names and
 *  small rows are as they stand: only for changes that do not look at them, or where nothing of theirs is pending. */
export class ConfirmedView implements StateView {
  private readonly state: SqliteState;
  private readonly log: ChangeLog;

  constructor(state: SqliteState, log: ChangeLog) {
    this.state = state;
    this.log = log;
  }

  workspace(): WorkspaceState | undefined {
    return this.state.workspace();
  }
  prompt(id: string): PromptState | undefined {
    return isConfirmed(this.state.promptSeq(id)) ? this.state.prompt(id) : undefined;
  }
  promptIdByKey(key: string): string | undefined {
    const id = this.state.promptIdByKey(key);
    return id !== undefined && isConfirmed(this.state.promptSeq(id)) ? id : undefined;
  }
  version(promptId: string, id: string): VersionState | undefined {
    return isConfirmed(this.state.versionSeq(promptId, id)) ? this.state.version(promptId, id) : undefined;
  }
  versionOfChange(changeId: string): VersionState | undefined {
    return isConfirmed(this.log.seqOf(changeId)) ? this.state.versionOfChange(changeId) : undefined;
  }
  label(promptId: string, label: string): LabelRow | undefined {
    return this.state.label(promptId, label);
  }
  team<K extends TeamKind>(kind: K, key: string): TeamRows[K] | undefined {
    return this.state.team(kind, key);
  }
  teamRows<K extends TeamKind>(kind: K, group?: string): Iterable<TeamRows[K]> {
    return this.state.teamRows(kind, group);
  }
}

function isConfirmed(seq: number | null): boolean {
  return seq !== null && seq < PENDING_FROM;
}
