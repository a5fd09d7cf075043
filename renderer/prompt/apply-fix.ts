import type { Fix } from '../../shared/contract.ts';
import { call } from '../state/client.ts';
import { refreshPrompts } from '../state/prompts.ts';
import { openPrompt as openTab } from '../state/tabs.ts';
import { showToast } from '../ui/toast.tsx';
import type { OpenPrompt } from './open-prompt.ts';

/** Does what a quick fix says: its edits, one step of undo in each message; variables declared or taken out; a snippet
 *  made, and opened. Its places are those of the text that was checked, so it does nothing to a text that changed since. */
export async function applyFix(prompt: OpenPrompt, fix: Fix): Promise<void> {
  if (!prompt.isAtRest) {
    showToast({ text: 'The text has just changed. Look again in a moment.' });
    return;
  }
  const { items, rest } = prompt.store.getState();
  const before = rest.variables;
  const byMessage = Map.groupBy(fix.edits, (edit) => edit.message);
  for (const [message, edits] of byMessage) {
    const item = items[message];
    if (item) prompt.documents.change(item.key, edits);
  }
  const gone = new Set(fix.undeclare ?? []);
  const added = (fix.declare ?? []).filter(({ name }) => !before.some((variable) => variable.name === name));
  const variables = [...before.filter(({ name }) => !gone.has(name)), ...added];
  if (added.length > 0 || variables.length !== before.length) {
    prompt.changeRest({ variables });
    if (fix.edits.length === 0)
      showToast({ text: done(fix), action: { label: 'Undo', run: () => prompt.changeRest({ variables: before }) } });
  }
  if (fix.create !== undefined) await create(fix.create);
}

function done({ declare = [], undeclare = [] }: Fix): string {
  const parts = [
    declare.length > 0 && `Declared ${declare.map(({ name }) => name).join(', ')}.`,
    undeclare.length > 0 && `Took out ${undeclare.join(', ')}.`,
  ];
  return parts.filter(Boolean).join(' ');
}

async function create(name: string): Promise<void> {
  const reply = await call('prompt.create', { name });
  if (!reply.ok) {
    showToast({ text: reply.error.message, tone: 'error' });
    return;
  }
  await refreshPrompts([reply.value.promptId]);
  openTab(reply.value.promptId);
  showToast({ text: `“${name}” is made. It can be included once it has a version.` });
}
