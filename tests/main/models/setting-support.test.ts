import { expect, test } from 'vitest';
import { unsupportedSettings } from '../../../main/models/setting-support.ts';
import { forbidNetwork } from './no-network.ts';

forbidNetwork();

test('a model that reasons takes no temperature, seed or penalties; one before it takes all but top K', async () => {
  const reasoning = await unsupportedSettings('openai', 'gpt-5');
  expect(Object.keys(reasoning)).toEqual(expect.arrayContaining(['temperature', 'seed', 'frequencyPenalty', 'topK']));
  expect(reasoning.temperature).toBe('Temperature is not supported for reasoning models and is left out.');
  expect(Object.keys(await unsupportedSettings('openai', 'gpt-4o'))).toEqual(['topK']);
});

test('Anthropic takes no penalties and no seed', async () => {
  const found = await unsupportedSettings('anthropic', 'claude-sonnet-4-5');
  expect(Object.keys(found)).toEqual(expect.arrayContaining(['seed', 'frequencyPenalty', 'presencePenalty']));
  expect(found.temperature).toBeUndefined();
});
