import { describe, expect, test } from 'vitest';
import { calcPrice } from '@pydantic/genai-prices';
import { inputCost, listModels, modelInfo, nameModel } from '../../../main/models/catalogue.ts';
import { forbidNetwork } from './no-network.ts';

forbidNetwork();

describe('a model is known', () => {
  test('by its own id, with its prices per million tokens and its context', () => {
    expect(modelInfo('gpt-4o')).toEqual({
      id: 'gpt-4o',
      provider: 'OpenAI',
      name: 'gpt 4o',
      contextWindow: 128_000,
      inputPrice: 2.5,
      outputPrice: 10,
      tokenizer: 'exact',
    });
  });

  test('by a dated id', () => {
    expect(modelInfo('gpt-4o-mini-2024-07-18')).toMatchObject({ inputPrice: 0.15, outputPrice: 0.6 });
    expect(modelInfo('claude-sonnet-4-5-20250929')).toMatchObject({
      provider: 'Anthropic',
      inputPrice: 3,
      outputPrice: 15,
    });
  });

  test('under its provider’s name, however that is set before it', () => {
    expect(nameModel('openai/gpt-4o')).toEqual({ provider: 'openai', id: 'gpt-4o' });
    expect(nameModel('anthropic:claude-sonnet-4-5')).toEqual({ provider: 'anthropic', id: 'claude-sonnet-4-5' });
    expect(nameModel('googleai/gemini-2.5-flash')).toEqual({ provider: 'google', id: 'gemini-2.5-flash' });
    expect(nameModel('openrouter/meta-llama/llama-3.3-70b-instruct')).toEqual({
      provider: 'openrouter',
      id: 'meta-llama/llama-3.3-70b-instruct',
    });
  });
});

test('an unknown model has no price, no context and no provider, and costs nothing that could be said', () => {
  expect(modelInfo('my-own-model')).toBeNull();
  expect(inputCost('my-own-model', 1_000)).toBeNull();
  expect(nameModel('my-own-model')).toEqual({ provider: null, id: 'my-own-model' });
  expect(nameModel('')).toEqual({ provider: null, id: '' });
});

test('a model whose price the catalogue does not hold costs —, not nothing', () => {
  expect(calcPrice({ input_tokens: 1_000 }, 'moderation', { providerId: 'openai' })?.input_price).toBe(0);
  expect(inputCost('openai/moderation', 1_000)).toBeNull();
});

test('the cost of an input is its tokens by the price', () => {
  expect(inputCost('gpt-4o', 412)).toBeCloseTo((412 * 2.5) / 1_000_000, 12);
  expect(inputCost('gpt-4o', 0)).toBe(0);
});

test('the list names each model once, by ids that lead back to it, and none that does not write text', () => {
  const models = listModels();
  expect(models.length).toBeGreaterThan(300);
  expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
  for (const model of models) expect(modelInfo(model.id), model.id).toEqual(model);
  const ids = models.map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining(['gpt-4o', 'claude-sonnet-4-5', 'gemini-2.5-flash', 'mistral-small-latest']),
  );
  expect(ids.filter((id) => /embed|whisper|tts|moderation/.test(id))).toEqual([]);
});
