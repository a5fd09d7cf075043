import type { Json } from '../../../shared/canonical-json.ts';
import type { Variable } from '../../../shared/content.ts';

/** What was typed, as a value of its type, or a sentence on why it is none. Blank is no value. */
export type Reading = { value: Json | undefined; problem: null } | { value: undefined; problem: string };

export function readTyped(type: Variable['type'], text: string): Reading {
  if (text === '') return { value: undefined, problem: null };
  switch (type) {
    case 'string':
      return { value: text, problem: null };
    case 'number':
      return readNumber(text);
    case 'boolean':
      if (text === 'true' || text === 'false') return { value: text === 'true', problem: null };
      return { value: undefined, problem: 'Write true or false.' };
    case 'list':
      return readList(text);
    default:
      return readJson(text);
  }
}

/** A value as it is typed. A list of texts is one a line. */
export function printTyped(type: Variable['type'], value: Json | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string' && type !== 'json') return value;
  if (type === 'list' && Array.isArray(value) && value.every(isLine)) return value.join('\n');
  return JSON.stringify(value, null, typeof value === 'object' ? 2 : 0);
}

function isLine(value: Json): value is string {
  return typeof value === 'string' && value !== '' && !value.includes('\n');
}

export function readJson(text: string): Reading {
  try {
    return { value: JSON.parse(text) as Json, problem: null };
  } catch (error) {
    return { value: undefined, problem: jsonProblem(text, error as SyntaxError) };
  }
}

function readNumber(text: string): Reading {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value)
    ? { value, problem: null }
    : { value: undefined, problem: `“${text}” is not a number.` };
}

function readList(text: string): Reading {
  if (!text.trimStart().startsWith('['))
    return { value: text.split('\n').filter((line) => line.trim() !== ''), problem: null };
  const reading = readJson(text);
  if (reading.problem !== null || Array.isArray(reading.value)) return reading;
  return { value: undefined, problem: 'A list is one item a line, or JSON in square brackets.' };
}

/** Chromium names a position; people read lines. */
function jsonProblem(text: string, error: SyntaxError): string {
  const at = /position (\d+)/.exec(error.message)?.[1];
  const position = at === undefined ? text.length : Number(at);
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  const column = position - before.lastIndexOf('\n');
  return position >= text.length
    ? 'This JSON is not finished.'
    : `This is not JSON: see line ${line}, column ${column}.`;
}
