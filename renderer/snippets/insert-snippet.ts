import type { PromptRow } from '../../shared/contract.ts';
import { focusMessage } from '../prompt/message-actions.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { writeReference } from '../../shared/snippet/write-reference.ts';
import { requiredArguments } from './resolved-snippets.ts';
import { noteInserted } from './snippets-in-use.ts';

/** Puts a reference to a snippet in place of the selection in the message that was written in last, as one step of undo. */
export async function insertSnippet(prompt: OpenPrompt, { name }: PromptRow, version: string): Promise<void> {
  const target = `${name}@${version}`;
  const given = await requiredArguments(target);
  const reference = writeReference(prompt.store.getState().rest.format, target, given);
  const key = textMessage(prompt);
  if (reference === null || key === null) return;
  noteInserted(name);
  const { from, to } = prompt.documents.stateOf(key).selection.main;
  prompt.documents.write(key, from, to, reference);
  focusMessage(prompt, key);
}

/** The message a reference can go into: the one that was written in last, or the first that holds text. */
function textMessage(prompt: OpenPrompt): string | null {
  const { items, focused } = prompt.messages;
  const last = items.find(({ key }) => key === focused);
  return (last?.role === 'placeholder' ? items.find(({ role }) => role !== 'placeholder') : last)?.key ?? null;
}
