import type { Id, VersionId } from '../ids.ts';

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

export type VersionState = { id: VersionId; promptId: Id; number: number; parents: VersionId[]; changeId: Id };

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
  label(promptId: Id, label: string): LabelRow | undefined;
}

/** One row that a change writes. */
export type Effect =
  | { table: 'workspace'; row: WorkspaceState }
  | { table: 'prompt'; row: PromptState; isNew: boolean }
  | { table: 'version'; row: VersionState }
  | { table: 'label'; row: LabelRow }
  | { table: 'label.removed'; promptId: Id; label: string }
  | { table: 'release'; row: ReleaseState };
