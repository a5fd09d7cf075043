import { describe, expect, test } from 'vitest';
import { captureRequest } from '../../../main/models/capture-request.ts';
import { providerEntries } from '../../../main/models/providers.ts';
import { emptyContent, type Content, type Message } from '../../../shared/content.ts';
import type { ProviderRequest } from '../../../shared/contract/model-calls.ts';
import { forbidNetwork } from './no-network.ts';

forbidNetwork();

const ASKED: Message[] = [
  { role: 'system', text: 'Be brief.' },
  { role: 'user', text: 'Hello' },
];

describe('a request is what the SDK would send', () => {
  test('to OpenAI, older models over Chat Completions with all they take', async () => {
    const settings = { temperature: 0.2, maxTokens: 50, stop: ['END'], seed: 7, presencePenalty: 0.5 };
    const { url, headers, body, notes } = await requestOf('openai', 'gpt-4o', { settings });
    expect(url).toBe('https://api.openai.com/v1/chat/completions');
    expect(headers).toEqual({ authorization: 'Bearer $OPENAI_API_KEY', 'content-type': 'application/json' });
    expect(JSON.parse(body)).toEqual({
      model: 'gpt-4o',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hello' },
      ],
      temperature: 0.2,
      max_tokens: 50,
      stop: ['END'],
      seed: 7,
      presence_penalty: 0.5,
    });
    expect(notes).toEqual([]);
  });

  test('to OpenAI, models that reason over Responses; what they do not take is said and left out', async () => {
    const { url, body, notes } = await requestOf('openai', 'gpt-5', { settings: { temperature: 0.2, seed: 3 } });
    expect(url).toBe('https://api.openai.com/v1/responses');
    expect(JSON.parse(body)).toEqual({
      model: 'gpt-5',
      input: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'input_text', text: 'Hello' }] },
      ],
    });
    expect(notes.join(' ')).toContain('Temperature is not supported for reasoning models');
    expect(notes.join(' ')).toContain('Seed is not supported by this model');
  });

  test('to Anthropic, with the key and version in its own headers', async () => {
    const { url, headers, body } = await requestOf('anthropic', 'claude-sonnet-4-5', { settings: { topK: 5 } });
    expect(url).toBe('https://api.anthropic.com/v1/messages');
    expect(headers['x-api-key']).toBe('$ANTHROPIC_API_KEY');
    expect(headers['anthropic-version']).toBe('2023-06-01');
    expect(JSON.parse(body)).toMatchObject({
      model: 'claude-sonnet-4-5',
      top_k: 5,
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
    });
  });

  test('to Google, with the model in the address', async () => {
    const { url, headers, body } = await requestOf('google', 'gemini-2.5-flash', { settings: { maxTokens: 9 } });
    expect(url).toBe('https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent');
    expect(headers['x-goog-api-key']).toBe('$GEMINI_API_KEY');
    expect(JSON.parse(body)).toMatchObject({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [{ role: 'user', parts: [{ text: 'Hello' }] }],
      generationConfig: { maxOutputTokens: 9 },
    });
  });

  test.each(providerEntries.map((entry) => entry.id))('every provider’s entry makes one: %s', async (provider) => {
    const { headers, body, url } = await requestOf(provider, 'some-model', {});
    const entry = providerEntries.find((each) => each.id === provider)!;
    expect(Object.values(headers).join(' ')).toContain(`$${entry.keyName}`);
    expect(body + url).toContain('some-model');
    expect(body).toContain('Hello');
  });
});

test('tools, a forced choice and a response schema stand in the request', async () => {
  const schema = {
    type: 'object',
    properties: { mood: { type: 'string' } },
    required: ['mood'],
    additionalProperties: false,
  };
  const { body } = await requestOf('openai', 'gpt-4o', {
    tools: [{ name: 'search', description: 'Finds tickets', parameters: { type: 'object', properties: {} } }],
    responseSchema: schema,
    settings: { toolChoice: 'search' },
  });
  expect(JSON.parse(body)).toMatchObject({
    tools: [{ type: 'function', function: { name: 'search', description: 'Finds tickets' } }],
    tool_choice: { type: 'function', function: { name: 'search' } },
    response_format: { type: 'json_schema', json_schema: { schema } },
  });
});

test('a tool’s message answers a call that is put before it, and that is said', async () => {
  const messages: Message[] = [...ASKED, { role: 'tool', text: 'Found nothing.' }];
  const { body, notes } = await requestOf('openai', 'gpt-4o', {}, messages);
  const sent = (
    JSON.parse(body) as { messages: { role: string; tool_calls?: { id: string }[]; tool_call_id?: string }[] }
  ).messages;
  expect(sent.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool']);
  expect(sent[3]!.tool_call_id).toBe(sent[2]!.tool_calls![0]!.id);
  expect(notes).toContainEqual(expect.stringContaining('A tool message answers a call'));
});

test('a developer’s message keeps its role where there is one, and is a system message elsewhere, which is said', async () => {
  const messages: Message[] = [
    { role: 'developer', text: 'Be brief.' },
    { role: 'user', text: 'Hello' },
  ];
  const openai = await requestOf('openai', 'gpt-4o', {}, messages);
  expect(openai.body).toContain('{"role":"developer","content":"Be brief."}');
  const mistral = await requestOf('mistral', 'mistral-small-latest', {}, messages);
  expect(mistral.body).toContain('{"role":"system","content":"Be brief."}');
  expect(mistral.notes).toContainEqual(expect.stringContaining('developer messages are sent as system messages'));
});

test('fields that a provider calls its own join the body', async () => {
  const settings = {
    temperature: 1,
    other: { logit_bias: { '50256': -100 }, generationConfig: { candidateCount: 2 } },
  };
  const { body } = await requestOf('google', 'gemini-2.5-flash', { settings });
  expect(JSON.parse(body)).toMatchObject({
    logit_bias: { '50256': -100 },
    generationConfig: { temperature: 1, candidateCount: 2 },
  });
});

test('settings that no one takes are said and left out', async () => {
  const settings = { reasoningEffort: 'enormous', toolChoice: 'search' };
  const { notes, body } = await requestOf('openai', 'gpt-5', { settings });
  expect(notes).toEqual(
    [
      'Tool choice is left out: there are no tools.',
      'Reasoning effort “enormous” is left out: it is one of none, minimal, low, medium, high, xhigh.',
    ].toSorted((a, b) => notes.indexOf(a) - notes.indexOf(b)),
  );
  expect(body).not.toContain('enormous');
});

async function requestOf(
  provider: string,
  modelId: string,
  rest: Partial<Content>,
  messages = ASKED,
): Promise<ProviderRequest> {
  const answer = await captureRequest({ provider, modelId, messages, content: { ...emptyContent(), ...rest } });
  if ('refusal' in answer) throw new Error(answer.refusal);
  return answer.request;
}
