import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fieldsOf,
  isFormable,
  keptOf,
  withField,
  withNewField,
  withoutField,
  withType,
  type SchemaObject,
} from '../../../../renderer/prompt/tools/schema-node.ts';

const SEARCH: SchemaObject = {
  type: 'object',
  properties: {
    query: { type: 'string', description: 'Words', minLength: 1 },
    mode: { type: 'string', enum: ['fast', 'slow'] },
    tags: { type: 'array', items: { type: 'string', pattern: '^a' } },
    owner: { $ref: '#/$defs/person' },
    level: { type: 'integer', enum: [1, 2] },
  },
  required: ['query', 'owner'],
  additionalProperties: false,
};

describe('a form shows what it can', () => {
  test('and names what it keeps', () => {
    expect(keptOf(SEARCH)).toEqual(['additionalProperties']);
    expect(fieldsOf(SEARCH)).toMatchObject([
      { name: 'query', required: true, type: 'string', description: 'Words', choices: null, kept: ['minLength'] },
      { name: 'mode', required: false, choices: ['fast', 'slow'], kept: [] },
      { name: 'tags', type: 'array', itemType: 'string', kept: ['items.pattern'] },
      { name: 'owner', required: true, type: null },
      { name: 'level', type: 'integer', choices: null, kept: ['enum'] },
    ]);
  });

  test('of an object alone', () => {
    expect([{}, { type: 'object' }, SEARCH].map(isFormable)).toEqual([true, true, true]);
    const others: SchemaObject[] = [{ type: 'array' }, { anyOf: [] }, { $ref: '#/a' }, { properties: 5 }];
    expect(others.some(isFormable)).toBe(false);
  });
});

describe('a change in the form', () => {
  test('renames a property in its place, and where it is required', () => {
    const changed = withField(SEARCH, 0, 'words', { type: 'string' }, true);
    expect(Object.keys(changed['properties'] as object)).toEqual(['words', 'mode', 'tags', 'owner', 'level']);
    expect(changed['required']).toEqual(['words', 'owner']);
    expect(changed['additionalProperties']).toBe(false);
  });

  test('adds and removes', () => {
    const added = withNewField(withNewField({}));
    expect(added).toEqual({ type: 'object', properties: { field: { type: 'string' }, field2: { type: 'string' } } });
    expect(withoutField(SEARCH, 0)['required']).toEqual(['owner']);
  });

  test('of a type takes along what the new type may have', () => {
    expect(withType({ type: 'string', description: 'A', enum: ['x'] }, 'array')).toEqual({
      type: 'array',
      description: 'A',
      items: { type: 'string' },
    });
  });
});

test('putting back what a form reads changes nothing, whatever the properties are', () => {
  const names = fc.string({ unit: 'binary' }).filter((name) => !/^\d+$/.test(name) && name !== '__proto__');
  const schemas = fc.dictionary(
    names,
    fc.oneof(fc.jsonValue(), fc.record({ type: fc.constantFrom('string', 'array', 'object') })),
  );
  fc.assert(
    fc.property(schemas, fc.array(fc.nat(5)), (properties, wanted) => {
      const all = Object.keys(properties);
      const required = [...new Set(wanted)]
        .flatMap((at) => all[at] ?? [])
        .toSorted((a, b) => all.indexOf(a) - all.indexOf(b));
      const schema = {
        type: 'object',
        properties,
        ...(required.length > 0 ? { required } : {}),
        title: 'kept',
      } as SchemaObject;
      const again = fieldsOf(schema).reduce(
        (now, field, at) => withField(now, at, field.name, field.schema, field.required),
        schema,
      );
      expect(again).toEqual(schema);
      expect(Object.keys(again['properties'] as object)).toEqual(all);
    }),
  );
});
