import type { Json } from '../../shared/canonical-json.ts';
import { ROLES, type Message } from '../../shared/content.ts';
import { Refused } from '../../shared/reply.ts';
import type { ReadContext } from './format.ts';
import { parseJson } from './plain-json.ts';
import type { Row } from './rows.ts';

/** Characters in one line: more than the largest message needs once JSON has escaped it. */
const MAX_LINE = 50_000_000;

/** A line of JSONL as a row. */
export interface JsonRow extends Row {
  /** The members that hold texts, numbers or lists of texts. */
  columns: string[];
  /** The member `content` of one of Galley's own lines. */
  content?: Json;
}

export type Line = { line: number; number: number; from: number; to: number; text(): string };

/** The lines of `text` that are not blank; `line` and `number` count all and these, from 1. */
export function* linesOf(text: string): Generator<Line> {
  let number = 0;
  for (let line = 1, from = 0; from < text.length; line++) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    const start = from;
    if (to > start && /\S/.test(text.slice(start, to))) {
      number++;
      yield { line, number, from: start, to, text: () => text.slice(start, to) };
    }
    from = to + 1;
  }
}

/** The record in `line`; null, after a report with the line, where there is none. */
export function rowOf(line: Line, file: string, context: Pick<ReadContext, 'lose'>): JsonRow | null {
  const skip = (text: string) => {
    context.lose({ severity: 'error', file, line: line.line, text });
    return null;
  };
  if (line.to - line.from > MAX_LINE)
    return skip(
      `This line has ${(line.to - line.from).toLocaleString('en')} characters; Galley reads up to ${MAX_LINE.toLocaleString('en')}.`,
    );
  let record: Json;
  try {
    record = parseJson(line.text(), 'This line');
  } catch (error) {
    if (error instanceof Refused) return skip(error.message);
    throw error;
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record))
    return skip('This line is not a JSON object.');
  return rowFrom(record, line);
}

function rowFrom(record: { [key: string]: Json }, line: Line): JsonRow {
  const row: JsonRow = {
    line: line.line,
    number: line.number,
    columns: Object.keys(record).filter((key) => !isStructured(record[key])),
    text: (column) => textOf(Object.hasOwn(record, column) ? record[column] : undefined),
    list: (column) => listOf(Object.hasOwn(record, column) ? record[column] : undefined),
  };
  const { content, messages } = record;
  if (typeof content === 'object' && content !== null && 'messages' in content) row.content = content;
  const read = content === undefined || typeof content === 'string' ? messagesOf(messages) : undefined;
  if (read) row.messages = read;
  return row;
}

function isStructured(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && listOf(value) === undefined;
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function listOf(value: Json | undefined): string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

/** Messages as chat interfaces hold them: `[{"role": "user", "content": "…"}]`. */
function messagesOf(value: Json | undefined): Message[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const messages: Message[] = [];
  for (const item of value) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
    const role = ROLES.find((role) => role === item.role && role !== 'placeholder');
    if (!role || typeof item.content !== 'string') return undefined;
    messages.push({ role, text: item.content });
  }
  return messages;
}
