import type { Json } from '../../../shared/canonical-json.ts';

export type SchemaObject = Record<string, Json>;

export const FIELD_TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** One property as a form shows it. What the form has no control for stays in the schema, and is named in `kept`. */
export type SchemaField = {
  name: string;
  required: boolean;
  schema: SchemaObject;
  type: FieldType;
  /** A list's: what its items are. */
  itemType: FieldType;
  description: string;
  /** Null where values are not limited, or are not all texts. */
  choices: string[] | null;
  kept: string[];
};
/** A property that only JSON can show: a reference, one of several schemas, or no object at all. */
export type OpaqueField = { name: string; required: boolean; schema: Json; type: null };

const SHOWN = new Set(['type', 'description', 'enum', 'properties', 'required', 'items']);

/** The properties of an object's schema. Their order is not theirs to choose: a version is kept with its names sorted. */
export function fieldsOf(schema: SchemaObject): (SchemaField | OpaqueField)[] {
  const properties = schema['properties'];
  if (!isObject(properties)) return [];
  const required = namesOf(schema['required']);
  return Object.entries(properties).map(([name, inner]) => fieldOf(name, required.includes(name), inner));
}

/** What a schema says besides what its form shows. */
export function keptOf(schema: SchemaObject): string[] {
  return Object.keys(schema).filter((name) => !SHOWN.has(name));
}

/** Whether a form can show the schema of a whole: an object's, or one that says nothing yet. */
export function isFormable(schema: SchemaObject): boolean {
  const properties = schema['properties'];
  return (
    (schema['type'] === 'object' || schema['type'] === undefined) &&
    (properties === undefined || isObject(properties)) &&
    ['$ref', 'anyOf', 'oneOf', 'allOf'].every((name) => schema[name] === undefined)
  );
}

/** The same with a property put in place of the one at `index`, under its new name; all else is kept. */
export function withField(
  schema: SchemaObject,
  index: number,
  name: string,
  inner: Json,
  required: boolean,
): SchemaObject {
  const entries = propertiesOf(schema);
  const before = entries[index]?.[0];
  const names = namesOf(schema['required']).filter((each) => each !== before && each !== name);
  return assembled(
    schema,
    entries.toSpliced(index, 1, [name, inner]),
    required ? ordered([...names, name], entries.toSpliced(index, 1, [name, inner])) : names,
  );
}

export function withoutField(schema: SchemaObject, index: number): SchemaObject {
  const entries = propertiesOf(schema);
  const gone = entries[index]?.[0];
  return assembled(
    schema,
    entries.toSpliced(index, 1),
    namesOf(schema['required']).filter((each) => each !== gone),
  );
}

/** A property that has no name of another's: `field`, `field2`. */
export function withNewField(schema: SchemaObject): SchemaObject {
  const entries = propertiesOf(schema);
  const taken = new Set(entries.map(([name]) => name));
  let name = 'field';
  for (let number = 2; taken.has(name); number++) name = `field${number}`;
  return assembled(schema, [...entries, [name, { type: 'string' }]], namesOf(schema['required']));
}

/** A member set, or taken out where `value` is undefined; the order of the others is kept. */
export function withMember(schema: SchemaObject, name: string, value: Json | undefined): SchemaObject {
  if (value === undefined) return Object.fromEntries(Object.entries(schema).filter(([each]) => each !== name));
  return { ...schema, [name]: value };
}

/** What a property becomes when its type is chosen: what only the old type meant goes. */
export function withType(schema: SchemaObject, type: FieldType): SchemaObject {
  const meant = Object.entries(schema).filter(
    ([name]) => !['type', 'properties', 'required', 'items', 'enum', 'additionalProperties'].includes(name),
  );
  const rest = Object.fromEntries(meant);
  if (type === 'object') return { type, ...rest, properties: {} };
  return type === 'array' ? { type, ...rest, items: { type: 'string' } } : { type, ...rest };
}

function fieldOf(name: string, required: boolean, schema: Json): SchemaField | OpaqueField {
  const type = isObject(schema) ? typeOf(schema) : null;
  if (type === null || !isObject(schema)) return { name, required, schema, type: null };
  const items = schema['items'];
  const itemType = isObject(items) ? typeOf(items) : items === undefined ? 'string' : null;
  if (type === 'array' && itemType === null) return { name, required, schema, type: null };
  const choices = schema['enum'];
  const texts = Array.isArray(choices) ? choices.filter(isPlainChoice) : [];
  const isText = Array.isArray(choices) && texts.length === choices.length;
  const description = schema['description'];
  return {
    name,
    required,
    schema,
    type,
    itemType: itemType ?? 'string',
    description: typeof description === 'string' ? description : '',
    choices: isText ? texts : null,
    kept: [
      ...keptOf(schema),
      ...(choices !== undefined && !isText ? ['enum'] : []),
      ...(isObject(items) && type === 'array' && itemType !== 'object'
        ? Object.keys(items)
            .filter((each) => each !== 'type')
            .map((each) => `items.${each}`)
        : []),
    ],
  };
}

/** One that can be written with commas around it. */
function isPlainChoice(value: Json): value is string {
  return typeof value === 'string' && !value.includes(',') && value.trim() === value && value !== '';
}

/** Null where a schema has no one type that a form knows. */
function typeOf(schema: SchemaObject): FieldType | null {
  if (schema['type'] === undefined && Array.isArray(schema['enum'])) return 'string';
  return FIELD_TYPES.find((type) => type === schema['type']) ?? null;
}

function propertiesOf(schema: SchemaObject): [string, Json][] {
  return isObject(schema['properties']) ? Object.entries(schema['properties']) : [];
}

function assembled(
  schema: SchemaObject,
  entries: readonly [string, Json][],
  required: readonly string[],
): SchemaObject {
  const { required: _, ...rest } = schema;
  const whole = { type: 'object', ...rest, properties: Object.fromEntries(entries) };
  return required.length === 0 ? whole : { ...whole, required: [...required] };
}

/** Required names in the order of the properties. */
function ordered(names: readonly string[], entries: readonly [string, Json][]): string[] {
  const places = new Map(entries.map(([name], place) => [name, place]));
  return names.toSorted((a, b) => (places.get(a) ?? Infinity) - (places.get(b) ?? Infinity));
}

function namesOf(required: Json | undefined): string[] {
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

function isObject(value: Json | undefined): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
