import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { encodingOf } from '../../../main/models/encodings.ts';
import { Models } from '../../../main/models/models.ts';
import { estimate, TokenCounts } from '../../../main/models/token-counts.ts';

const counts = new TokenCounts();
afterAll(() => counts.close());

/** https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb */
const PUBLISHED = [
  ['tiktoken is great!', 6, 6],
  ['antidisestablishmentarianism', 6, 6],
  ['2 + 2 = 4', 7, 7],
  ['お誕生日おめでとう', 9, 8],
] as const;

describe('counts are those that OpenAI publishes', () => {
  test.each(PUBLISHED)('%s', async (text, cl100k, o200k) => {
    expect(await counts.count('cl100k_base', [text])).toEqual([{ tokens: cl100k, exact: true }]);
    expect(await counts.count('o200k_base', [text])).toEqual([{ tokens: o200k, exact: true }]);
  });

  test('what reads like a special token is text', async () => {
    const [plain] = await counts.count('o200k_base', ['<|endoftext|>']);
    expect(plain!.tokens).toBeGreaterThan(1);
  });
});

test('any text has a count, of at most one token a byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 4 }), async (texts) => {
      const found = await counts.count('o200k_base', texts);
      expect(found.map(({ exact }) => exact)).toEqual(texts.map(() => true));
      for (const [at, { tokens }] of found.entries()) {
        const bytes = new TextEncoder().encode(texts[at]).length;
        expect(tokens).toBeLessThanOrEqual(bytes);
        expect(tokens > 0).toBe(bytes > 0);
      }
    }),
    { numRuns: 40 },
  );
});

test('a text that takes too long is estimated, and those beside it are exact', async () => {
  const hurried = new TokenCounts(3_000);
  try {
    const run = 'a'.repeat(300_000);
    const [long, short] = await hurried.count('o200k_base', [run, 'tiktoken is great!']);
    expect(long).toEqual({ tokens: estimate(run), exact: false });
    expect(short).toEqual({ tokens: 6, exact: true });
  } finally {
    await hurried.close();
  }
});

test('encodings are exact for the models they are published for, where OpenAI serves them', () => {
  expect(encodingOf('gpt-4o-2024-08-06', 'openai')).toEqual({ encoding: 'o200k_base', exact: true });
  expect(encodingOf('o3', 'openai')).toEqual({ encoding: 'o200k_base', exact: true });
  expect(encodingOf('gpt-5-mini', 'openai')).toEqual({ encoding: 'o200k_base', exact: true });
  expect(encodingOf('gpt-4-turbo', 'openai')).toEqual({ encoding: 'cl100k_base', exact: true });
  expect(encodingOf('gpt-3.5-turbo-0125', 'openai')).toEqual({ encoding: 'cl100k_base', exact: true });
  expect(encodingOf('openai/gpt-oss-120b', 'groq')).toEqual({ encoding: 'o200k_harmony', exact: true });
  expect(encodingOf('claude-sonnet-4-5', 'anthropic').exact).toBe(false);
  expect(encodingOf('gpt-9', 'openai').exact).toBe(false);
  expect(encodingOf('', null).exact).toBe(false);
});

describe('a count of messages', () => {
  const models = new Models();
  afterAll(() => models.close());
  const messages = [
    { role: 'system' as const, text: 'tiktoken is great!' },
    { role: 'user' as const, text: '2 + 2 = 4' },
  ];

  test('holds each text, what roles take, the context and the cost', async () => {
    expect(await models.count({ model: 'gpt-4o', messages })).toEqual({
      messages: [6, 7],
      total: 6 + 7 + 2 * 4 + 3,
      exact: true,
      exactMessages: true,
      contextWindow: 128_000,
      cost: (24 * 2.5) / 1_000_000,
    });
  });

  test('is approximate with tools, and more', async () => {
    const tools = [{ name: 'search', description: 'Finds tickets' }];
    const counted = await models.count({ model: 'gpt-4o', messages, content: { tools, responseSchema: null } });
    expect([counted.exact, counted.exactMessages]).toEqual([false, true]);
    expect(counted.total).toBeGreaterThan(24);
  });

  test('of an unknown model is approximate, and neither context nor cost is known', async () => {
    const counted = await models.count({ model: 'my-own-model', messages });
    expect(counted).toMatchObject({ exact: false, contextWindow: null, cost: null });
  });

  test('of nothing is nothing', async () => {
    expect(await models.count({ model: null, messages: [] })).toMatchObject({ messages: [], total: 0, cost: null });
  });

  test('the request is made in a worker without the network', async () => {
    const content = {
      format: 'liquid' as const,
      messages: [],
      variables: [],
      settings: {},
      tools: [],
      responseSchema: null,
      extra: {},
    };
    const request = await models.request('gpt-4o', messages, content);
    expect(request.url).toBe('https://api.openai.com/v1/chat/completions');
    await expect(models.request(null, messages, content)).rejects.toThrow('Choose a model');
    await expect(models.request('my-own-model', messages, content)).rejects.toThrow('does not know who serves');
  });
});
