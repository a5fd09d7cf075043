import type { Message } from '../content.ts';
import type { Transcript } from './read-transcript.ts';
import { roleNamed } from './role-names.ts';

const START = '<|im_start|>';
const END = '<|im_end|>';

/** Reads `<|im_start|>role`, a line break, the text, `<|im_end|>`. What a template ends with to ask for an answer, an assistant
 *  without text, is no message. */
export function readChatMl(text: string): Transcript | null {
  const [before, ...turns] = text.split(START);
  if (before?.trim() !== '' || turns.length === 0) return null;
  const messages: Message[] = [];
  for (const [index, turn] of turns.entries()) {
    const head = /^([^\r\n]*)(?:\r?\n|$)/.exec(turn)!;
    const role = roleOf(head[1]!.trim());
    const end = turn.indexOf(END);
    if (role === null || (end >= 0 && turn.slice(end + END.length).trim() !== '')) return null;
    if (end >= 0 && end < head[0].length) return null;
    const isLast = index === turns.length - 1;
    if (end < 0 && !isLast) return null;
    const said = turn.slice(head[0].length, end < 0 ? undefined : end);
    if (end < 0 && said.trim() === '') continue;
    messages.push({ role, text: said });
  }
  return { messages, leftOut: [] };
}

/** `system name=example_user` was how examples were marked. */
function roleOf(head: string) {
  const example = /^system name=example_(user|assistant)$/.exec(head);
  return roleNamed(example ? example[1]! : head);
}
