import { versionRecord, type Change, type ChangeKind } from '../change.ts';
import { nameKey } from '../names.ts';
import { refuse, type Refusal } from '../reply.ts';
import type { FoldContext } from './fold-context.ts';
import type { FoldEffect, PromptState, StateView } from './state.ts';

/** What a change does at its place in the log: the rows it writes, or why it has no effect. */
export type Outcome = { effects: FoldEffect[] } | { refusal: Refusal };

type Judge<K extends ChangeKind> = (view: StateView, change: Change<K>, context: FoldContext) => Outcome;

/** The fold: the one place where a change meets the state. Pure: the same state and change give the same outcome on
 *  every machine. The service that records a change asks it first, so a person is refused by the same rule. */
export function applyChange(view: StateView, change: Change, context: FoldContext): Outcome {
  const judge = judges[change.kind] as Judge<ChangeKind>;
  return judge(view, change, context);
}

const notYet = (): Outcome => refused('not-yet', 'This Galley cannot do that yet: update it.');

const judges: { [K in ChangeKind]: Judge<K> } = {
  'workspace.created': (view, { body }) =>
    view.workspace()
      ? refused('workspace-exists', 'This workspace has been set up already.')
      : effect({ table: 'workspace', row: { id: body.workspaceId, name: body.name, requireMessage: false } }),

  'workspace.configured': (view, { body }) => {
    const workspace = view.workspace();
    if (!workspace) return refused('no-workspace', 'This workspace has not been set up.');
    return effect({
      table: 'workspace',
      row: {
        ...workspace,
        name: body.name ?? workspace.name,
        requireMessage: body.requireMessage ?? workspace.requireMessage,
      },
    });
  },

  'prompt.created': (view, { body, at }) => {
    if (view.prompt(body.promptId)) return refused('prompt-exists', `The prompt “${body.name}” has been made already.`);
    if (view.promptIdByKey(nameKey(body.name))) return nameTaken(view, body.name);
    const { promptId: id, name } = body;
    const row: PromptState = { id, name, tags: sortTags(body.tags ?? []), archived: false, head: 0, changedAt: at };
    return effect({ table: 'prompt', row, isNew: true });
  },

  'prompt.renamed': (view, { body }) =>
    onPrompt(view, body.promptId, (prompt) => {
      const holder = view.promptIdByKey(nameKey(body.name));
      return holder && holder !== prompt.id ? nameTaken(view, body.name) : updated({ ...prompt, name: body.name });
    }),

  'prompt.archived': (view, { body }) =>
    onPrompt(view, body.promptId, (prompt) => updated({ ...prompt, archived: true })),

  'prompt.unarchived': (view, { body }) =>
    onPrompt(view, body.promptId, (prompt) => updated({ ...prompt, archived: false })),

  'prompt.tagged': (view, { body }) =>
    onPrompt(view, body.promptId, (prompt) => updated({ ...prompt, tags: sortTags(body.tags) })),

  'version.committed': (view, change, { sha256 }) =>
    onPrompt(view, change.body.promptId, (prompt) => {
      const { body } = change;
      if (change.content === undefined)
        return refused('no-content', `A version of “${prompt.name}” came without its content.`);
      const foreign = body.parents.find((parent) => !view.version(prompt.id, parent));
      if (foreign)
        return refused(
          'unknown-parent',
          `A version of “${prompt.name}” builds on ${foreign.slice(0, 8)}, which it does not have.`,
        );
      const id = sha256(versionRecord(body.origin?.author ?? change.author, change.content, body));
      const twin = view.version(prompt.id, id);
      if (twin) return refused('version-exists', `This is v${twin.number} of “${prompt.name}” already.`);
      const number = prompt.head + 1;
      return {
        effects: [
          {
            table: 'version',
            row: { id, promptId: prompt.id, number, parents: body.parents, changeId: change.id, memberId: null },
          },
          {
            table: 'prompt',
            row: { ...prompt, head: number, changedAt: body.origin?.committedAt ?? change.at },
            isNew: false,
          },
        ],
      };
    }),

  'label.moved': (view, change) => {
    const effects: FoldEffect[] = [];
    const seen = new Set<string>();
    for (const move of change.body.moves) {
      const prompt = view.prompt(move.promptId);
      if (!prompt) return refused('no-prompt', 'A label was moved on a prompt that does not exist.');
      const place = `${move.promptId} ${move.label}`;
      if (seen.has(place))
        return refused('moved-twice', `“${move.label}” on “${prompt.name}” is moved twice in one release.`);
      seen.add(place);
      const current = view.label(move.promptId, move.label);
      if ((current?.moveId ?? null) !== move.expectedMoveId)
        return refused('stale-move', `“${move.label}” on “${prompt.name}” was moved by someone else in the meantime.`, {
          promptId: move.promptId,
          label: move.label,
          currentMoveId: current?.moveId ?? null,
          currentVersionId: current?.versionId ?? null,
        });
      if ((current?.versionId ?? null) === move.versionId)
        return refused('no-move', `“${move.label}” on “${prompt.name}” is there already.`);
      if (move.versionId !== null && !view.version(prompt.id, move.versionId))
        return refused('no-version', `“${prompt.name}” has no version ${move.versionId.slice(0, 8)}.`);
      const { promptId, label, versionId } = move;
      effects.push(
        versionId === null
          ? { table: 'label.removed', promptId, label }
          : { table: 'label', row: { promptId, label, versionId, moveId: change.id } },
        {
          table: 'release',
          row: {
            moveId: change.id,
            promptId,
            label,
            from: current?.versionId ?? null,
            to: versionId,
            replacedMoveId: current?.moveId ?? null,
          },
        },
      );
    }
    return { effects };
  },

  'member.added': notYet,
  'member.renamed': notYet,
  'member.role': notYet,
  'member.removed': notYet,
  'device.added': notYet,
  'device.rotated': notYet,
  'device.removed': notYet,
  'recovery.set': notYet,
  'policy.set': notYet,
  'review.requested': notYet,
  'review.commented': notYet,
  'review.decided': notYet,
  'review.withdrawn': notYet,
  'evidence.recorded': notYet,
  'body.redacted': notYet,
};

function onPrompt(view: StateView, id: string, then: (prompt: PromptState) => Outcome): Outcome {
  const prompt = view.prompt(id);
  return prompt ? then(prompt) : refused('no-prompt', 'This prompt does not exist in this workspace.');
}

function nameTaken(view: StateView, name: string): Outcome {
  const holder = view.prompt(view.promptIdByKey(nameKey(name)) ?? '');
  return refused(
    'name-taken',
    holder?.archived
      ? `An archived prompt is called “${holder.name}”. Restore it, or choose another name.`
      : `There is a prompt called “${holder?.name ?? name}” already. Choose another name.`,
  );
}

function sortTags(tags: string[]): string[] {
  return [...new Set(tags)].toSorted();
}

function updated(row: PromptState): Outcome {
  return effect({ table: 'prompt', row, isNew: false });
}

function effect(one: FoldEffect): Outcome {
  return { effects: [one] };
}

function refused(code: string, message: string, details?: Record<string, unknown>): Outcome {
  return { refusal: refuse(code, message, details).error };
}
