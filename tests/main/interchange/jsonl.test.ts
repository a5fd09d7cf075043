import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonl } from '../../../main/interchange/jsonl.ts';
import { openSource } from '../../../main/interchange/source-file.ts';
import type { Loss } from '../../../shared/interchange.ts';
import { anyPrompts } from '../../arbitrary-content.ts';
import { corpus } from '../../corpus.ts';
import { readAll, roundTrip, withoutPlaces, writeAll } from './round-trip.ts';

const read = (...lines: unknown[]) =>
  readAll(jsonl, {
    'p.jsonl': lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  });

describe('reading JSONL', () => {
  test('lines of one name are versions in the order of their revisions, wherever they stand', () => {
    const { prompts, losses } = read(
      { name: 'a', revision: 2, system: 'two', message: 'second', committedAt: '2024-01-02T00:00:00Z' },
      { name: 'b', revision: 1, system: 'b', author: 'Ben' },
      '',
      { name: 'a', revision: 1, system: 'one', message: 'first' },
    );
    expect(losses).toEqual([]);
    expect(prompts.map(({ name, line }) => [name, line])).toEqual([
      ['b', 2],
      ['a', 1],
    ]);
    expect(prompts[1]!.versions).toMatchObject([
      { message: 'first', line: 4, content: { messages: [{ role: 'system', text: 'one' }] } },
      {
        message: 'second',
        line: 1,
        committedAt: Date.UTC(2024, 0, 2),
        content: { messages: [{ role: 'system', text: 'two' }] },
      },
    ]);
  });

  test('without revisions, versions stand in the order of their lines', () => {
    const { prompts } = read({ name: 'a', prompt: 'one' }, { name: 'a', prompt: 'two' });
    expect(prompts[0]!.versions.map((version) => version.content.messages[0]!.text)).toEqual(['one', 'two']);
  });

  test('a list of chat messages is taken as it stands, and a slash in a name makes a folder', () => {
    const { prompts } = read({
      name: 'support/reply',
      tags: ['x', 'y'],
      messages: [
        { role: 'system', content: 's' },
        { role: 'user', content: 'u' },
      ],
    });
    expect(prompts).toMatchObject([
      {
        name: 'support/reply',
        tags: ['x', 'y'],
        versions: [{ content: { messages: [{ role: 'system' }, { role: 'user', text: 'u' }] } }],
      },
    ]);
  });

  test('texts with two line ends and separators of Unicode are exact', () => {
    const text = 'a\r\nb\u2028c\u0085d';
    expect(read({ name: 'a', prompt: text }).prompts[0]!.versions[0]!.content.messages[0]!.text).toBe(text);
  });

  test('bad lines are reported with their numbers and do not spoil the rest', () => {
    const { prompts, losses } = read(
      { name: 'a', prompt: 'x' },
      '{"name": "b", "prompt":',
      '[1]',
      { prompt: 'x' },
      { name: 'c' },
      `{"name":"deep","prompt":"x","x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
      { name: '../../etc/passwd', prompt: 'x' },
      { name: 'n'.repeat(10_000), prompt: 'x' },
      '{"name":"half","prompt":"\\ud800"}',
      { name: 'own', content: { messages: [{ role: 'nobody', text: 'x' }] } },
      { name: 'z', prompt: 'y' },
    );
    expect(prompts.map(({ name }) => name)).toEqual(['a', 'z']);
    expect(losses.map(({ severity, line, text }) => [severity, line, text])).toEqual([
      ['error', 2, 'This line is not valid JSON: Unexpected end of JSON input.'],
      ['error', 3, 'This line is not a JSON object.'],
      ['error', 4, 'This item has no name.'],
      ['error', 5, 'This prompt is empty.'],
      ['error', 6, 'This line is nested more than 200 levels deep.'],
      ['error', 7, 'A prompt name cannot hold “..” as a folder.'],
      ['error', 8, "A prompt's name may have 200 characters; this one has 10,000."],
      ['error', 9, 'This line holds half of a surrogate pair, which is not a character.'],
      ['error', 10, expect.stringMatching(/^The content is not valid at \$\.messages\[0\]\.role: [^\n]+\.$/)],
    ]);
  });

  test('a line that is too long is one sentence with its number', () => {
    const { prompts, losses } = read(`{"name":"a","prompt":"${'x'.repeat(50_000_000)}"}`, { name: 'b', prompt: 'y' });
    expect(prompts.map(({ name }) => name)).toEqual(['b']);
    expect(losses).toEqual([
      {
        severity: 'error',
        file: 'p.jsonl',
        line: 1,
        text: 'This line has 50,000,024 characters; Galley reads up to 50,000,000.',
      },
    ]);
  });

  test('a prompt is given as soon as its last line is read', () => {
    const text =
      '{"name":"a","prompt":"x"}\n{"name":"b","prompt":"y"}\n{"name":"a","prompt":"z"}\n{"name":"c","prompt":"y"}\nnot json\n';
    const losses: Loss[] = [];
    const source = { path: 'p.jsonl', size: text.length, text: () => text };
    const read = jsonl.read(source, { lose: (loss) => losses.push(loss), mapping: null, siblings: new Map() });
    const reading = read[Symbol.iterator]();
    expect([reading.next(), reading.next()].map((step) => step.value?.name)).toEqual(['b', 'a']);
    expect(losses).toEqual([]);
  });
});

describe('JSONL of its own', () => {
  test('whole histories come back the same, with tags, labels and the archive mark', () => {
    fc.assert(
      fc.property(anyPrompts(), (prompts) => {
        const { prompts: back, written, read } = roundTrip(jsonl, prompts);
        expect(withoutPlaces(back)).toEqual(prompts);
        expect([...written, ...read]).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('a history that branches is reported', () => {
    const [prompt] = fc.sample(anyPrompts(), { numRuns: 1, seed: 3 })[0]!;
    const content = prompt!.versions[0]!.content;
    const branched = {
      name: 'b',
      tags: [],
      labels: {},
      versions: [0, 1, 2].map((n) => ({ content, message: '', parents: n === 0 ? [] : [0] })),
    };
    expect(writeAll(jsonl, [branched]).losses).toMatchObject([{ severity: 'loss', prompt: 'b' }]);
  });
});

const history = corpus('fabric-pattern-history.jsonl');
const opened = () => openSource(history.path, 'fabric-pattern-history.jsonl');
describe.skipIf(history.absent)(
  `a real history${history.absent ? `: skipped, ${history.path} is not there` : ''}`,
  () => {
    test('its columns are guessed right', () => {
      expect(jsonl.inspect!(opened()).mapping).toEqual({
        name: 'name',
        messages: [{ column: 'system', role: 'system' }],
        folder: null,
        tags: [],
        message: 'message',
        author: null,
        committedAt: 'committedAt',
        revision: 'revision',
      });
    });

    test('239 prompts with 888 versions are read, with messages and dates, and come back the same', () => {
      const losses: Loss[] = [];
      const context = { lose: (loss: Loss) => losses.push(loss), mapping: null, siblings: new Map() };
      const prompts = [...jsonl.read(opened(), context)];
      const versions = prompts.flatMap((prompt) => prompt.versions);
      expect([prompts.length, versions.length]).toEqual([239, 888]);
      expect(Math.max(...prompts.map((prompt) => prompt.versions.length))).toBe(58);
      expect(versions.every((version) => version.message !== '' && version.committedAt !== undefined)).toBe(true);
      expect(losses.filter((loss) => loss.severity !== 'note')).toEqual([]);
      expect(withoutPlaces(roundTrip(jsonl, prompts).prompts)).toEqual(withoutPlaces(prompts));
    });
  },
);
