import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prompty } from '../../../main/interchange/prompty.ts';
import { sourcesIn } from '../../../main/interchange/source-file.ts';
import type { CarriedPrompt, Loss } from '../../../shared/interchange.ts';
import { anyContent, anyPrompts, filledContent } from '../../arbitrary-content.ts';
import { corpus } from '../../corpus.ts';
import { refusalOf } from './refusal-of.ts';
import { readAll, roundTrip, unreported, withoutPlaces, writeAll } from './round-trip.ts';

function read(text: string, path = 'support/reply.prompty') {
  const { prompts, losses } = readAll(prompty, { [path]: text });
  return { prompt: prompts[0], content: prompts[0]?.versions[0]!.content, losses };
}
const head = (yaml: string, body = 'system:\nx\n') => read(`---\n${yaml}\n---\n${body}`);

describe('reading .prompty files', () => {
  test('the first form: api, configuration, parameters and sample', () => {
    const { prompt, content, losses } = head(
      `name: Reply
description: Answers
authors: [Ana, Ben]
tags: [mail]
model:
  api: chat
  configuration: {type: azure_openai, azure_deployment: gpt-4o}
  parameters: {temperature: 0.2, max_tokens: 300, stop: [END], seed: 7, logprobs: true}
inputs:
  question: {type: string, description: asked}
sample: {question: Why?, count: 2}
template: mustache`,
      '\nsystem:\nYou help.\n\n# user:\n{{question}}\n',
    );
    expect(losses).toEqual([]);
    expect(prompt).toMatchObject({ name: 'support/reply', tags: ['mail'], versions: [{ author: 'Ana, Ben' }] });
    expect(content).toMatchObject({
      format: 'mustache',
      messages: [
        { role: 'system', text: 'You help.' },
        { role: 'user', text: '{{question}}' },
      ],
      variables: [
        { name: 'question', type: 'string', description: 'asked', example: 'Why?' },
        { name: 'count', type: 'number', example: 2 },
      ],
      settings: {
        model: 'gpt-4o',
        temperature: 0.2,
        maxTokens: 300,
        stop: ['END'],
        seed: 7,
        other: { logprobs: true },
      },
    });
  });

  test('the second form: id, options, inputs and outputs as lists, function tools', () => {
    const { content } = head(
      `model:
  id: gpt-4o
  options: {maxOutputTokens: 10, topP: 0.5, additionalProperties: {stream: true}}
inputs:
  - {name: n, kind: integer, default: 3}
outputs:
  - {name: city, kind: string, required: true}
  - {name: tags, kind: array, items: {kind: string}}
  - {name: size, kind: float, enumValues: [1, 2]}
tools:
  - name: find
    kind: function
    description: Finds
    parameters:
      - {name: q, kind: string, required: true}
template: {format: {kind: jinja2}, parser: {kind: prompty}}`,
    );
    expect(content).toMatchObject({
      format: 'jinja2',
      variables: [{ name: 'n', type: 'number', default: 3 }],
      settings: { model: 'gpt-4o', maxTokens: 10, topP: 0.5, other: { stream: true } },
      tools: [
        {
          name: 'find',
          description: 'Finds',
          parameters: { type: 'object', properties: { q: { type: 'string' } }, required: ['q'] },
        },
      ],
      responseSchema: {
        type: 'object',
        properties: {
          city: { type: 'string' },
          tags: { type: 'array', items: { type: 'string' } },
          size: { type: 'number', enum: [1, 2] },
        },
        required: ['city'],
      },
    });
  });

  test('a thread that stands on a line of its own is the place of its messages', () => {
    const { content } = head(
      'inputs:\n  - {name: past, kind: thread}',
      'system:\ns\n\n{{past}}\n\nuser:\n{{past}}\n{{q}} {{past}}\n',
    );
    expect(content!.messages).toEqual([
      { role: 'system', text: 's' },
      { role: 'placeholder', text: 'past' },
      { role: 'placeholder', text: 'past' },
      { role: 'user', text: '{{q}} {{past}}' },
    ]);
  });

  test('roles are whole lines only, in any case; what stands before them is a system message', () => {
    expect(read('Hello\n\nUSER:\nuser: not a role\nfunction:\r\nf\r\n').content!.messages).toEqual([
      { role: 'system', text: 'Hello' },
      { role: 'user', text: 'user: not a role' },
      { role: 'tool', text: 'f' },
    ]);
  });

  test('references, images, made-up roles, role attributes and tools of other kinds are named', () => {
    const { losses } = head(
      'model: {id: x, connection: {apiKey: "${env:KEY}", file: "${file:a.json}"}}\ninputs: [{name: photo, kind: image}]\ntools: [{name: fs, kind: mcp}]',
      'user[name="Ana"]:\n![cat](cat.png)\n\n{{item.role}}:\nx\n',
    );
    expect(losses.map(({ severity, text }) => `${severity}: ${text.slice(0, 36)}`)).toEqual([
      'note: Kept as text and not filled in: ${en',
      'loss: The input photo is of the kind image',
      'note: The tool fs is not a function that G',
      "note: An image is kept as text: Galley's m",
      'loss: Roles that the template itself write',
      'loss: What stands beside the role user, [n',
    ]);
  });

  test('a key that stands in the file is left behind, and said so; an input called password is none', () => {
    const { content, losses } = head(
      'model: {configuration: {api_key: sk-12345, type: openai}}\ninputs: {password: string}',
    );
    expect(JSON.stringify(content)).not.toContain('sk-12345');
    expect(losses).toMatchObject([{ severity: 'loss', text: expect.stringContaining('api_key') }]);
    expect(content!.variables).toMatchObject([{ name: 'password' }]);
  });

  test.each([
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\n${Array.from(
        { length: 8 },
        (_, n) =>
          `a${n}: &a${n} [${Array(9)
            .fill(`*a${n === 0 ? '' : n - 1}`)
            .join(',')}]`,
      ).join('\n')}`,
      'yaml-aliases',
    ],
    ['deep lists', `a: ${'['.repeat(1_000)}`, 'yaml-too-deep'],
    ['broken YAML', 'a: [1', 'yaml-invalid'],
    ['a list', '- a', 'head-invalid'],
  ])('a head of %s is refused with one sentence', (_, yaml, code) => {
    const refusal = refusalOf(() => head(yaml));
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toMatch(/^The (?:YAML in|head of) support\/reply\.prompty[^\n]*\.$/);
  });

  test('a head that is never closed is refused; an empty prompt is passed over', () => {
    expect(refusalOf(() => read('---\nname: x\n'))?.code).toBe('head-unclosed');
    expect(head('name: x', '\n').losses).toMatchObject([{ severity: 'error', text: 'This prompt is empty.' }]);
  });

  test.each([
    ['spaces', `x\n${' '.repeat(1_000_000)}x`],
    ['line ends', `user:\nx${'\n'.repeat(200_000)}x`],
    ['openings of images', '!['.repeat(200_000)],
    ['roles', `${'user:\n'.repeat(9_000)}x`],
  ])('a body of many %s is read at once', (_, body) => {
    expect(head('name: x', body).content!.messages.at(-1)!.text.endsWith(body.slice(-1))).toBe(true);
  });

  test('strange shapes anywhere in the head are kept or reported, never a crash', () => {
    const members = [
      'name',
      'model',
      'inputs',
      'outputs',
      'sample',
      'tools',
      'template',
      'metadata',
      'authors',
      'tags',
      'inputSchema',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...members), fc.jsonValue({ maxDepth: 3 })), (value) => {
        refusalOf(() => head(JSON.stringify(value)));
      }),
      { numRuns: 150 },
    );
  });
});

describe('writing .prompty files', () => {
  test('what is not reported comes back the same, the head to the letter', () => {
    fc.assert(
      fc.property(anyPrompts(fc.oneof(anyContent, filledContent)), (prompts) => {
        const { prompts: back, written } = roundTrip(prompty, prompts);
        const kept = new Map(withoutPlaces(back).map((prompt) => [prompt.name, prompt]));
        for (const prompt of unreported(prompts, written)) {
          const { content, author } = prompt.versions.at(-1)!;
          const version = { content, message: '', ...(author?.trim() ? { author: author.trim() } : {}) };
          expect(kept.get(prompt.name)).toEqual({
            name: prompt.name,
            tags: prompt.tags,
            labels: {},
            versions: [version],
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  test('content whose texts are plain lines is carried whole, with everything around it', () => {
    const content = anyContent.map((content) => ({
      ...content,
      extra: {},
      messages: [
        { role: 'system' as const, text: 'Be brief.' },
        { role: 'placeholder' as const, text: 'history' },
        { role: 'user' as const, text: '{{ question }}\n\nThanks' },
      ],
    }));
    fc.assert(
      fc.property(content, (content) => {
        const prompt: CarriedPrompt = {
          name: 'a/b',
          tags: ['t'],
          labels: {},
          versions: [{ content, message: '', author: 'Ana' }],
        };
        const { prompts, written } = roundTrip(prompty, [prompt]);
        expect(written.filter((loss) => loss.severity !== 'note')).toEqual([]);
        expect(withoutPlaces(prompts)).toEqual([prompt]);
      }),
      { numRuns: 100 },
    );
  });

  test('texts that Prompty would read as roles or trim are reported', () => {
    const { content } = read('system:\nx\n');
    const prompts = ['user:', '\nx', 'x\n', '# System:\ny'].map((text, n) => ({
      name: `p${n}`,
      tags: [],
      labels: {},
      versions: [{ message: '', content: { ...content!, messages: [{ role: 'user' as const, text }] } }],
    }));
    expect(writeAll(prompty, prompts).losses.map((loss) => [loss.severity, loss.prompt])).toEqual(
      prompts.map(({ name }) => ['loss', name]),
    );
  });
});

const examples = corpus('prompty-examples');
describe.skipIf(examples.absent)(
  `real .prompty files${examples.absent ? `: skipped, ${examples.path} is not there` : ''}`,
  () => {
    test('all 91 are read, and written again they read the same, with no loss', () => {
      const sources = [...sourcesIn(examples.path)];
      const losses: Loss[] = [];
      const context = { lose: (loss: Loss) => losses.push(loss), mapping: null, siblings: new Map() };
      const prompts = sources.flatMap((source) => [...prompty.read(source, context)]);
      expect([sources.length, prompts.length]).toEqual([91, 91]);
      expect(losses.filter((loss) => loss.severity === 'error')).toEqual([]);
      const named = losses.filter((loss) => loss.severity === 'loss').map((loss) => loss.file!.slice(0, 3));
      expect(named).toEqual(['029', '071', '071', '076', '079', '087']);
      const again = roundTrip(prompty, prompts);
      expect(again.written.filter((loss) => loss.severity !== 'note')).toEqual([]);
      expect(withoutPlaces(again.prompts)).toEqual(withoutPlaces(prompts));
    });
  },
);
