import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { langfuse } from '../../../main/interchange/langfuse.ts';
import { anyContent, anyPrompts, filledContent } from '../../arbitrary-content.ts';
import { refusalOf } from './refusal-of.ts';
import { readAll, roundTrip, unreported, withoutPlaces, writeAll } from './round-trip.ts';

const read = (value: unknown) => readAll(langfuse, { 'p.json': JSON.stringify(value) });

/** As `GET /api/public/v2/prompts/{name}` answers. */
const exported = {
  id: 'clx',
  projectId: 'p',
  createdAt: '2024-05-01T10:00:00.000Z',
  updatedAt: '2024-05-01T10:00:00.000Z',
  createdBy: 'ana@example.org',
  name: 'support/reply',
  version: 2,
  type: 'chat',
  isActive: true,
  config: { model: 'gpt-4o', temperature: 0.7, max_tokens: 100, top_p: 1, stop: ['END'], stream: true },
  labels: ['production', 'latest'],
  tags: ['support'],
  commitMessage: 'shorter',
  prompt: [
    { role: 'system', content: 'You help {{customer}}.' },
    { type: 'placeholder', name: 'history' },
    { type: 'chatmessage', role: 'user', content: '{{question}}' },
  ],
  resolutionGraph: null,
};
const first = {
  ...exported,
  version: 1,
  type: 'text',
  prompt: 'Help {{customer}}.',
  labels: [],
  config: {},
  commitMessage: null,
};

describe('reading Langfuse JSON', () => {
  test('versions, messages, labels, settings, author, date and message are read', () => {
    const { prompts, losses } = read([exported, first]);
    expect(withoutPlaces(prompts)).toMatchObject([
      {
        name: 'support/reply',
        tags: ['support'],
        labels: { production: 1 },
        versions: [
          {
            message: '',
            content: { format: 'liquid', messages: [{ role: 'user', text: 'Help {{customer}}.' }], settings: {} },
          },
          {
            message: 'shorter',
            author: 'ana@example.org',
            committedAt: Date.UTC(2024, 4, 1, 10),
            content: {
              messages: [
                { role: 'system', text: 'You help {{customer}}.' },
                { role: 'placeholder', text: 'history' },
                { role: 'user', text: '{{question}}' },
              ],
              settings: {
                model: 'gpt-4o',
                temperature: 0.7,
                maxTokens: 100,
                topP: 1,
                stop: ['END'],
                other: { stream: true },
              },
            },
          },
        ],
      },
    ]);
    expect(losses).toEqual([
      { severity: 'note', file: 'p.json', prompt: 'support/reply', text: expect.stringContaining('“latest”') },
    ]);
  });

  test('a list under data and a single prompt are read too', () => {
    expect(read({ data: [first], meta: {} }).prompts).toHaveLength(1);
    expect(read(first).prompts).toHaveLength(1);
  });

  test('labels that Galley cannot set, and numbers that become others, are reported', () => {
    const { prompts, losses } = read({ ...first, version: 7, labels: ['Prod EU', 'v3', 'staging'] });
    expect(prompts[0]!.labels).toEqual({ staging: 0 });
    expect(losses.map(({ severity, text }) => [severity, text.slice(0, 32)])).toEqual([
      ['loss', 'The label “Prod EU” was left beh'],
      ['loss', 'The label “v3” was left behind. '],
      ['note', "Langfuse's version 7 became v1."],
    ]);
  });

  test.each([
    ['plain', 'Hi {{ name }}', 'liquid'],
    ['sections', '{{#each items}}x{{/each}}', 'mustache'],
    ['what is a tag in Liquid only', 'Use {% if %} in Liquid', 'mustache'],
  ])('a prompt of %s variables is kept in the format that means the same', (_, prompt, format) => {
    expect(read({ ...first, prompt }).prompts[0]!.versions[0]!.content.format).toBe(format);
  });

  test('tools and a response schema are found in the config, and other shapes stay there', () => {
    const tool = { type: 'function', function: { name: 'find', description: 'd', parameters: { type: 'object' } } };
    const response_format = { type: 'json_schema', json_schema: { name: 'response', schema: { type: 'object' } } };
    expect(
      read({ ...first, config: { tools: [tool], response_format } }).prompts[0]!.versions[0]!.content,
    ).toMatchObject({
      tools: [{ name: 'find', description: 'd', parameters: { type: 'object' } }],
      responseSchema: { type: 'object' },
      settings: {},
    });
    const other = { tools: [{ type: 'web_search' }], response_format: { type: 'json_object' }, temperature: 'warm' };
    expect(read({ ...first, config: other }).prompts[0]!.versions[0]!.content).toMatchObject({
      tools: [],
      responseSchema: null,
      settings: { other },
    });
  });

  test('unknown roles, further members and references are reported', () => {
    const prompt = [
      { role: 'narrator', content: 'x' },
      { role: 'assistant', content: 'y', tool_calls: [] },
      { role: 'user', content: '@@@langfusePrompt:name=x|label=production@@@' },
    ];
    const { losses } = read({ ...first, type: 'chat', prompt });
    expect(losses.map((loss) => loss.severity)).toEqual(['loss', 'loss', 'loss']);
  });

  test('bad items are reported with their place, and the others are read', () => {
    const { prompts, losses } = read({
      data: [{ name: 'listed', versions: [1, 2] }, { ...first, name: '../x' }, { ...first, prompt: 3 }, first],
    });
    expect(prompts).toHaveLength(1);
    expect(losses.map(({ severity, text }) => [severity, text.split(':')[0]])).toEqual([
      ['error', '$.data[0].prompt'],
      ['error', 'A prompt name cannot hold “..” as a folder.'],
      ['error', '$.data[2].prompt'],
    ]);
  });

  test('what holds no prompts is refused', () => {
    expect(refusalOf(() => read({ hello: 1 }))?.code).toBe('langfuse-invalid');
    expect(refusalOf(() => readAll(langfuse, { 'p.json': '{' }))?.code).toBe('json-invalid');
    expect(refusalOf(() => readAll(langfuse, { 'p.json': '['.repeat(100_000) + ']'.repeat(100_000) }))?.code).toBe(
      'json-too-deep',
    );
  });
});

describe('writing Langfuse JSON', () => {
  test('what is not reported comes back the same', () => {
    fc.assert(
      fc.property(anyPrompts(fc.oneof(anyContent, filledContent)), (prompts) => {
        const { prompts: back, written } = roundTrip(langfuse, prompts);
        const kept = new Map(withoutPlaces(back).map((prompt) => [prompt.name, prompt]));
        for (const prompt of unreported(prompts, written)) expect(kept.get(prompt.name)).toEqual(prompt);
      }),
      { numRuns: 300 },
    );
  });

  test('an export of Langfuse comes back as it was', () => {
    const { prompts } = read([first, exported]);
    const { files } = writeAll(langfuse, prompts);
    const [one, two] = JSON.parse(new TextDecoder().decode(files[0]!.bytes)) as Record<string, unknown>[];
    const { id: _1, projectId: _2, updatedAt: _3, isActive: _4, resolutionGraph: _5, ...rest } = exported;
    const [system, history, user] = exported.prompt;
    expect(two).toEqual({
      ...rest,
      labels: ['production'],
      prompt: [system, history, { role: user!.role, content: user!.content }],
    });
    expect(one).toMatchObject({ type: 'text', prompt: first.prompt, version: 1, config: {} });
  });

  test('a chat of one question stays a chat', () => {
    const { prompts } = read({ ...first, type: 'chat', prompt: [{ role: 'user', content: 'x' }] });
    const { files } = writeAll(langfuse, prompts);
    expect(JSON.parse(new TextDecoder().decode(files[0]!.bytes))).toMatchObject([
      { type: 'chat', prompt: [{ role: 'user', content: 'x' }] },
    ]);
  });
});
