import type { Content } from '../../shared/content.ts';
import type { TextEdit } from '../../shared/contract/text-calls.ts';
import { Refused } from '../../shared/reply.ts';
import { saveDraft } from '../registry/edit-draft.ts';
import { promptDetail } from '../registry/prompt-queries.ts';
import type { Registry } from '../registry/registry.ts';

export type PromptEdits = { promptId: string; headId: string | null; draftRevision: number; edits: TextEdit[] };
export type Edited = {
  edited: { promptId: string; draftRevision: number; edits: TextEdit[] }[];
  refused: { promptId: string; code: string; text: string }[];
};

/** Changes places in drafts, and begins a draft where there is none; never a version. A prompt whose text is not the one
 *  that was looked at is left as it is and told (`stale-draft`, `head-moved`); the others are changed all the same. */
export function editTexts(registry: Registry, prompts: readonly PromptEdits[]): Edited {
  const done: Edited = { edited: [], refused: [] };
  for (const prompt of prompts) {
    try {
      done.edited.push(editPrompt(registry, prompt));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code, message } = error.refusal;
      done.refused.push({ promptId: prompt.promptId, code, text: message });
    }
  }
  return done;
}

function editPrompt(
  registry: Registry,
  { promptId, headId, draftRevision, edits }: PromptEdits,
): Edited['edited'][number] {
  return registry.transaction(() => {
    const { draft, headVersion, name, archived } = promptDetail(registry, promptId);
    if (archived) throw new Refused('archived', `“${name}” is archived.`);
    if ((draft?.revision ?? 0) !== draftRevision)
      throw new Refused('stale-draft', `The draft of “${name}” was written in since; look for it again.`);
    if (!draft && (headVersion?.id ?? null) !== headId)
      throw new Refused('head-moved', `“${name}” has a newer version since; look for it again.`);
    const content = draft?.content ?? headVersion?.content;
    if (!content) throw new Refused('stale-draft', `“${name}” has no text any more.`);
    const { messages, back } = applyEdits(content, edits, name);
    const { revision } = saveDraft(registry, {
      promptId,
      content: { ...content, messages },
      baseVersionId: draft ? draft.baseVersionId : headId,
      expectedRevision: draftRevision,
    });
    return { promptId, draftRevision: revision, edits: back };
  });
}

/** `back` are the edits that take these back, in the places of the changed text. */
function applyEdits(
  content: Content,
  edits: readonly TextEdit[],
  name: string,
): { messages: Content['messages']; back: TextEdit[] } {
  const back: TextEdit[] = [];
  const byMessage = Map.groupBy(edits, (edit) => edit.message);
  const messages = content.messages.map((message, index) => {
    const own = (byMessage.get(index) ?? []).toSorted((a, b) => a.from - b.from);
    let text = '';
    let at = 0;
    for (const { from, to, expect, insert } of own) {
      if (from < at || message.text.slice(from, to) !== expect)
        throw new Refused('stale-draft', `The text of “${name}” is another by now; look for it again.`);
      text += message.text.slice(at, from);
      back.push({ message: index, from: text.length, to: text.length + insert.length, expect: insert, insert: expect });
      text += insert;
      at = to;
    }
    return own.length === 0 ? message : { ...message, text: text + message.text.slice(at) };
  });
  const isMissing = edits.some(({ message }) => message >= content.messages.length);
  if (isMissing) throw new Refused('stale-draft', `The text of “${name}” is another by now; look for it again.`);
  return { messages, back };
}
