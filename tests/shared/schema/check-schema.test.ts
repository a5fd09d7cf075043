import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSchema } from '../../../shared/schema/check-schema.ts';
import { escapePointer, jsonPlaces } from '../../../shared/schema/json-places.ts';

function problemsOf(text: string): [string, string][] {
  return checkSchema(text).problems.map(({ from, to, text: words }) => [text.slice(from, to), words]);
}

describe('a schema is checked as it is typed', () => {
  test('a good one has no problem', () => {
    const schema = {
      type: 'object',
      properties: {
        query: { type: 'string', description: 'Words', minLength: 1 },
        tags: { type: 'array', items: { type: ['string', 'null'] } },
        mode: { enum: ['fast', 'slow'] },
        any: true,
      },
      required: ['query'],
      additionalProperties: false,
      $defs: { id: { $ref: '#/properties/query' } },
    };
    expect(checkSchema(JSON.stringify(schema))).toEqual({ schema, problems: [] });
  });

  test.each([
    [
      '{"type": "strng"}',
      '"strng"',
      'type is array, boolean, integer, null, number, object or string, or a list of these, not "strng".',
    ],
    ['{"properties": {"a": 5}}', '5', 'a is a schema: an object, or true or false, not 5.'],
    ['{"properties": {"a/b": {"minLength": -1}}}', '-1', 'minLength is a whole number, 0 or more, not -1.'],
    ['{"required": "a"}', '"a"', 'required is a list of names, each once, not "a".'],
    ['{"properties": {"a": {"description": 1}}}', '1', 'description is a text, not 1.'],
    ['{"anyOf": []}', '[]', 'anyOf is a list of at least one schema, not [].'],
  ])('%s', (text, where, words) => {
    expect(problemsOf(text)).toEqual([[where, words]]);
  });

  test('a list of schemas for items is draft-07, and no longer 2020-12', () => {
    const items = '"items": [{"type": "string"}]';
    expect(problemsOf(`{${items}}`)).toHaveLength(1);
    expect(problemsOf(`{"$schema": "http://json-schema.org/draft-07/schema#", ${items}}`)).toEqual([]);
  });

  test('a required name that is no property is doubted', () => {
    expect(problemsOf('{"properties": {"a": {}}, "required": ["a", "b"]}')).toEqual([
      ['"b"', '“b” is required, and is no property.'],
    ]);
  });

  test('what is no JSON, or no object, is told with its place', () => {
    expect(problemsOf('{"type": }')).toEqual([['}', 'This is not JSON.']]);
    expect(problemsOf('{"type": "object"')).toEqual([['', 'This JSON is not finished.']]);
    expect(problemsOf('[1]')).toEqual([['[1]', 'A schema is a JSON object: { "type": "object" }.']]);
    expect(problemsOf('')).toEqual([['', 'This JSON is not finished.']]);
  });
});

test('every value of a JSON text is found at its place', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, space) => {
      const text = JSON.stringify(value, null, space);
      const places = jsonPlaces(text);
      const visit = (inner: unknown, pointer: string): number => {
        const { from, to } = places.get(pointer)!;
        expect(JSON.parse(text.slice(from, to))).toEqual(JSON.parse(JSON.stringify(inner)));
        if (typeof inner !== 'object' || inner === null) return 1;
        return Object.entries(inner).reduce(
          (sum, [name, each]) => sum + visit(each, `${pointer}/${escapePointer(name)}`),
          1,
        );
      };
      expect(places.size).toBe(visit(value, ''));
    }),
  );
});

test('any text has an answer, and its problems lie within it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
      for (const { from, to } of checkSchema(text).problems) {
        expect(from).toBeLessThanOrEqual(to);
        expect(to).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
