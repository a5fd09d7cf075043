import type { Schema } from '@cfworker/json-schema';

/** What a JSON Schema itself must be. Each is the published meta-schema of its draft in one document, without what only
 *  annotates: https://json-schema.org/draft-07/schema and https://json-schema.org/draft/2020-12/schema. */
const SCHEMA = { $ref: '#' };
const SCHEMAS = { type: 'array', minItems: 1, items: SCHEMA };
const SCHEMAS_BY_NAME = { type: 'object', additionalProperties: SCHEMA };
const COUNT = { type: 'integer', minimum: 0 };
const NAMES = { type: 'array', items: { type: 'string' }, uniqueItems: true };
const TYPE = { enum: ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'] };
const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
const FLAG = { type: 'boolean' };

const shared = {
  $id: TEXT,
  $schema: TEXT,
  $ref: TEXT,
  $comment: TEXT,
  title: TEXT,
  description: TEXT,
  readOnly: FLAG,
  writeOnly: FLAG,
  examples: { type: 'array' },
  multipleOf: { type: 'number', exclusiveMinimum: 0 },
  maximum: NUMBER,
  exclusiveMaximum: NUMBER,
  minimum: NUMBER,
  exclusiveMinimum: NUMBER,
  maxLength: COUNT,
  minLength: COUNT,
  pattern: TEXT,
  maxItems: COUNT,
  minItems: COUNT,
  uniqueItems: FLAG,
  contains: SCHEMA,
  maxProperties: COUNT,
  minProperties: COUNT,
  required: NAMES,
  additionalProperties: SCHEMA,
  definitions: SCHEMAS_BY_NAME,
  properties: SCHEMAS_BY_NAME,
  patternProperties: SCHEMAS_BY_NAME,
  propertyNames: SCHEMA,
  enum: { type: 'array' },
  type: { anyOf: [TYPE, { type: 'array', items: TYPE, minItems: 1, uniqueItems: true }] },
  format: TEXT,
  contentMediaType: TEXT,
  contentEncoding: TEXT,
  if: SCHEMA,
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: SCHEMA,
  else: SCHEMA,
  allOf: SCHEMAS,
  anyOf: SCHEMAS,
  oneOf: SCHEMAS,
  not: SCHEMA,
};

export const draft07 = {
  type: ['object', 'boolean'],
  properties: {
    ...shared,
    items: { anyOf: [SCHEMA, SCHEMAS] },
    additionalItems: SCHEMA,
    dependencies: { type: 'object', additionalProperties: { anyOf: [SCHEMA, NAMES] } },
  },
} as unknown as Schema;

export const draft2020 = {
  type: ['object', 'boolean'],
  properties: {
    ...shared,
    $anchor: TEXT,
    $dynamicRef: TEXT,
    $dynamicAnchor: TEXT,
    $defs: SCHEMAS_BY_NAME,
    deprecated: FLAG,
    items: SCHEMA,
    prefixItems: SCHEMAS,
    unevaluatedItems: SCHEMA,
    unevaluatedProperties: SCHEMA,
    maxContains: COUNT,
    minContains: COUNT,
    dependentSchemas: SCHEMAS_BY_NAME,
    dependentRequired: { type: 'object', additionalProperties: NAMES },
    contentSchema: SCHEMA,
  },
} as unknown as Schema;
