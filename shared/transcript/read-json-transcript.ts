import type { Message } from '../content.ts';
import type { Transcript } from './read-transcript.ts';
import { roleNamed } from './role-names.ts';

type Fields = Record<string, unknown>;

/** Reads a list of messages, or an object that holds one as a request of a model does: under `messages`, `input`, `contents` or
 *  `conversations`, what is said to the system beside it. */
export function readJsonTranscript(text: string): Transcript | null {
  if (!/^\s*[[{]/.test(text)) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null; // braces begin many texts
  }
  const leftOut: string[] = [];
  const found = Array.isArray(value)
    ? { list: value, before: [] }
    : isFields(value)
      ? fromRequest(value, leftOut)
      : null;
  if (found === null || found.list.length === 0) return null;
  const messages: Message[] = [...found.before];
  for (const entry of found.list) {
    const message = isFields(entry) ? readEntry(entry, leftOut) : null;
    if (message === null) return null;
    messages.push(message);
  }
  return { messages, leftOut: [...new Set(leftOut)] };
}

const LISTS = ['messages', 'conversations', 'conversation', 'contents', 'input'];
const SYSTEM = ['system', 'instructions', 'systemInstruction', 'system_instruction'];

function fromRequest(request: Fields, leftOut: string[]): { list: unknown[]; before: Message[] } | null {
  const name = LISTS.find((each) => Array.isArray(request[each]));
  if (name === undefined) return null;
  const before: Message[] = [];
  for (const each of SYSTEM) {
    const said = request[each] === undefined ? null : textIn(request[each], leftOut);
    if (said !== null && said !== '') before.push({ role: 'system', text: said });
  }
  return { list: request[name] as unknown[], before };
}

const TEXTS = ['content', 'text', 'value', 'parts'];

function readEntry(entry: Fields, leftOut: string[]): Message | null {
  if (entry['type'] === 'placeholder' && typeof entry['name'] === 'string')
    return { role: 'placeholder', text: entry['name'] };
  const speaker = entry['role'] ?? entry['from'];
  const role = typeof speaker === 'string' ? roleNamed(speaker) : null;
  if (role === null) return null;
  if (Array.isArray(entry['tool_calls']) && entry['tool_calls'].length > 0) leftOut.push('tool calls');
  const name = TEXTS.find((each) => entry[each] !== undefined && entry[each] !== null);
  // A message that only calls a tool says nothing.
  if (name === undefined) return Array.isArray(entry['tool_calls']) ? { role, text: '' } : null;
  const text = textIn(entry[name], leftOut);
  return text === null ? null : { role, text };
}

/** A text, or the texts of a list of parts, an empty line between; null where it is neither. */
function textIn(content: unknown, leftOut: string[]): string | null {
  if (typeof content === 'string') return content;
  if (isFields(content)) return Array.isArray(content['parts']) ? textIn(content['parts'], leftOut) : partText(content);
  if (!Array.isArray(content)) return null;
  const texts: string[] = [];
  for (const part of content) {
    const text = typeof part === 'string' ? part : isFields(part) ? partText(part) : null;
    if (text !== null) texts.push(text);
    else if (isFields(part)) leftOut.push(wordsFor(part));
    else return null;
  }
  return texts.join('\n\n');
}

function partText(part: Fields): string | null {
  if (typeof part['text'] === 'string') return part['text'];
  return part['type'] === 'tool_result' ? textIn(part['content'] ?? '', []) : null;
}

function wordsFor(part: Fields): string {
  const kind = typeof part['type'] === 'string' ? part['type'] : (Object.keys(part)[0] ?? '');
  if (/image|inline_?data/i.test(kind)) return 'images';
  if (/tool|function/i.test(kind)) return 'tool calls';
  if (/audio/i.test(kind)) return 'sound';
  if (/file|document/i.test(kind)) return 'files';
  return 'parts that are no text';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
