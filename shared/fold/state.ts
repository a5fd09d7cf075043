import type { Id, VersionId } from '../ids.ts';
import type { TeamKind, TeamRows } from '../team/team-rows.ts';

/** The state that the log folds to. Rows hold only what the fold decides; what a change says itself is read from the
 *  change. */
export type WorkspaceState = { id: Id; name: string; requireMessage: boolean };

export type PromptState = {
  id: Id;
  name: string;
  tags: string[];
  archived: boolean;
  /** Number of the newest version; 0 before the first. */
  head: number;
  /** When the newest version was written, or the prompt made; for display and order only. */
  changedAt: number;
};

export type VersionState = {
  id: VersionId;
  promptId: Id;
  number: number;
  parents: VersionId[];
  changeId: Id;
  /** Who committed it; null where that was before there were members. */
  memberId: Id | null;
};

export type LabelRow = { promptId: Id; label: string; versionId: VersionId; moveId: Id };

export type ReleaseState = {
  moveId: Id;
  promptId: Id;
  label: string;
  from: VersionId | null;
  to: VersionId | null;
  /** The move it replaced: what a rollback goes back through. */
  replacedMoveId: Id | null;
};

/** What a change is judged against. */
export interface StateView {
  workspace(): WorkspaceState | undefined;
  prompt(id: Id): PromptState | undefined;
  promptIdByKey(nameKey: string): Id | undefined;
  /** The version `id` of that prompt; undefined where it is another prompt's. */
  version(promptId: Id, id: VersionId): VersionState | undefined;
  /** The version that the change `changeId` made. */
  versionOfChange(changeId: Id): VersionState | undefined;
  label(promptId: Id, label: string): LabelRow | undefined;
  team<K extends TeamKind>(kind: K, key: string): TeamRows[K] | undefined;
  /** Every row of a kind, or those whose key begins with the word `group`; in no order that may be relied on. */
  teamRows<K extends TeamKind>(kind: K, group?: string): Iterable<TeamRows[K]>;
}

export type TeamEffect = {
  [K in TeamKind]: { table: 'team'; kind: K; key: string; /** null removes it */ row: TeamRows[K] | null };
}[TeamKind];

/** One row that a change writes. */
export type FoldEffect =
  | { table: 'workspace'; row: WorkspaceState }
  | { table: 'prompt'; row: PromptState; isNew: boolean }
  | { table: 'version'; row: VersionState }
  | { table: 'label'; row: LabelRow }
  | { table: 'label.removed'; promptId: Id; label: string }
  | { table: 'release'; row: ReleaseState }
  | TeamEffect;

/** What only taking a change back does, newest first; see `inverse.ts`. */
export type UndoEffect =
  | { table: 'workspace.removed' }
  | { table: 'prompt.removed'; promptId: Id }
  | { table: 'version.removed'; promptId: Id; versionId: VersionId }
  | { table: 'release.removed'; promptId: Id; label: string; moveId: Id };

export type Effect = FoldEffect | UndoEffect;
