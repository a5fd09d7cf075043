import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csv } from '../../../main/interchange/csv.ts';
import { dotprompt } from '../../../main/interchange/dotprompt.ts';
import { jsonl } from '../../../main/interchange/jsonl.ts';
import { emptyContent, printContent, type Content } from '../../../shared/content.ts';
import { renderMessages } from '../../../shared/template/messages.ts';
import { anyContent, anyPrompts, filledContent } from '../../arbitrary-content.ts';
import { corpus } from '../../corpus.ts';
import { refusalOf } from './refusal-of.ts';
import { readAll, roundTrip, unreported, withoutPlaces, writeAll } from './round-trip.ts';

function read(text: string, path = 'support/reply.prompt', others: Record<string, string> = {}) {
  const { prompts, losses } = readAll(dotprompt, { [path]: text, ...others });
  return { prompt: prompts[0], content: prompts[0]?.versions[0]!.content, losses };
}

function written(content: Content, name = 'a'): string {
  const { files } = writeAll(dotprompt, [{ name, tags: [], versions: [{ content, message: '' }], labels: {} }]);
  return new TextDecoder().decode(files[0]!.bytes);
}

describe('reading .prompt files', () => {
  test('the head: model, config, schemas, defaults, tools, and what Galley does not interpret', () => {
    const { prompt, content, losses } = read(`---
model: googleai/gemini-2.5-flash
config: {temperature: 0.2, topP: 0.9, topK: 3, maxOutputTokens: 300, stopSequences: [END], version: gemini-001}
input:
  schema:
    ticket: string, what the customer wrote
    count: integer
    tags(array, list of tags): string
    note?: string, may be left out
    user(object): {name: string}
    tone(enum): [formal, warm]
  default: {count: 3, extra: {a: 1}}
output:
  format: json
  schema: {answer: string, score?: number}
tools: [search]
description: Answers a ticket
team.owner: support
---
{{role "system"}}
Be kind.
{{role "user"}}{{ticket}}
`);
    expect(losses).toEqual([]);
    expect(prompt).toMatchObject({ name: 'support/reply', tags: [], labels: {} });
    expect(content).toEqual({
      format: 'handlebars',
      messages: [
        { role: 'system', text: '\nBe kind.\n' },
        { role: 'user', text: '{{ticket}}' },
      ],
      variables: [
        { name: 'ticket', type: 'string', description: 'what the customer wrote' },
        { name: 'count', type: 'number', default: 3 },
        { name: 'tags', type: 'list', description: 'list of tags' },
        { name: 'note', type: 'string', description: 'may be left out', default: null },
        { name: 'user', type: 'json' },
        { name: 'tone', type: 'string' },
        { name: 'extra', type: 'json', default: { a: 1 } },
      ],
      settings: {
        model: 'googleai/gemini-2.5-flash',
        temperature: 0.2,
        topP: 0.9,
        topK: 3,
        maxTokens: 300,
        stop: ['END'],
        other: { version: 'gemini-001' },
      },
      tools: [{ name: 'search' }],
      responseSchema: {
        type: 'object',
        properties: { answer: { type: 'string' }, score: { type: ['number', 'null'] } },
        required: ['answer'],
        additionalProperties: false,
      },
      extra: {
        dotprompt: {
          head: { description: 'Answers a ticket', 'team.owner': 'support' },
          input: expect.objectContaining({ default: { count: 3, extra: { a: 1 } } }) as unknown,
          output: { format: 'json', schema: { answer: 'string', 'score?': 'number' } },
        },
      },
    });
    expect(roundTrip(dotprompt, [prompt!])).toEqual({ prompts: [prompt], written: [], read: [] });
  });

  test('roles and the history are found in the source; what is blank between them is no message', () => {
    const { content, losses } = read(
      '{{role "system"}}S\n{{history}}\n{{role "user"}}U{{role "model"}}\nM\n{{~role "tool"~}}  T',
    );
    expect(losses).toEqual([]);
    expect(content!.messages).toEqual([
      { role: 'system', text: 'S\n' },
      { role: 'placeholder', text: 'history' },
      { role: 'user', text: 'U' },
      { role: 'assistant', text: '\nM' },
      { role: 'tool', text: 'T' },
    ]);
  });

  test('a tag beside a role mark keeps the line end that it has in the whole text', () => {
    const { content } = read('{{role "user"}}{{#if a}}\nb{{/if}}{{role "model"}}\n{{#if a}}\nc{{/if}}');
    expect(content!.messages.map((message) => message.text)).toEqual([
      '{{!}}{{#if a}}\nb{{/if}}',
      '\n{{#if a}}\nc{{/if}}',
    ]);
  });

  test('comments between marks are no message: they go with the next, and its text stays as it was', () => {
    const { content } = read('{{! about }}\n\n{{role "system"}}\nS\n{{!-- last --}}{{role "user"}}{{! end }}');
    expect(content!.messages).toEqual([{ role: 'system', text: '{{!}}{{! about }}\nS\n{{!-- last --}}{{! end }}' }]);
    expect(renderMessages({ ...content!, values: {} }).messages).toEqual([{ role: 'system', text: '\nS\n' }]);
  });

  test('a role mark within a block is kept as text, and said', () => {
    const { content, losses } = read('a\n{{#if x}}{{role "model"}}b{{/if}}');
    expect(content!.messages).toEqual([{ role: 'user', text: 'a\n{{#if x}}{{role "model"}}b{{/if}}' }]);
    expect(losses).toMatchObject([
      { severity: 'loss', text: expect.stringContaining('{{role}} in line 2 stands within a block') as unknown },
    ]);
  });

  test('a template with a mistake is kept as it is, and its line in the file is said', () => {
    const { content, losses } = read('---\nmodel: m\n---\n{{role "system"}}s\n{{#if x}}b');
    expect(content!.messages).toEqual([{ role: 'system', text: 's\n{{#if x}}b' }]);
    expect(losses.map((loss) => loss.text)).toEqual([
      'The template has a mistake in line 5 and is kept as it is: {{#if}} is not closed: {{/if}} is missing.',
    ]);
  });

  test('a partial of the same import is put in; one with values, without a file or without an end stays a reference', () => {
    const partials = {
      'support/_hi.prompt': '{{role "system"}}Hi {{> bye}}',
      '_bye.prompt': '---\nmodel: m\n---\nBye\n',
      'support/_loop.prompt': 'x{{> loop}}',
    };
    const { content, losses } = read(
      '{{> hi}}{{role "user"}}\n  {{> bye}}\n{{> hi name=a}}{{> nobody}}{{> loop}}',
      undefined,
      partials,
    );
    expect(content!.messages).toEqual([
      { role: 'system', text: 'Hi Bye' },
      { role: 'user', text: '\n  Bye{{> hi name=a}}{{> nobody}}x{{> loop}}' },
    ]);
    expect(losses.filter((loss) => loss.prompt === 'support/reply').map((loss) => loss.text)).toEqual([
      expect.stringContaining('hi is given values'),
      expect.stringContaining('nobody is kept as a reference: _nobody.prompt is not part'),
      expect.stringContaining('loop names itself: loop → loop'),
      expect.stringContaining('support/_hi.prompt, _bye.prompt, support/_loop.prompt was put in'),
    ]);
  });

  test('a variant and a partial are prompts of their own, and said to be', () => {
    expect(read('a', 'greet.formal.prompt')).toMatchObject({
      prompt: { name: 'greet.formal' },
      losses: [{ severity: 'note', text: expect.stringContaining('variant formal of greet') as unknown }],
    });
    expect(read('a', 'x/_part.prompt')).toMatchObject({
      prompt: { name: 'x/_part' },
      losses: [{ severity: 'note', text: expect.stringContaining('partial') as unknown }],
    });
  });

  test('the body under a head is trimmed, a body alone is kept to the byte', () => {
    expect(read('---\nmodel: m\n---\n\n a \n').content!.messages[0]!.text).toBe('a');
    expect(read('\n a \r\n').content!.messages[0]!.text).toBe('\n a \r\n');
    expect(read('---\r\nmodel: m\r\n---\r\na\r\n').content).toMatchObject({
      settings: { model: 'm' },
      messages: [{ text: 'a' }],
    });
  });

  test('comment lines before the head are kept; rules in a text of Markdown are no head', () => {
    const licensed = read('# Copyright\n#\n\n---\nmodel: m\n---\na');
    expect(licensed.content).toMatchObject({
      settings: { model: 'm' },
      messages: [{ text: 'a' }],
      extra: { dotprompt: { preamble: '# Copyright\n#\n\n' } },
    });
    expect(written(licensed.content!)).toBe('# Copyright\n#\n\n---\nmodel: m\n---\na');
    expect(read('# Title\n\n---\nprose\n---\nmore').content!.messages[0]!.text).toBe(
      '# Title\n\n---\nprose\n---\nmore',
    );
  });

  test('tool definitions give tools their description and parameters', () => {
    const { content } = read(
      '---\ntools: [b, a]\ntoolDefs:\n  - {name: a, description: A, inputSchema: {q: string}}\n  - {name: c}\n---\nx',
    );
    expect(content!.tools).toEqual([
      { name: 'b' },
      {
        name: 'a',
        description: 'A',
        parameters: {
          type: 'object',
          properties: { q: { type: 'string' } },
          required: ['q'],
          additionalProperties: false,
        },
      },
      { name: 'c' },
    ]);
  });

  test.each([
    ['model: [a', 'yaml-invalid', /not valid at line \d, column \d/],
    ['- a', 'head-invalid', /is not a list of “name: value” lines/],
    [
      `a: &a [x, x]\n${'bcdefghij'.replaceAll(/./g, (key) => `${key}: &${key} [${`*${String.fromCharCode(key.charCodeAt(0) - 1)},`.repeat(20)}]\n`)}`,
      'yaml-aliases',
      /repeats parts of itself/,
    ],
    [`a: ${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'yaml-too-deep', /nested more than/],
  ])('a head such as %.20s is refused with one sentence', (yaml, code, sentence) => {
    const refusal = refusalOf(() => read(`---\n${yaml}\n---\nx`));
    expect(refusal).toMatchObject({ code, message: expect.stringMatching(sentence) as unknown });
  });

  test('types that are not in the file are said', () => {
    const { content, losses } = read('---\ninput: {schema: {a: Foo, b: "string[], some"}}\n---\nx');
    expect(content!.variables).toEqual([
      { name: 'a', type: 'json' },
      { name: 'b', type: 'list', description: 'some' },
    ]);
    expect(losses.map((loss) => loss.text)).toEqual([expect.stringContaining('“Foo”')]);
  });
});

describe('writing .prompt files', () => {
  const base: Content = {
    format: 'handlebars',
    messages: [{ role: 'user', text: 'Hi {{name}}' }],
    variables: [],
    settings: {},
    tools: [],
    responseSchema: null,
    extra: {},
  };

  test('a plain prompt is its text, and roles are marked', () => {
    expect(written(base)).toBe('Hi {{name}}');
    const messages: Content['messages'] = [
      { role: 'system', text: 'S' },
      { role: 'placeholder', text: 'history' },
      { role: 'user', text: 'U' },
      { role: 'assistant', text: 'A' },
    ];
    expect(written({ ...base, messages })).toBe('{{role "system"}}S{{history}}{{role "user"}}U{{role "model"}}A');
  });

  test('settings and variables are written in the words of Dotprompt', () => {
    const content: Content = {
      ...base,
      settings: { model: 'm', maxTokens: 5, stop: ['x'], other: { logprobs: true } },
      variables: [
        { name: 'name', type: 'string', description: 'who', default: 'Ann' },
        { name: 'notes', type: 'list', default: null },
      ],
    };
    expect(written(content)).toBe(`---
model: m
config:
  maxOutputTokens: 5
  stopSequences:
    - x
  logprobs: true
input:
  schema:
    name: string, who
    notes?(array): any
  default:
    name: Ann
---
Hi {{name}}`);
  });

  test('a text in another template format is named, and comes back to the byte', () => {
    const content: Content = {
      ...base,
      format: 'liquid',
      messages: [
        { role: 'system', text: 'a\n' },
        { role: 'user', text: '{% if x %} {{ history }}{% endif %} \n' },
      ],
    };
    const text = written(content);
    expect(text).toContain('galley.format: liquid');
    expect(read(text).content).toEqual(content);
  });

  test('messages that a body cannot tell apart stand in the head too, with a note', () => {
    const content: Content = {
      ...base,
      messages: [
        { role: 'user', text: '' },
        { role: 'assistant', text: '{{#if a}}' },
        { role: 'user', text: '{{/if}}{{role "x"}}' },
      ],
    };
    const { prompts, written } = roundTrip(dotprompt, [
      { name: 'a', tags: [], versions: [{ content, message: '' }], labels: {} },
    ]);
    expect(prompts[0]!.versions[0]!.content).toEqual(content);
    expect(written).toMatchObject([{ severity: 'note', text: expect.stringContaining('galley.messages') as unknown }]);
  });

  test('whatever a prompt holds comes back from its file, or the report says what does not', () => {
    fc.assert(
      fc.property(anyPrompts(fc.oneof(anyContent, filledContent)), (prompts) => {
        const newest = prompts.map((prompt) => ({
          ...prompt,
          archived: undefined,
          versions: prompt.versions.slice(-1),
          labels: {},
        }));
        const { prompts: back, written } = roundTrip(dotprompt, newest);
        const found = new Map(withoutPlaces(back).map((prompt) => [prompt.name, prompt]));
        for (const prompt of unreported(newest, written)) {
          const again = found.get(prompt.name);
          expect(again?.tags).toEqual(prompt.tags);
          expect(printContent(again!.versions[0]!.content)).toBe(printContent(prompt.versions[0]!.content));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('whatever a prompt under a plain name says comes back without loss', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const { prompts, written } = roundTrip(dotprompt, [
          { name: 'a/b', tags: [], versions: [{ content, message: '' }], labels: {} },
        ]);
        expect(written.filter((loss) => loss.severity !== 'note')).toEqual([]);
        expect(prompts[0]!.versions[0]!.content).toEqual(content);
      }),
      { numRuns: 100 },
    );
  });

  test.each(['Why: a question?', '.NET review', 'team/“a” | "b"', 'ends with a dot.', 'aux'])(
    'a prompt called %j, which no common disk can hold, gets its name back from the file',
    (name) => {
      const content: Content = { ...emptyContent(), messages: [{ role: 'user', text: 'Hello' }] };
      const prompt = { name, tags: [], versions: [{ content, message: '' }], labels: {} };
      const { prompts, written } = roundTrip(dotprompt, [prompt]);
      expect(prompts.map((each) => each.name)).toEqual([name]);
      expect(written).toMatchObject([{ severity: 'note' }]);
    },
  );

  test('a file that was given another name is called by it, whatever name it holds', () => {
    const text = '---\ngalley.name: "Why: a question?"\n---\nHello';
    expect(readAll(dotprompt, { 'Why- a question-.prompt': text }).prompts[0]!.name).toBe('Why: a question?');
    expect(readAll(dotprompt, { 'old/Why- a question-.prompt': text }).prompts[0]!.name).toBe('old/Why: a question?');
    expect(readAll(dotprompt, { 'renamed.prompt': text }).prompts[0]!.name).toBe('renamed');
  });
});

const csvFile = corpus('awesome-chatgpt-prompts.csv');
const historyFile = corpus('fabric-pattern-history.jsonl');

describe.skipIf(csvFile.absent || historyFile.absent)('real prompts', () => {
  test('every version of two collections goes to .prompt and comes back the same', () => {
    const prompts = [
      ...readAll(csv, { 'awesome.csv': readFileSync(csvFile.path) }).prompts,
      ...readAll(jsonl, { 'fabric.jsonl': readFileSync(historyFile.path) }).prompts,
    ];
    const single = prompts.flatMap((prompt, at) =>
      prompt.versions.map((version, n) => ({
        name: `p${at}/v${n}`,
        tags: [],
        versions: [{ content: version.content, message: '' }],
        labels: {},
      })),
    );
    const { prompts: back, written } = roundTrip(dotprompt, single);
    expect(written.filter((loss) => loss.severity !== 'note')).toEqual([]);
    expect(withoutPlaces(back)).toEqual(single);
    const inHead = written.filter((loss) => loss.text.includes('galley.messages')).length;
    console.log(`${single.length} versions came back the same; ${inHead} of them with their messages in the head.`);
  });
});
