import { versionRecord, type Change } from '../change.ts';
import { nameKey } from '../names.ts';
import { freeName, nameTaken } from './name-taken.ts';
import { effect, refused, type JudgeContext, type Judges, type Outcome } from './outcome.ts';
import type { PromptState, StateView } from './state.ts';

type Kind =
  | 'workspace.created'
  | 'workspace.configured'
  | 'prompt.created'
  | 'prompt.renamed'
  | 'prompt.archived'
  | 'prompt.unarchived'
  | 'prompt.tagged'
  | 'version.committed';

export const promptJudges: Judges<Kind> = {
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

  // Two devices that make a prompt of one name while apart both keep theirs; see `refuseLocally`.
  'prompt.created': (view, { body, at }) => {
    if (view.prompt(body.promptId)) return refused('prompt-exists', `The prompt “${body.name}” has been made already.`);
    const { promptId: id, tags = [] } = body;
    const name = freeName(view, body.name);
    const row: PromptState = { id, name, tags: sortTags(tags), archived: false, head: 0, changedAt: at };
    return effect({ table: 'prompt', row, isNew: true });
  },

  'prompt.renamed': (view, { body }) =>
    onPrompt(view, body.promptId, (prompt) => {
      const holder = view.promptIdByKey(nameKey(body.name));
      if (holder === prompt.id) return updated({ ...prompt, name: body.name });
      const refusal = nameTaken(view, body.name);
      return refusal ? { refusal } : updated({ ...prompt, name: body.name });
    }),

  'prompt.archived': (view, { body }) =>
    onPrompt(view, body.promptId, (prompt) => updated({ ...prompt, archived: true })),

  'prompt.unarchived': (view, { body }) =>
    onPrompt(view, body.promptId, (prompt) => updated({ ...prompt, archived: false })),

  'prompt.tagged': (view, { body }) =>
    onPrompt(view, body.promptId, (prompt) => updated({ ...prompt, tags: sortTags(body.tags) })),

  'version.committed': (view, change, context) =>
    onPrompt(view, change.body.promptId, (prompt) => committed(view, change, context, prompt)),
};

function committed(
  view: StateView,
  change: Change<'version.committed'>,
  { sha256, by }: JudgeContext,
  prompt: PromptState,
): Outcome {
  const { body } = change;
  const foreign = body.parents.find((parent) => !view.version(prompt.id, parent));
  if (foreign)
    return refused(
      'unknown-parent',
      `A version of “${prompt.name}” builds on ${foreign.slice(0, 8)}, which it does not have.`,
    );
  const id =
    change.content === undefined
      ? change.versionId
      : sha256(versionRecord(body.origin?.author ?? change.author, change.content, body));
  if (id === undefined) return refused('no-content', `A version of “${prompt.name}” came without its content.`);
  const twin = view.version(prompt.id, id);
  if (twin) return refused('version-exists', `This is v${twin.number} of “${prompt.name}” already.`);
  const number = prompt.head + 1;
  const memberId = by?.memberId ?? null;
  return effect(
    {
      table: 'version',
      row: { id, promptId: prompt.id, number, parents: body.parents, changeId: change.id, memberId },
    },
    {
      table: 'prompt',
      row: { ...prompt, head: number, changedAt: body.origin?.committedAt ?? change.at },
      isNew: false,
    },
  );
}

/** What `then` does with a prompt; refused where there is none of that id. */
export function onPrompt(view: StateView, id: string, then: (prompt: PromptState) => Outcome): Outcome {
  const prompt = view.prompt(id);
  return prompt ? then(prompt) : refused('no-prompt', 'This prompt does not exist in this workspace.');
}

function sortTags(tags: string[]): string[] {
  return [...new Set(tags)].toSorted();
}

function updated(row: PromptState): Outcome {
  return effect({ table: 'prompt', row, isNew: false });
}
