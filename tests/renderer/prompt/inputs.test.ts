import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inputRows, valueAt, withValue } from '../../../renderer/prompt/inspector/input-rows.ts';
import { SETTING_FIELDS } from '../../../renderer/prompt/inspector/setting-fields.ts';
import { printTyped, readTyped } from '../../../renderer/prompt/inspector/typed-value.ts';

function found(...names: string[]) {
  return names.map((name) => ({ name, places: [] }));
}

function readSetting(name: string, text: string) {
  return SETTING_FIELDS.find((field) => field.name === name)!.read(text);
}

describe('what is asked for', () => {
  test('members of a variable are asked for one by one', () => {
    expect(inputRows(found('product', 'ticket.id', 'ticket.body'), [], {}).map((row) => [row.name, row.type])).toEqual([
      ['product', 'string'],
      ['ticket.id', 'string'],
      ['ticket.body', 'string'],
    ]);
  });

  test('a variable that is used or declared as a whole is one value', () => {
    expect(inputRows(found('ticket', 'ticket.id'), [], {}).map((row) => [row.name, row.type])).toEqual([
      ['ticket', 'json'],
    ]);
    expect(
      inputRows(found('user.name'), [{ name: 'user', type: 'json' }], {}).map((row) => [row.name, row.unused]),
    ).toEqual([['user', false]]);
    expect(inputRows(found('items[0].x'), [], {}).map((row) => row.name)).toEqual(['items']);
  });

  test('a declared variable that no message asks for is shown last and marked', () => {
    const rows = inputRows(found('b'), [{ name: 'a', type: 'number' }], {});
    expect(rows.map((row) => [row.name, row.unused])).toEqual([
      ['b', false],
      ['a', true],
    ]);
  });

  test('a value that is put somewhere is found there, and taking it out leaves nothing behind', () => {
    const path = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(path, fc.constantFrom('x', 1, true), (at, value) => {
        const before = { other: 1 };
        const after = withValue(before, at, value);
        expect(valueAt(after, at)).toBe(value);
        expect(withValue(after, at, undefined)).toEqual(before);
        expect(before).toEqual({ other: 1 });
      }),
    );
  });
});

describe('typed values', () => {
  test('what was typed is read by its type, or told what is wrong', () => {
    expect(readTyped('string', '12')).toEqual({ value: '12', problem: null });
    expect(readTyped('number', '1,5')).toEqual({ value: 1.5, problem: null });
    expect(readTyped('number', 'many').problem).toBe('“many” is not a number.');
    expect(readTyped('list', 'one\ntwo\n')).toEqual({ value: ['one', 'two'], problem: null });
    expect(readTyped('list', '[1, 2]')).toEqual({ value: [1, 2], problem: null });
    expect(readTyped('json', '{"a": 1}')).toEqual({ value: { a: 1 }, problem: null });
    expect(readTyped('json', '{"a": ').problem).toBe('This JSON is not finished.');
    expect(readTyped('json', '{\n"a": x}').problem).toBe('This is not JSON: see line 2, column 6.');
    expect(readTyped('json', '')).toEqual({ value: undefined, problem: null });
  });

  test('a printed value is read back as itself', () => {
    const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as never);
    fc.assert(
      fc.property(json, (value) => {
        expect(readTyped('json', printTyped('json', value)).value).toEqual(value);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.string()), (value) => {
        expect(readTyped('list', printTyped('list', value)).value ?? []).toEqual(value);
      }),
    );
  });

  test('settings outside their range are refused with the range', () => {
    expect(readSetting('temperature', '0.2')).toEqual({ value: 0.2, problem: null });
    expect(readSetting('temperature', '3')).toEqual({ problem: 'A number from 0 to 2.' });
    expect(readSetting('maxTokens', '1.5')).toEqual({ problem: 'A whole number, 1 or more.' });
    expect(readSetting('stop', 'END\n###')).toEqual({ value: ['END', '###'], problem: null });
    expect(readSetting('other', '[1]').problem).toContain('JSON object');
  });
});
