import type { Effect, FoldEffect, StateView } from './state.ts';

/** What takes `effects` back: written after them, it leaves the state as `view` shows it, which is the one before. Only
 *  the newest change is taken back, then the one before it. */
export function inverse(view: StateView, effects: FoldEffect[]): Effect[] {
  return effects.toReversed().map((effect) => inverseOf(view, effect));
}

function inverseOf(view: StateView, effect: FoldEffect): Effect {
  switch (effect.table) {
    case 'workspace': {
      const row = view.workspace();
      return row ? { table: 'workspace', row } : { table: 'workspace.removed' };
    }
    case 'prompt': {
      const row = view.prompt(effect.row.id);
      return row ? { table: 'prompt', row, isNew: false } : { table: 'prompt.removed', promptId: effect.row.id };
    }
    case 'version':
      return { table: 'version.removed', promptId: effect.row.promptId, versionId: effect.row.id };
    case 'label':
      return labelBefore(view, effect.row.promptId, effect.row.label);
    case 'label.removed':
      return labelBefore(view, effect.promptId, effect.label);
    case 'release': {
      const { promptId, label, moveId } = effect.row;
      return { table: 'release.removed', promptId, label, moveId };
    }
    case 'team':
      return { ...effect, row: view.team(effect.kind, effect.key) ?? null } as Effect;
  }
}

function labelBefore(view: StateView, promptId: string, label: string): Effect {
  const row = view.label(promptId, label);
  return row ? { table: 'label', row } : { table: 'label.removed', promptId, label };
}
