import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csv } from '../../../main/interchange/csv.ts';
import { openSource } from '../../../main/interchange/source-file.ts';
import { MAX_TEXT } from '../../../shared/content.ts';
import type { Loss } from '../../../shared/interchange.ts';
import { anyPrompts, filledContent, plainContent } from '../../arbitrary-content.ts';
import { corpus } from '../../corpus.ts';
import { refusalOf } from './refusal-of.ts';
import { readAll, roundTrip, unreported, withoutPlaces, writeAll } from './round-trip.ts';

const read = (text: string, mapping = null as Parameters<typeof readAll>[2]) =>
  readAll(csv, { 'p.csv': text }, mapping);
const messagesOf = (text: string) => read(text).prompts.map((prompt) => prompt.versions.at(-1)!.content.messages);

describe('reading CSV', () => {
  test('a carriage return that is quoted, last in its row, stays', () => {
    const { prompts } = read('name,user,system\r\na,Hello,"\r"\r\nb,Hello,x\r\n');
    expect(prompts.map((prompt) => prompt.versions[0]!.content.messages[1]!.text)).toEqual(['\r', 'x']);
  });

  test('quotes, line ends within cells and cells with separators are exact', () => {
    const { prompts, losses } = read('name,prompt\r\nA,"one, ""two""\r\nthree\n"\r\nB, x \n');
    expect(prompts.map((prompt) => [prompt.name, prompt.line, prompt.versions[0]!.content.messages])).toEqual([
      ['A', 2, [{ role: 'user', text: 'one, "two"\r\nthree\n' }]],
      ['B', 5, [{ role: 'user', text: ' x ' }]],
    ]);
    expect(losses).toEqual([]);
  });

  test.each([';', '\t', ','])('the separator is found: %j', (separator) => {
    expect(messagesOf(`name${separator}prompt\nA${separator}"x,y;z"\n`)).toEqual([[{ role: 'user', text: 'x,y;z' }]]);
  });

  test('old line ends and a missing last one are read', () => {
    expect(messagesOf('name,prompt\rA,x\rB,y')).toEqual([[{ role: 'user', text: 'x' }], [{ role: 'user', text: 'y' }]]);
  });

  test('columns called by a role are messages in their order', () => {
    expect(messagesOf('title,system,user,assistant,user 2\nA,s,u,a,v\nB,,u,,\n')).toEqual([
      [
        { role: 'system', text: 's' },
        { role: 'user', text: 'u' },
        { role: 'assistant', text: 'a' },
        { role: 'user', text: 'v' },
      ],
      [{ role: 'user', text: 'u' }],
    ]);
  });

  test('folder, tags, author, date and message are found by their columns', () => {
    const { prompts } = read(
      'title,category,text,tags,is_new,type,author,created_at,commit message\n"A/B",work/mail,x,"one, two",,IMAGE,Ana,2024-05-01T10:00:00Z,why\n',
    );
    expect(withoutPlaces(prompts)).toEqual([
      {
        name: 'work/mail/A-B',
        tags: ['one', 'two', 'image'],
        labels: {},
        versions: [expect.objectContaining({ message: 'why', author: 'Ana', committedAt: Date.UTC(2024, 4, 1, 10) })],
      },
    ]);
  });

  test('columns can be chosen, and a chosen column that is not there is refused', () => {
    const mapping = {
      ...csv.inspect!(sourceOf('a,b\nx,y\n')).mapping!,
      name: 'b',
      messages: [{ column: 'a', role: 'system' as const }],
    };
    expect(read('a,b\nx,y\n', mapping).prompts[0]).toMatchObject({
      name: 'y',
      versions: [{ content: { messages: [{ role: 'system', text: 'x' }] } }],
    });
    expect(refusalOf(() => read('c,d\nx,y\n', mapping))).toEqual({
      code: 'column-missing',
      message: 'p.csv has no column “b”; choose its columns again.',
    });
  });

  test('rows of one name are versions where a column holds their revision', () => {
    const { prompts } = read('name,revision,prompt,message\nA,2,two,second\nB,1,b,\nA,1,one,first\n');
    expect(prompts.map((prompt) => [prompt.name, prompt.versions.map(({ message }) => message)])).toEqual([
      ['A', ['first', 'second']],
      ['B', ['']],
    ]);
  });

  test('without a column of names, prompts are called after the file', () => {
    expect(read('prompt\none\ntwo\n').prompts.map(({ name }) => name)).toEqual(['p 1', 'p 2']);
  });

  test('a text that is not Liquid is kept as plain text, with a note that says why', () => {
    const { prompts, losses } = read('name,prompt\nA,Hi {{name}}\nB,{{ if\n');
    expect(prompts.map((prompt) => prompt.versions[0]!.content.format)).toEqual(['liquid', 'text']);
    expect(losses).toEqual([
      expect.objectContaining({ severity: 'note', line: 3, prompt: 'B', text: expect.stringContaining('plain text') }),
    ]);
  });
});

describe('bad CSV', () => {
  test('a quotation mark that is never closed is refused with the line where it opens', () => {
    expect(refusalOf(() => read('name,prompt\nA,x\n"B\n",y\nC,"open\nD,z\nE,z\n'))).toEqual({
      code: 'csv-quote',
      message: 'The quotation mark that opens at line 5 of p.csv is never closed.',
    });
  });

  test('bad rows are reported with their lines and do not spoil the rest', () => {
    const long = 'n'.repeat(10_000);
    const { prompts, losses } = read(
      `name,prompt\nA,x\nB\nC,x,y\n,x\nD,\n,\n../up,x\n${long},x\nbad\u0007name,x\n"q"q,x\nE,"x\n"\nF,y\n`,
    );
    expect(prompts.map(({ name }) => name)).toEqual(['A', 'bad name', 'F']);
    expect(losses.map(({ severity, line, text }) => `${line} ${severity}: ${text}`)).toEqual([
      '3 error: This row has 1 cell where the header has 2.',
      '4 error: This row has 3 cells where the header has 2.',
      '5 error: This item has no name.',
      '6 error: This prompt is empty.',
      '8 error: A prompt name cannot hold “..” as a folder.',
      "9 error: A prompt's name may have 200 characters; this one has 10,000.",
      '10 note: The name “bad\u0007name” became “bad name”.',
      '11 error: A quotation mark within a quoted cell is not doubled, so lines 11 to 13 were skipped.',
    ]);
  });

  test('a message that is too long is passed over', () => {
    const { prompts, losses } = read(`name,prompt\nA,${'x'.repeat(MAX_TEXT + 1)}\nB,y\n`);
    expect(prompts.map(({ name }) => name)).toEqual(['B']);
    expect(losses).toMatchObject([
      {
        severity: 'error',
        line: 2,
        text: 'A message has 10,000,001 characters; Galley keeps messages of up to 10,000,000.',
      },
    ]);
  });

  test('a name that stands again gets a number, whatever its case, with a note', () => {
    const { prompts, losses } = read('name,prompt\nA,1\na,2\nA 2,3\nA,4\n');
    expect(prompts.map(({ name }) => name)).toEqual(['A', 'a 2', 'A 2 2', 'A 3']);
    expect(losses.map(({ severity, line }) => [severity, line])).toEqual([
      ['note', 3],
      ['note', 4],
      ['note', 5],
    ]);
  });

  test('one name very many times, and very many columns, are dealt with at once', () => {
    expect(read(`name,prompt\n${'A,x\n'.repeat(50_000)}`).prompts.at(-1)!.name).toBe('A 50000');
    expect(refusalOf(() => read('a,'.repeat(200_000)))?.code).toBe('csv-columns');
  });

  test('an empty file and a header alone hold no prompts', () => {
    expect(read('')).toEqual({ prompts: [], losses: [] });
    expect(read('name,prompt\n')).toEqual({ prompts: [], losses: [] });
  });

  test('any text at all is read, reported or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', '\ufeff', ';') }), (text) => {
        refusalOf(() => read(`name,prompt\n${text}`));
      }),
      { numRuns: 500 },
    );
  });
});

describe('writing CSV', () => {
  test('what is not reported comes back the same', () => {
    fc.assert(
      fc.property(anyPrompts(plainContent), (prompts) => {
        const { prompts: back, written } = roundTrip(csv, prompts);
        const kept = new Map(withoutPlaces(back).map((prompt) => [prompt.name, prompt]));
        for (const prompt of unreported(prompts, written))
          expect(kept.get(prompt.name)).toEqual({ ...prompt, versions: [trimmed(prompt.versions.at(-1)!)] });
      }),
      { numRuns: 300 },
    );
  });

  test('one version of messages that are filled is carried without a report', () => {
    const prompts = anyPrompts(filledContent).map((prompts) =>
      prompts.map(({ name, versions }) => ({ name, tags: ['a', 'b c'], labels: {}, versions: versions.slice(0, 1) })),
    );
    fc.assert(
      fc.property(prompts, (prompts) => {
        expect(roundTrip(csv, prompts).written).toEqual([]);
      }),
    );
  });

  test.each([' ', '\ufeff', '\n\t'])('a prompt of nothing but %j is reported, since it reads as empty', (text) => {
    const { prompts, written } = roundTrip(csv, [
      { name: 'a', tags: [], labels: {}, versions: [{ content: plain(text), message: '' }] },
    ]);
    expect(prompts).toEqual([]);
    expect(written).toMatchObject([{ severity: 'loss', prompt: 'a' }]);
  });

  test('what CSV leaves behind is named', () => {
    const content = { ...plain('x'), settings: { temperature: 1 }, tools: [{ name: 'find' }], responseSchema: {} };
    const version = { content, message: '' };
    const { losses } = writeAll(csv, [
      { name: 'p', tags: ['a;b'], archived: true, labels: { production: 1 }, versions: [version, version] },
    ]);
    expect(losses.map((loss) => [loss.severity, loss.prompt, loss.text])).toEqual(
      [
        'CSV leaves the older version behind.',
        'CSV leaves the label production behind.',
        'CSV leaves the mark that this prompt is archived behind.',
        'CSV leaves the setting temperature behind.',
        'CSV leaves the tool find behind.',
        'CSV leaves the response schema behind.',
        'CSV splits the tag “a;b” at its semicolon.',
      ].map((text) => ['loss', 'p', text]),
    );
  });

  test('a text that begins like a formula is not altered', () => {
    const { prompts } = roundTrip(csv, [
      { name: 'p', tags: [], labels: {}, versions: [{ content: plain('=1+1'), message: '' }] },
    ]);
    expect(prompts[0]!.versions[0]!.content.messages[0]!.text).toBe('=1+1');
  });
});

const awesome = corpus('awesome-chatgpt-prompts.csv');
const source = () => openSource(awesome.path, 'awesome-chatgpt-prompts.csv');
describe.skipIf(awesome.absent)(
  `a real collection${awesome.absent ? `: skipped, ${awesome.path} is not there` : ''}`,
  () => {
    test('its columns are guessed right', () => {
      expect(csv.inspect!(source()).mapping).toEqual({
        name: 'act',
        messages: [{ column: 'prompt', role: 'user' }],
        folder: null,
        tags: ['for_devs', 'type'],
        message: null,
        author: 'contributor',
        committedAt: null,
        revision: null,
      });
    });

    test('all 1,529 prompts are read, the longest to the letter, and none is skipped', () => {
      const losses: Loss[] = [];
      const context = { lose: (loss: Loss) => losses.push(loss), mapping: null, siblings: new Map() };
      const prompts = [...csv.read(source(), context)];
      expect(prompts).toHaveLength(1_529);
      expect(losses.filter((loss) => loss.severity !== 'note')).toEqual([]);
      const texts = prompts.map((prompt) => prompt.versions[0]!.content.messages[0]!.text);
      expect(Math.max(...texts.map((text) => Array.from(text).length))).toBe(144_260);
      expect(prompts[1]).toMatchObject({
        name: 'Linux Terminal',
        tags: ['for-devs', 'text'],
        versions: [{ author: 'f' }],
      });
      const again = roundTrip(csv, prompts);
      expect(again.written).toEqual([]);
      expect(withoutPlaces(again.prompts)).toEqual(withoutPlaces(prompts));
    });
  },
);

function sourceOf(text: string) {
  return { path: 'p.csv', size: text.length, text: () => text };
}

function plain(text: string) {
  return {
    format: 'liquid' as const,
    messages: [{ role: 'user' as const, text }],
    variables: [],
    settings: {},
    tools: [],
    responseSchema: null,
    extra: {},
  };
}

/** Cells of names, authors and messages are read without the spaces around them. */
function trimmed(version: { content: unknown; message: string; author?: string }) {
  const author = version.author?.trim();
  const { author: _, ...rest } = version;
  return { ...rest, message: version.message.trim(), ...(author ? { author } : {}) };
}
