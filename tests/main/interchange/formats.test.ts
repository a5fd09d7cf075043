import { describe, expect, test } from 'vitest';
import { detectFormat, FORMATS, formatNamed } from '../../../main/interchange/formats.ts';
import { guessFormat } from '../../../main/interchange/template-guess.ts';
import { FORMAT_NAMES } from '../../../shared/interchange.ts';

describe('the list of formats', () => {
  test('each name stands for one format', () => {
    const names = FORMATS.map((format) => format.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.toSorted()).toEqual(FORMAT_NAMES.toSorted());
    for (const name of names) expect(formatNamed(name).name).toBe(name);
  });

  test.each([
    ['a.csv', 'name,prompt', 'csv'],
    ['A.TSV', '', 'csv'],
    ['a.jsonl', '{"name":"x"}', 'jsonl'],
    ['a.ndjson', '', 'jsonl'],
    ['a.prompty', '---', 'prompty'],
    ['a.prompt', '---', 'dotprompt'],
    ['galley.json', '{"galley":1,"prompts":[', 'galley'],
    ['a.json', '[{"name":"x","prompt":"y"}]', 'langfuse'],
    ['a.json', '{"data":[{"prompt":', 'langfuse'],
    ['a.json', '{}', 'galley'],
    ['notes/a.md', '{"galley":1}', 'galley'],
    ['notes/a.md', '# Hi', 'text'],
    ['a.txt', '', 'text'],
  ])('%s that begins with %j is %s', (path, start, name) => {
    expect(detectFormat({ path, start })?.name).toBe(name);
  });

  test.each(['a.png', 'README', 'a.csv.gz'])('%s is none of them', (path) => {
    expect(detectFormat({ path, start: 'x' })).toBeNull();
  });
});

describe('guessing the template format', () => {
  test('texts are Liquid where they read as Liquid, else plain text with the line that does not', () => {
    expect(guessFormat(['plain', 'Hi {{ name }}{% if a %}b{% endif %}'])).toEqual({ format: 'liquid', why: null });
    expect(guessFormat(['ok', 'one\ntwo {{ broken'])).toMatchObject({
      format: 'text',
      why: expect.stringContaining('line 2'),
    });
  });

  test('a text with very many tags is plain, so that reading it takes no time', () => {
    expect(guessFormat(['{{ a }}'.repeat(1_000_000)])).toMatchObject({
      format: 'text',
      why: expect.stringContaining('10,000 tags'),
    });
  });
});
