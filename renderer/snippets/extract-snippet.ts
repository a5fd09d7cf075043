import { type Content, emptyContent, type Role, type Variable } from '../../shared/content.ts';
import { refuse, type Reply } from '../../shared/reply.ts';
import { call } from '../state/client.ts';
import { refreshPrompts } from '../state/prompts.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { writeReference } from '../../shared/snippet/write-reference.ts';
import { noteInserted } from './snippets-in-use.ts';

/** A stretch of one message, in positions of its editor. */
export type Stretch = { messageKey: string; from: number; to: number };

/** What a stretch of text would be as a snippet: its text, and what it has to be given. */
export type Extract = { text: string; role: Role; variables: Variable[]; given: string[] };

/** Reads the stretch as a template of its own; refuses, with a sentence, one that is not whole. */
export async function readExtract(prompt: OpenPrompt, { messageKey, from, to }: Stretch): Promise<Reply<Extract>> {
  const { format, variables: declared } = prompt.store.getState().rest;
  const state = prompt.documents.stateOf(messageKey);
  const text = state.sliceDoc(from, to);
  const role = prompt.messages.items.find(({ key }) => key === messageKey)?.role ?? 'user';
  const checked = await call('template.check', { format, messages: [{ role, text }] });
  if (!checked.ok) return checked;
  const wrong = checked.value.problems.find(({ severity, code }) => severity === 'error' && !code.includes('snippet'));
  if (wrong)
    return refuse('not-whole', `The selection cannot stand by itself: ${wrong.text} Select whole tags and blocks.`);
  const given = [...new Set(checked.value.variables.map(({ name }) => name.split('.', 1)[0]!))];
  const variables = declared.filter(({ name }) => given.includes(name.split('.', 1)[0]!));
  return { ok: true, value: { text, role, variables, given } };
}

/** Makes the prompt `name` of the extract, commits it, releases it as production, and puts a reference in its place. Where
 *  a later step is refused, what was made stays, and the text is left as it was. */
export async function extractSnippet(
  prompt: OpenPrompt,
  { messageKey, from, to }: Stretch,
  { text, role, variables, given }: Extract,
  name: string,
): Promise<Reply<{ promptId: string }>> {
  const { format } = prompt.store.getState().rest;
  if (writeReference(format, name, given) === null)
    return refuse('no-snippets', 'Prompts of this format cannot include snippets.');
  const of = prompt.store.getState().detail?.name ?? 'a prompt';
  const content: Content = { ...emptyContent(), format, messages: [{ role, text }], variables };
  const made = await call('prompt.create', { name, content });
  if (!made.ok) return made;
  const { promptId } = made.value;
  const reason = `Made from a part of ${of}.`;
  const committed = await call('version.commit', { promptId, message: reason, expectedHead: null });
  if (!committed.ok) return committed;
  const { versionId } = committed.value;
  const moved = await call('label.move', { promptId, label: 'production', versionId, expectedMoveId: null, reason });
  // Where production waits for the team's log, or is for others to set, it is on nothing yet.
  const label = moved.ok && !moved.value.queued ? 'production' : 'latest';
  const reference = writeReference(format, `${name}@${label}`, given)!;
  await refreshPrompts([promptId]);
  noteInserted(name);
  prompt.documents.write(messageKey, from, to, reference);
  return made;
}
