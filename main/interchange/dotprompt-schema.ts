import type { Json } from '../../shared/canonical-json.ts';
import type { Variable } from '../../shared/content.ts';
import { typeOfValue, variableType } from './property-schema.ts';
import type { Report } from './reading.ts';
import { isObject } from './settings-names.ts';

export type Members = { [key: string]: Json };

const SCALARS = new Set(['any', 'boolean', 'integer', 'null', 'number', 'string']);

/** The JSON Schema that a Picoschema stands for (https://google.github.io/dotprompt/reference/picoschema/); a value that
 *  is JSON Schema already is taken as it is. Null where `value` is no schema. */
export function readSchema(value: Json | undefined, report: Report): Members | null {
  if (typeof value === 'string') {
    const { type, description } = described(value);
    if (!SCALARS.has(type)) return scalar(value, report);
    return description === undefined ? { type } : { type, description };
  }
  if (value === undefined || !isObject(value)) return null;
  if (
    typeof value.type === 'string' &&
    (SCALARS.has(value.type) || value.type === 'object' || value.type === 'array')
  ) {
    return value;
  }
  if (value.properties !== undefined && isObject(value.properties)) return { ...value, type: 'object' };
  return objectOf(value, report);
}

function fieldSchema(value: Json, report: Report): Members {
  if (typeof value === 'string') return scalar(value, report);
  if (isObject(value)) return objectOf(value, report);
  report.loss(`“${JSON.stringify(value).slice(0, 60)}” in a schema is no type; any value fits there now.`);
  return {};
}

function scalar(text: string, report: Report): Members {
  const { type, description } = described(text);
  const rest: Members = description === undefined ? {} : { description };
  // A shorthand that examples of Dotprompt use.
  if (type.endsWith('[]')) return { type: 'array', items: scalar(type.slice(0, -2), report), ...rest };
  if (SCALARS.has(type)) return type === 'any' ? rest : { type, ...rest };
  report.loss(`The type “${type}” in a schema is not in this file; any value fits there now.`);
  return rest;
}

function objectOf(fields: Members, report: Report): Members {
  const properties: Members = {};
  const required: string[] = [];
  let additional: Json = false;
  for (const [key, value] of Object.entries(fields)) {
    if (key === '(*)') {
      additional = fieldSchema(value, report);
      continue;
    }
    const { name, isOptional, type, description } = readKey(key);
    if (!isOptional) required.push(name);
    const schema = type === '' ? fieldSchema(value, report) : typedSchema(type, value, report);
    if (isOptional) makeNullable(schema);
    properties[name] = description === undefined ? schema : { ...schema, description };
  }
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: additional,
  };
}

/** `tags?(array, what they are)` */
function readKey(key: string): { name: string; isOptional: boolean; type: string; description?: string } {
  const open = key.indexOf('(');
  const head = open < 0 ? key : key.slice(0, open);
  const isOptional = head.endsWith('?');
  const info = open < 0 ? { type: '' } : described(key.slice(open + 1).replace(/\)$/, ''));
  return { name: isOptional ? head.slice(0, -1) : head, isOptional, ...info };
}

function typedSchema(type: string, value: Json, report: Report): Members {
  if (type === 'array') return { type: 'array', items: fieldSchema(value, report) };
  if (type === 'object') return fieldSchema(value, report);
  if (type === 'enum' && Array.isArray(value)) return { enum: value };
  report.loss(`“(${type})” in a schema is not one of (array), (object) and (enum); any value fits there now.`);
  return {};
}

function makeNullable(schema: Members): void {
  if (typeof schema.type === 'string') schema.type = [schema.type, 'null'];
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
}

function described(text: string): { type: string; description?: string } {
  const comma = text.indexOf(',');
  if (comma < 0) return { type: text.trim() };
  return { type: text.slice(0, comma).trim(), description: text.slice(comma + 1).replace(/^ +/, '') };
}

/** What a head's `input` says about variables. One that need not be given has the default null. */
export function readInput(input: Json | undefined, report: Report): Variable[] {
  if (input === undefined || !isObject(input)) return [];
  const schema = readSchema(input.schema, report);
  const defaults: Members = isObject(input.default ?? null) ? { ...(input.default as Members) } : {};
  const required = Array.isArray(schema?.required) ? schema.required : null;
  const isPico = schema !== null && schema !== input.schema;
  const properties = schema !== null && isObject(schema.properties ?? null) ? (schema.properties as Members) : {};
  const variables: Variable[] = [];
  for (const [name, property] of Object.entries(properties)) {
    const members = isObject(property) ? property : { type: property };
    const isOptional = required ? !required.includes(name) : isPico;
    const variable: Variable = { name, type: typeOf(members) };
    if (typeof members.description === 'string') variable.description = members.description;
    const standard = Object.hasOwn(defaults, name)
      ? defaults[name]
      : (members.default ?? (isOptional ? null : undefined));
    if (standard !== undefined) variable.default = standard;
    delete defaults[name];
    variables.push(variable);
  }
  for (const [name, value] of Object.entries(defaults))
    variables.push({ name, type: typeOfValue(value), default: value });
  const fitting = variables.filter(({ name }) => name !== '' && name.length <= 200);
  if (fitting.length < variables.length) {
    report.loss('An input whose name is empty or longer than 200 characters was left behind.');
  }
  return fitting;
}

function typeOf(property: Members): Variable['type'] {
  const { type } = property;
  const named = Array.isArray(type) ? type.find((one) => one !== 'null') : type;
  if (named === undefined && Array.isArray(property.enum)) return typeOfValue(property.enum[0] ?? '');
  return variableType(named) ?? 'json';
}

const PICO_TYPES: Record<Variable['type'], string> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  json: 'any',
  list: 'any',
};

/** A head's `input` for these variables; undefined where there are none. What it cannot say is not in it. */
export function writeInput(variables: readonly Variable[]): Members | undefined {
  if (variables.length === 0) return undefined;
  const schema: Members = {};
  const defaults: Members = {};
  for (const { name, type, description, default: standard } of variables) {
    const key = standard === null ? `${name}?` : name;
    const said = description === undefined ? '' : `, ${description}`;
    if (type === 'list') schema[`${key}(array${said})`] = 'any';
    else schema[key] = `${PICO_TYPES[type]}${said}`;
    if (standard !== undefined && standard !== null) defaults[name] = standard;
  }
  return Object.keys(defaults).length > 0 ? { schema, default: defaults } : { schema };
}
