import type { promptCalls } from '../../shared/contract/prompt-calls.ts';
import { discardDraft, saveDraft } from '../registry/edit-draft.ts';
import { archivePrompts, createPrompt, duplicatePrompt, tagPrompts } from '../registry/edit-prompts.ts';
import { promptDetail, promptRows, promptRowsOf } from '../registry/prompt-queries.ts';
import { searchPrompts } from '../registry/search.ts';
import { moveAndFollow, renameAndFollow, renameFolderAndFollow } from '../snippets/follow-renames.ts';
import { done } from './done.ts';
import type { HandlersOf } from './services.ts';

export const promptHandlers: HandlersOf<typeof promptCalls> = {
  'prompt.list': ({ registry }) => ({ prompts: promptRows(registry) }),
  'prompt.rows': ({ registry }, { promptIds }) => ({ prompts: promptRowsOf(registry, promptIds) }),
  'prompt.get': ({ registry }, { promptId }) => promptDetail(registry, promptId),
  'prompt.create': ({ registry }, { name, content }) => createPrompt(registry, name, content),
  'prompt.duplicate': ({ registry }, { promptId, name }) => duplicatePrompt(registry, promptId, name),
  'prompt.rename': ({ snippets }, { promptId, name }) => renameAndFollow(snippets, promptId, name).then(() => ({})),
  'prompt.move': ({ snippets }, { promptIds, folder }) => moveAndFollow(snippets, promptIds, folder).then(() => ({})),
  'folder.rename': ({ snippets }, { from, to }) => renameFolderAndFollow(snippets, from, to),
  'prompt.archive': ({ registry }, { promptIds }) => done(() => archivePrompts(registry, promptIds, true)),
  'prompt.unarchive': ({ registry }, { promptIds }) => done(() => archivePrompts(registry, promptIds, false)),
  'prompt.tag': ({ registry }, { promptIds, add, remove }) => done(() => tagPrompts(registry, promptIds, add, remove)),
  'prompt.search': ({ registry }, input) => searchPrompts(registry, input),
  'draft.save': ({ registry }, input) => saveDraft(registry, input),
  'draft.discard': ({ registry }, { promptId }) => done(() => discardDraft(registry, promptId)),
};
