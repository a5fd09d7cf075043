import type { Id, VersionId } from '../ids.ts';
import { nameKey } from '../names.ts';
import type { TeamKind, TeamRows } from '../team/team-rows.ts';
import { stateLines } from './state-lines.ts';
import type { Effect, LabelRow, PromptState, ReleaseState, StateView, VersionState, WorkspaceState } from './state.ts';
import { TeamMap } from './team-map.ts';

/** The state in memory: what `verify` folds the log into, and what tests judge the fold by. */
export class MemoryState implements StateView {
  private workspaceRow: WorkspaceState | undefined;
  private readonly prompts = new Map<Id, PromptState>();
  private readonly promptIds = new Map<string, Id>();
  private readonly versions = new Map<VersionId, VersionState>();
  private readonly versionIds = new Map<Id, VersionId>(); // by the change that made them
  private readonly labels = new Map<string, LabelRow>();
  private readonly releases = new Map<string, ReleaseState>();
  private readonly teamMap = new TeamMap();

  workspace(): WorkspaceState | undefined {
    return this.workspaceRow;
  }
  prompt(id: Id): PromptState | undefined {
    return this.prompts.get(id);
  }
  promptIdByKey(key: string): Id | undefined {
    return this.promptIds.get(key);
  }
  version(promptId: Id, id: VersionId): VersionState | undefined {
    const version = this.versions.get(id);
    return version?.promptId === promptId ? version : undefined;
  }
  versionOfChange(changeId: Id): VersionState | undefined {
    const id = this.versionIds.get(changeId);
    return id === undefined ? undefined : this.versions.get(id);
  }
  label(promptId: Id, label: string): LabelRow | undefined {
    return this.labels.get(`${promptId} ${label}`);
  }
  team<K extends TeamKind>(kind: K, key: string): TeamRows[K] | undefined {
    return this.teamMap.get(kind, key);
  }
  teamRows<K extends TeamKind>(kind: K, group?: string): Iterable<TeamRows[K]> {
    return this.teamMap.rows(kind, group);
  }

  write(effects: Effect[]): void {
    for (const effect of effects) this.writeOne(effect);
  }

  /** The whole state, one line a row, in the order every machine gives. */
  lines(): Iterable<string> {
    return stateLines({
      workspace: this.workspaceRow,
      prompts: this.prompts.values(),
      versions: this.versions.values(),
      labels: this.labels.values(),
      releases: this.releases.values(),
      team: this.teamMap.all(),
    });
  }

  private writeOne(effect: Effect): void {
    switch (effect.table) {
      case 'workspace':
        this.workspaceRow = effect.row;
        return;
      case 'workspace.removed':
        this.workspaceRow = undefined;
        return;
      case 'prompt':
        this.forgetName(effect.row.id);
        this.prompts.set(effect.row.id, effect.row);
        this.promptIds.set(nameKey(effect.row.name), effect.row.id);
        return;
      case 'prompt.removed':
        this.forgetName(effect.promptId);
        this.prompts.delete(effect.promptId);
        return;
      case 'version':
        this.versions.set(effect.row.id, effect.row);
        this.versionIds.set(effect.row.changeId, effect.row.id);
        return;
      case 'version.removed':
        this.versionIds.delete(this.versions.get(effect.versionId)!.changeId);
        this.versions.delete(effect.versionId);
        return;
      case 'label':
        this.labels.set(`${effect.row.promptId} ${effect.row.label}`, effect.row);
        return;
      case 'label.removed':
        this.labels.delete(`${effect.promptId} ${effect.label}`);
        return;
      case 'release':
        this.releases.set(releaseKey(effect.row), effect.row);
        return;
      case 'release.removed':
        this.releases.delete(releaseKey(effect));
        return;
      case 'team':
        this.teamMap.write(effect);
    }
  }

  private forgetName(id: Id): void {
    const old = this.prompts.get(id);
    if (old) this.promptIds.delete(nameKey(old.name));
  }
}

function releaseKey({ promptId, label, moveId }: { promptId: Id; label: string; moveId: Id }): string {
  return `${promptId} ${label} ${moveId}`;
}
