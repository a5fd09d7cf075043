import type { Change, ChangeBody, ChangeKind } from '../../../shared/change.ts';
import { foldContext } from '../../../main/registry/fold-context.ts';
import { applyChange } from '../../../shared/fold/apply-change.ts';
import type { Actor } from '../../../shared/fold/fold-context.ts';
import { MemoryState } from '../../../shared/fold/memory-state.ts';
import type { Outcome } from '../../../shared/fold/outcome.ts';
import { refuseLocally } from '../../../shared/fold/refuse-locally.ts';
import type { PromptState, ReleaseState, VersionState } from '../../../shared/fold/state.ts';
import { newId } from '../../../shared/ids.ts';
import type { Refusal } from '../../../shared/reply.ts';

/** A log and the state it folds to, in memory. */
export class FoldUnderTest {
  readonly state = new MemoryState();
  readonly versions: VersionState[] = [];
  readonly releases: ReleaseState[] = [];

  /** Folds one change in, where it has an effect; `actor` signed it. */
  do<K extends ChangeKind>(kind: K, body: ChangeBody<K>, content?: string, actor: Actor | null = null): Outcome {
    const change = {
      id: newId(),
      kind,
      author: 'ana',
      at: 1_700_000_000_000,
      body,
      ...(content === undefined ? {} : { content }),
    };
    const outcome = applyChange(this.state, change as unknown as Change, foldContext(actor));
    if ('effects' in outcome) {
      this.state.write(outcome.effects);
      for (const effect of outcome.effects) {
        if (effect.table === 'version') this.versions.push(effect.row);
        if (effect.table === 'release') this.releases.push(effect.row);
      }
    }
    return outcome;
  }

  /** Why a person would be refused to make a prompt of this name. */
  refusedUpFront(name: string): Refusal | null {
    const body = { promptId: newId(), name };
    return refuseLocally(this.state, { id: newId(), kind: 'prompt.created', author: 'ana', at: 0, body });
  }

  prompts(): PromptState[] {
    return rowsOf<PromptState>(this.lines(), 'prompt');
  }

  prompt(name: string): string {
    const promptId = newId();
    this.do('prompt.created', { promptId, name });
    return promptId;
  }

  /** Commits `text` on top of the newest version and gives the version's id. */
  commit(promptId: string, text: string): string {
    const parent = this.versions.findLast((version) => version.promptId === promptId);
    this.do('version.committed', { promptId, parents: parent ? [parent.id] : [], message: '' }, contentOf(text));
    return this.versions.at(-1)!.id;
  }

  move(promptId: string, label: string, versionId: string | null, expectedMoveId: string | null): Outcome {
    return this.do('label.moved', { moves: [{ promptId, label, versionId, expectedMoveId }], reason: 'because' });
  }

  moveIdOf(promptId: string, label: string): string | null {
    return this.state.label(promptId, label)?.moveId ?? null;
  }

  lines(): string[] {
    return [...this.state.lines()];
  }
}

export function contentOf(text: string): string {
  return `{"format":"text","messages":[{"role":"user","text":${JSON.stringify(text)}}]}`;
}

/** The rows of one table among state lines. */
export function rowsOf<T>(lines: string[], table: string): T[] {
  return lines
    .map((line) => JSON.parse(line) as [string, T])
    .filter(([name]) => name === table)
    .map(([, row]) => row);
}

export function refusalIn(outcome: Outcome): Refusal | null {
  return 'refusal' in outcome ? outcome.refusal : null;
}
