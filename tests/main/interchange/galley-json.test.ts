import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { galleyJson } from '../../../main/interchange/galley-json.ts';
import { emptyContent } from '../../../shared/content.ts';
import type { CarriedPrompt } from '../../../shared/interchange.ts';
import { anyPrompts } from '../../arbitrary-content.ts';
import { refusalOf } from './refusal-of.ts';
import { readAll, roundTrip, withoutPlaces, writeAll } from './round-trip.ts';

const prompt: CarriedPrompt = {
  name: 'a/b',
  tags: [],
  versions: [{ content: emptyContent(), message: 'one' }],
  labels: {},
};
const file = (value: unknown) => ({ 'galley.json': JSON.stringify(value) });

describe('Galley JSON', () => {
  test('every prompt comes back the same, with nothing to report', () => {
    fc.assert(
      fc.property(anyPrompts(undefined, true), (prompts) => {
        const { prompts: back, written, read } = roundTrip(galleyJson, prompts);
        expect(withoutPlaces(back)).toEqual(prompts);
        expect([...written, ...read]).toEqual([]);
      }),
    );
  });

  test('the same prompts always make the same bytes, one prompt a line', () => {
    fc.assert(
      fc.property(anyPrompts(undefined, true), (prompts) => {
        const [first] = writeAll(galleyJson, prompts).files;
        const [second] = writeAll(galleyJson, withoutPlaces(roundTrip(galleyJson, prompts).prompts)).files;
        expect(second).toEqual(first);
        expect(new TextDecoder().decode(first!.bytes).split('\n')).toHaveLength(prompts.length + 3);
      }),
    );
  });

  test('a file from a newer Galley is refused', () => {
    expect(refusalOf(() => readAll(galleyJson, file({ galley: 2, prompts: [], later: true })))).toEqual({
      code: 'galley-newer',
      message: 'galley.json was written by a newer Galley (format 2; this one reads 1). Update Galley to import it.',
    });
  });

  test.each([
    ['[]', 'no number “galley”'],
    ['{"galley":1}', '$.prompts'],
    ['{"galley":1,"prompts":[],"more":1}', '$.more'],
    ['{"galley":0,"prompts":[]}', '$.galley'],
    ['{"galley":1,', 'not valid JSON'],
  ])('what is no envelope is refused with the place: %s', (text, part) => {
    expect(refusalOf(() => readAll(galleyJson, { 'galley.json': text }))?.message).toContain(part);
  });

  test('a bad prompt is reported with its path, and the others are read', () => {
    const version = { content: { format: 'liquid', messages: [] } };
    const bad = [
      { ...prompt, name: '../up' },
      { name: 'x', versions: [] },
      { name: 'x', versions: [{ content: { format: 'liquid', messages: [{ role: 'nobody', text: '' }] } }] },
      { name: 'x', versions: [version], labels: { production: 1 } },
      { name: 'x', versions: [version], labels: { latest: 0 } },
      { name: 'x', versions: [{ ...version, parents: [0] }] },
      { name: 'x', versions: [version], surprise: true },
    ];
    const { prompts, losses } = readAll(galleyJson, file({ galley: 1, prompts: [...bad, prompt] }));
    expect(prompts.map(({ name }) => name)).toEqual(['a/b']);
    expect(losses.map((loss) => [loss.severity, loss.text.split(':')[0]])).toEqual([
      ['error', '$.prompts[0].name'],
      ['error', '$.prompts[1].versions'],
      ['error', '$.prompts[2].versions[0].content.messages[0].role'],
      ['error', '$.prompts[3].labels.production'],
      ['error', '$.prompts[4].labels.latest'],
      ['error', '$.prompts[5].versions[0].parents[0]'],
      ['error', '$.prompts[6]'],
    ]);
  });

  test('JSON nested without end is one sentence about one prompt', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const text = `{"galley":1,"prompts":[{"name":"deep","versions":[],"x":${deep}},${JSON.stringify(prompt)}]}`;
    const { prompts, losses } = readAll(galleyJson, { 'galley.json': text });
    expect(prompts).toHaveLength(1);
    expect(losses).toEqual([
      {
        severity: 'error',
        file: 'galley.json',
        prompt: 'deep',
        text: '$.prompts[0] is nested more than 200 levels deep.',
      },
    ]);
  });

  test('is known by its first member', () => {
    expect(galleyJson.detect({ path: 'x.json', start: '{"galley":1,' })).toBe(2);
    expect(galleyJson.detect({ path: 'x.json', start: '[' })).toBe(1);
    expect(galleyJson.detect({ path: 'x.csv', start: '' })).toBe(0);
  });
});
