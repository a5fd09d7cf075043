import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFault } from '../../shared/json-fault.ts';

test.each([
  ['{"a": 1,}', 8],
  ['{"a": tru3}', 9],
  ['[1, 2', 5],
  ['"never closed', 13],
  ['{"a" 1}', 5],
  ['nonsense', 1],
  ['', 0],
])('in %j the fault is after %i characters', (text, at) => {
  expect(jsonFault(text)).toBe(at);
});

test('what only lacks its end has its fault at the end', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, cut) => {
      const beginning = text.slice(0, cut % (text.length + 1));
      expect(jsonFault(beginning)).toBe(beginning.length);
    }),
  );
});

test('a sign that JSON does not know is the fault, wherever it stands between values', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.nat(), (values, which) => {
      const before = `[${values
        .slice(0, which % values.length)
        .map((value) => `${JSON.stringify(value)},`)
        .join('')}`;
      expect(jsonFault(`${before}§${JSON.stringify(values)}]`)).toBe(before.length);
    }),
  );
});
