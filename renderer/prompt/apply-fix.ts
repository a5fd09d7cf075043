import type { Fix } from '../../shared/contract.ts';
import { call } from '../state/client.ts';
import { refreshPrompts } from '../state/prompts.ts';
import { openPrompt as openTab } from '../state/tabs.ts';
import { showToast } from '../ui/toast.tsx';
import type { OpenPrompt } from './open-prompt.ts';

/** Does what a quick fix says: its edits, one step of undo in each message; variables declared or taken out; a snippet
 *  made, and opened. */
export async function applyFix(prompt: OpenPrompt, asked: Fix): Promise<void> {
  const fix = prompt.isAtRest ? asked : await sameFixNow(prompt, asked);
  if (!fix) {
    showToast({ text: 'The text has changed meanwhile: there is nothing left to mend like this.' });
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

/** A fix's places are those of the text that was checked. Where it was asked for right after a change, the text is checked
 *  once more, and the same fix nearest to that place is meant. */
async function sameFixNow(prompt: OpenPrompt, { title, edits }: Fix): Promise<Fix | null> {
  await atRest(prompt);
  const place = edits[0];
  const distance = ({ edits: [first] }: Fix): number =>
    place && first ? Math.abs(first.message - place.message) * 1e9 + Math.abs(first.from - place.from) : 0;
  const same = prompt.store
    .getState()
    .check.problems.flatMap((problem): Fix[] => problem.fixes ?? [])
    .filter((fix) => fix.title === title);
  return same.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

function atRest(prompt: OpenPrompt): Promise<void> {
  return new Promise((resolve) => {
    const stop = prompt.store.subscribe(() => {
      if (!prompt.isAtRest) return;
      stop();
      resolve();
    });
  });
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
