import type { Json } from '../../shared/canonical-json.ts';
import { ROLES, type Message, type Role, type TemplateFormat } from '../../shared/content.ts';
import type { Report } from './reading.ts';
import { guessFormat } from './template-guess.ts';

const ALSO_CALLED: Record<string, Role> = { model: 'assistant', ai: 'assistant', human: 'user', function: 'tool' };

/** The messages of a Langfuse prompt: its text as one user message, or its chat. */
export function readMessages(prompt: string | Record<string, Json>[], report: Report): Message[] {
  const messages: Message[] =
    typeof prompt === 'string' ? [{ role: 'user', text: prompt }] : prompt.map((item) => readMessage(item, report));
  if (messages.some(({ text }) => text.includes('@@@langfusePrompt:')))
    report.loss('A reference to another Langfuse prompt (@@@langfusePrompt…@@@) is kept as text and is not filled in.');
  return messages;
}

/** The messages as a Langfuse chat. */
export function writeMessages(messages: readonly Message[]): Json[] {
  return messages.map(({ role, text }): Json =>
    role === 'placeholder' ? { type: 'placeholder', name: text } : { role, content: text },
  );
}

/** Langfuse fills in `{{name}}` and takes everything else as text. Where that is all there is, Liquid means the same;
 *  else mustache comes nearer, for which `{%` is text. */
export function langfuseFormat(messages: readonly Message[]): { format: TemplateFormat; why: string | null } {
  const texts = messages.filter(({ role }) => role !== 'placeholder').map(({ text }) => text);
  const isSimple = texts.every(
    (text) => !text.includes('{%') && !text.replaceAll(/\{\{\s*[A-Za-z_]\w*\s*\}\}/g, '').includes('{{'),
  );
  if (isSimple && guessFormat(texts).format === 'liquid') return { format: 'liquid', why: null };
  return { format: 'mustache', why: 'This prompt holds more than plain {{name}} and is kept as mustache.' };
}

function readMessage(item: Record<string, Json>, report: Report): Message {
  if (item.type === 'placeholder' && typeof item.name === 'string') return { role: 'placeholder', text: item.name };
  const { role: called, content, type: _, ...left } = item;
  if (Object.keys(left).length > 0) report.loss(`Of a message, ${Object.keys(left).join(', ')} was left behind.`);
  const name = typeof called === 'string' ? called.toLowerCase() : '';
  const role = ROLES.find((role) => role === name && role !== 'placeholder') ?? ALSO_CALLED[name];
  if (!role)
    report.loss(`A message with the role “${typeof called === 'string' ? called : ''}” became one of the user.`);
  if (typeof content !== 'string') report.loss('The content of a message was not a text and is kept as JSON.');
  return { role: role ?? 'user', text: typeof content === 'string' ? content : JSON.stringify(content ?? null) };
}
