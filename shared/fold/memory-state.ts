import type { Id, VersionId } from '../ids.ts';
import { nameKey } from '../names.ts';
import { stateLines } from './state-lines.ts';
import type { Effect, LabelRow, PromptState, ReleaseState, StateView, VersionState, WorkspaceState } from './state.ts';

/** The state in memory: what `verify` folds the log into, and what tests judge the fold by. */
export class MemoryState implements StateView {
  private workspaceRow: WorkspaceState | undefined;
  private readonly prompts = new Map<Id, PromptState>();
  private readonly promptIds = new Map<string, Id>();
  private readonly versions = new Map<VersionId, VersionState>();
  private readonly labels = new Map<string, LabelRow>();
  private readonly releases: ReleaseState[] = [];

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
  label(promptId: Id, label: string): LabelRow | undefined {
    return this.labels.get(`${promptId} ${label}`);
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
      releases: this.releases,
    });
  }

  private writeOne(effect: Effect): void {
    switch (effect.table) {
      case 'workspace':
        this.workspaceRow = effect.row;
        return;
      case 'prompt': {
        const old = this.prompts.get(effect.row.id);
        if (old) this.promptIds.delete(nameKey(old.name));
        this.prompts.set(effect.row.id, effect.row);
        this.promptIds.set(nameKey(effect.row.name), effect.row.id);
        return;
      }
      case 'version':
        this.versions.set(effect.row.id, effect.row);
        return;
      case 'label':
        this.labels.set(`${effect.row.promptId} ${effect.row.label}`, effect.row);
        return;
      case 'label.removed':
        this.labels.delete(`${effect.promptId} ${effect.label}`);
        return;
      case 'release':
        this.releases.push(effect.row);
    }
  }
}
