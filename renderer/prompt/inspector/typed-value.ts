import type { Json } from '../../../shared/canonical-json.ts';
import type { Variable } from '../../../shared/content.ts';
import { jsonFault } from '../../../shared/json-fault.ts';

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

/** A value as it is typed. A list of texts is one a line, where it would be read back as the same list. */
export function printTyped(type: Variable['type'], value: Json | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string' && type !== 'json') return value;
  if (type === 'list' && Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    const lines = value.join('\n');
    if (JSON.stringify(readList(lines).value) === JSON.stringify(value)) return lines;
  }
  return JSON.stringify(value, null, typeof value === 'object' ? 2 : 0);
}

export function readJson(text: string): Reading {
  try {
    return { value: JSON.parse(text) as Json, problem: null };
  } catch {
    return { value: undefined, problem: jsonProblem(text) };
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

/** Where the JSON goes wrong, in lines. */
function jsonProblem(text: string): string {
  const good = jsonFault(text);
  if (good === text.length) return 'This JSON is not finished.';
  const before = text.slice(0, good);
  return `This is not JSON: see line ${before.split('\n').length}, column ${good - before.lastIndexOf('\n')}.`;
}
