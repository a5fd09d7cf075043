import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { turnsOf } from '../../../renderer/prompt/inspector/history-turns.ts';
import { jsonParts } from '../../../renderer/prompt/inspector/json-parts.ts';
import { chosenFirst, findModels } from '../../../renderer/prompt/inspector/find-models.ts';
import { pastedValues, readValues } from '../../../renderer/prompt/inspector/paste-values.ts';
import { nextSetName } from '../../../renderer/prompt/inspector/set-names.ts';

describe('a paste into an empty field', () => {
  test('is values for all fields where it names one of them', () => {
    expect(pastedValues(' {"tone": "formal", "more": 1}', ['tone'])).toEqual({ tone: 'formal', more: 1 });
  });

  test('is a text like any other where it does not', () => {
    expect(pastedValues('{"unknown": 1}', ['tone'])).toBeNull();
    expect(pastedValues('{"tone": ', ['tone'])).toBeNull();
    expect(pastedValues('tone', ['tone'])).toBeNull();
    expect(readValues('[1]').problem).toContain('JSON object');
  });
});

test('a chat history is messages where it holds nothing else', () => {
  expect(turnsOf(undefined)).toEqual([]);
  expect(turnsOf([{ role: 'user', content: 'Hello' }])).toEqual([{ role: 'user', text: 'Hello' }]);
  expect(turnsOf([{ role: 'user', text: 'Hello', name: 'Ana' }])).toBeNull();
  expect(turnsOf([{ role: 'placeholder', text: 'x' }])).toBeNull();
  expect(turnsOf('Hello')).toBeNull();
});

test('a new set takes the next free number', () => {
  expect(nextSetName([])).toBe('Inputs 1');
  expect(nextSetName(['Inputs 1', 'French'])).toBe('Inputs 3');
  expect(nextSetName(['inputs 2'])).toBe('Inputs 3');
});

test('the parts of a JSON text are the text again, whatever it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
      expect(
        jsonParts(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
  );
  expect(jsonParts('{"a": ["b", 1.5e3, true]}').filter(({ kind }) => kind !== 'plain')).toEqual([
    { kind: 'key', text: '"a"' },
    { kind: 'string', text: '"b"' },
    { kind: 'word', text: '1.5e3' },
    { kind: 'word', text: 'true' },
  ]);
});

test('a model is found by the words of its id, name and provider, those that begin so first', () => {
  const models = ['gpt-4o', 'groq/gpt-oss', 'claude-sonnet-4-5'].map((id) => ({
    id,
    provider: id.startsWith('claude') ? 'Anthropic' : 'OpenAI',
    name: id,
    contextWindow: null,
    inputPrice: null,
    outputPrice: null,
    tokenizer: 'exact' as const,
  }));
  const idsOf = (query: string) => findModels(models, query).found.map(({ id }) => id);
  expect(idsOf('')).toHaveLength(3);
  expect(idsOf('openai gpt')).toEqual(['gpt-4o', 'groq/gpt-oss']);
  expect(idsOf('SONNET anthropic')).toEqual(['claude-sonnet-4-5']);
  expect(idsOf('groq')).toEqual(['groq/gpt-oss']);
  expect(chosenFirst(models, 'claude-sonnet-4-5')[0]!.id).toBe('claude-sonnet-4-5');
  const many = Array.from({ length: 100 }, (_, number) => ({ ...models[0]!, id: `m${number}` }));
  expect(findModels(many, '')).toMatchObject({ more: 40 });
});
