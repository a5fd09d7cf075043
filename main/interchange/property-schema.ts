import type { Json } from '../../shared/canonical-json.ts';
import type { VARIABLE_TYPES } from '../../shared/content.ts';
import { isObject } from './settings-names.ts';

type Members = { [key: string]: Json };
type VariableType = (typeof VARIABLE_TYPES)[number];

const SCHEMA_TYPES: Record<string, string> = {
  float: 'number',
  list: 'array',
  dictionary: 'object',
  json: 'object',
  int: 'integer',
  bool: 'boolean',
};
const VARIABLE_KINDS: Record<string, VariableType> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  float: 'number',
  boolean: 'boolean',
  array: 'list',
  list: 'list',
  object: 'json',
  json: 'json',
};
const OWN_KINDS: Record<VariableType, string> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  list: 'array',
  json: 'object',
};

/** Prompty's list of named properties, in any of the shapes it has had: a list, a map by name, or either under
 *  `properties`. Null where `value` is none of them. */
export function namedProperties(value: Json | undefined): [string, Json][] | null {
  if (Array.isArray(value)) {
    const named = value.map((item): [string, Json] | null =>
      isObject(item) && typeof item.name === 'string' ? [item.name, item] : null,
    );
    return named.every((item) => item !== null) ? named : null;
  }
  if (value === undefined || !isObject(value)) return null;
  const { properties } = value;
  if (properties !== undefined && (Array.isArray(properties) || isObject(properties)))
    return namedProperties(properties);
  return Object.entries(value);
}

/** The JSON Schema of an object with these properties. A value that is one already is taken as it is. */
export function objectSchema(value: Json | undefined): Members | null {
  if (value !== undefined && isObject(value) && typeof value.type === 'string') return value;
  const named = namedProperties(value);
  if (named === null) return null;
  const required = named
    .filter(([, property]) => isObject(property) && property.required === true)
    .map(([name]) => name);
  const properties = Object.fromEntries(named.map(([name, property]) => [name, propertySchema(property)]));
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

/** The type of variable that a property's kind stands for; undefined where none is near. */
export function variableType(kind: Json | undefined): VariableType | undefined {
  return typeof kind === 'string' && Object.hasOwn(VARIABLE_KINDS, kind) ? VARIABLE_KINDS[kind] : undefined;
}

export function kindOfType(type: VariableType): string {
  return OWN_KINDS[type];
}

export function typeOfValue(value: Json): VariableType {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number' | 'boolean';
  return typeof value === 'object' && value !== null ? 'json' : 'string';
}

function propertySchema(property: Json): Members {
  if (typeof property === 'string') return { type: schemaType(property) };
  if (!isObject(property)) return {};
  const { name: _, kind, type, required: __, enumValues, items, properties, ...rest } = property;
  const named = kind ?? type;
  const schema: Members = {
    ...(typeof named === 'string' && named !== 'any' ? { type: schemaType(named) } : {}),
    ...rest,
  };
  if (enumValues !== undefined) schema.enum = enumValues;
  if (items !== undefined) schema.items = propertySchema(items);
  const inner = properties === undefined ? null : objectSchema({ properties });
  return inner === null ? schema : { ...schema, ...inner };
}

function schemaType(kind: string): string {
  return SCHEMA_TYPES[kind] ?? kind;
}
