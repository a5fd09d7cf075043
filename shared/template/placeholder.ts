import type { Json } from '../canonical-json.ts';
import { Message } from '../content.ts';
import type { TemplateProblem, Values } from './template-language.ts';
import { valueAt } from './values.ts';

/** The messages that are the value of a placeholder's name, which is its text; none where it has no value. */
export function expandPlaceholder(text: string, values: Values, report: (problem: TemplateProblem) => void): Message[] {
  const name = text.trim();
  if (name === '') {
    report(namelessPlaceholder(text));
    return [];
  }
  const value = valueAt(values, name) ?? [];
  const messages = Array.isArray(value) ? value.map(messageOf) : [null];
  if (messages.every((message) => message !== null)) return messages;
  const words = `The value of ${name} is not a list of messages: each needs a role and a text.`;
  report({ severity: 'error', code: 'bad-placeholder', text: words, from: 0, to: text.length });
  return [];
}

/** A message of a history; other tools say `content` for its text. */
function messageOf(value: Json): Message | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const parsed = Message.safeParse({ role: value.role, text: value.text ?? value.content });
  return parsed.success && parsed.data.role !== 'placeholder' ? parsed.data : null;
}

export function namelessPlaceholder(text: string): TemplateProblem {
  const words = 'A placeholder needs the name of the list of messages that is put here, such as history.';
  return { severity: 'error', code: 'bad-placeholder', text: words, from: 0, to: text.length };
}
