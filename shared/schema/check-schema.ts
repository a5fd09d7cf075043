import { Validator } from '@cfworker/json-schema';
import type { Json } from '../canonical-json.ts';
import { jsonFault } from '../json-fault.ts';
import { escapePointer, jsonPlaces, type JsonPlace } from './json-places.ts';
import { draft07, draft2020 } from './meta-schemas.ts';

export type SchemaProblem = JsonPlace & { severity: 'error' | 'warning'; text: string };
export type JsonObject = Record<string, Json>;
/** `schema` is null where the text is no JSON object: then one problem says so. */
export type CheckedSchema = { schema: JsonObject | null; problems: SchemaProblem[] };

// No code is compiled: these interpret, and so may run in a window whose policy forbids eval.
const validators = { '07': new Validator(draft07, '7', false), '2020': new Validator(draft2020, '2020-12', false) };

/** Whether a text is a JSON Schema, by draft-07 where it names that and by 2020-12 where it does not, with the place of
 *  whatever is wrong. Blank is a problem as any other. */
export function checkSchema(text: string): CheckedSchema {
  const parsed = parse(text);
  if ('problem' in parsed) return { schema: null, problems: [parsed.problem] };
  const places = jsonPlaces(text);
  const wrong = invalidPlaces(parsed.schema).map((pointer): SchemaProblem => {
    const place = places.get(pointer) ?? { from: 0, to: text.length };
    return { severity: 'error', text: invalidText(pointer, valueAt(parsed.schema, pointer)), ...place };
  });
  const doubtful = wrong.length > 0 ? [] : doubts(parsed.schema, places);
  return { schema: parsed.schema, problems: [...wrong, ...doubtful].toSorted((a, b) => a.from - b.from) };
}

function parse(text: string): { schema: JsonObject } | { problem: SchemaProblem } {
  const whole = { severity: 'error' as const, from: 0, to: text.length };
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    const at = jsonFault(text);
    const words = at >= text.length ? 'This JSON is not finished.' : 'This is not JSON.';
    return { problem: { severity: 'error', from: at, to: Math.min(text.length, at + 1), text: words } };
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { schema: value };
  return { problem: { ...whole, text: 'A schema is a JSON object: { "type": "object" }.' } };
}

/** The pointers of the values that the meta-schema refuses: the innermost, since those around them fail for the same. */
function invalidPlaces(schema: JsonObject): string[] {
  const draft = typeof schema['$schema'] === 'string' && /draft-0?7/.test(schema['$schema']) ? '07' : '2020';
  const { errors } = validators[draft].validate(schema);
  const pointers = [...new Set(errors.map((error) => decodePointer(error.instanceLocation)))];
  return pointers.filter((pointer) => !pointers.some((other) => other.startsWith(`${pointer}/`)));
}

/** The validator writes pointers as fragments of a URI. */
function decodePointer(location: string): string {
  const fragment = location.replace(/^#/, '');
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

const SCHEMA_WORDS = 'is a schema: an object, or true or false';
const COUNT_WORDS = 'is a whole number, 0 or more';
const WORDS: Record<string, string> = {
  type: 'is array, boolean, integer, null, number, object or string, or a list of these',
  properties: 'is an object with a schema for each name',
  patternProperties: 'is an object with a schema for each pattern',
  $defs: 'is an object with a schema for each name',
  definitions: 'is an object with a schema for each name',
  required: 'is a list of names, each once',
  enum: 'is a list of values',
  items: SCHEMA_WORDS,
  additionalProperties: SCHEMA_WORDS,
  not: SCHEMA_WORDS,
  allOf: 'is a list of at least one schema',
  anyOf: 'is a list of at least one schema',
  oneOf: 'is a list of at least one schema',
  multipleOf: 'is a number over 0',
  ...Object.fromEntries(
    ['title', 'description', 'pattern', 'format', '$ref', '$id'].map((name) => [name, 'is a text']),
  ),
  ...Object.fromEntries(
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map((name) => [name, 'is a number']),
  ),
  ...Object.fromEntries(
    ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'].map((name) => [
      name,
      COUNT_WORDS,
    ]),
  ),
};

function invalidText(pointer: string, value: Json | undefined): string {
  const parts = pointer.split('/').slice(1);
  // A wrong member of a list is about the list; a wrong property is no schema.
  const keyword = parts.findLast((part) => Object.hasOwn(WORDS, part)) ?? parts.at(-1) ?? '';
  const isMember = parts.length > 1 && MEMBERS.has(parts.at(-2)!);
  const shown = JSON.stringify(value ?? null);
  const short = shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
  if (isMember) return `${parts.at(-1)} ${SCHEMA_WORDS}, not ${short}.`;
  return `${keyword} ${WORDS[keyword] ?? 'cannot be this'}, not ${short}.`;
}

const MEMBERS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

/** What is allowed and hardly meant: a required name that is no property. */
function doubts(schema: JsonObject, places: ReadonlyMap<string, JsonPlace>): SchemaProblem[] {
  const found: SchemaProblem[] = [];
  const visit = (value: Json, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value) && Array.isArray(value['required']) && isObject(value['properties'])) {
      for (const [index, name] of value['required'].entries()) {
        if (typeof name !== 'string' || Object.hasOwn(value['properties'], name)) continue;
        const place = places.get(`${pointer}/required/${index}`);
        if (place) found.push({ severity: 'warning', text: `“${name}” is required, and is no property.`, ...place });
      }
    }
    for (const [name, inner] of Object.entries(value)) visit(inner, `${pointer}/${escapePointer(name)}`);
  };
  visit(schema, '');
  return found;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(schema: Json, pointer: string): Json | undefined {
  let value: Json | undefined = schema;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, Json>)[name];
  }
  return value;
}
