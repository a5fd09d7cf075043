import { generateText, jsonSchema, Output, tool, wrapLanguageModel } from 'ai';
import type { SharedV4Warning } from '@ai-sdk/provider';
import type { Content, Message } from '../../shared/content.ts';
import type { ProviderRequest } from '../../shared/contract/model-calls.ts';
import { callOptions } from './call-options.ts';
import { withOwnFields } from './own-fields.ts';
import { providerNamed } from './providers.ts';
import { warningText } from './warning-text.ts';

export type RequestInput = {
  provider: string;
  modelId: string;
  messages: readonly Message[];
  content: Content;
};
/** A refusal says what the SDK cannot put into a request for this provider. */
export type CaptureAnswer = { request: ProviderRequest } | { refusal: string };

/** The request as it would be sent, with what was left out of it as sentences. */
export async function captureRequest(input: RequestInput): Promise<CaptureAnswer> {
  const heard = await heardRequest(input);
  if (heard.caught === null) return { refusal: heard.failure ?? 'no request was made' };
  const { url, init } = heard.caught;
  return {
    request: {
      provider: heard.providerName,
      method: 'POST',
      url,
      headers: shownHeaders(init?.headers),
      body: typeof init?.body === 'string' ? init.body : '',
      notes: [...heard.notes, ...heard.warnings.map(warningText)],
    },
  };
}

type Heard = {
  providerName: string;
  caught: { url: string; init: RequestInit | undefined } | null;
  notes: string[];
  warnings: SharedV4Warning[];
  failure: string | null;
};

class Captured extends Error {}

/** Has the SDK make a request. It is caught where it would go to the network, and answered from here, so that the SDK
 *  goes on to tell what it left out. */
export async function heardRequest({ provider, modelId, messages, content }: RequestInput): Promise<Heard> {
  const entry = providerNamed(provider);
  if (entry === null) throw new Error(`no provider ${provider}`);
  const { options, notes } = callOptions({ jsonSchema, tool, Output }, provider, messages, content);
  const heard: Heard = { providerName: entry.name, caught: null, notes, warnings: [], failure: null };
  const catching: typeof fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    heard.caught = { url, init };
    return Promise.resolve(Response.json(answerFor(url)));
  };
  const connected = await entry.connect({
    modelId,
    apiKey: `$${entry.keyName}`,
    fetch: withOwnFields(catching, content.settings.other),
  });
  const model = wrapLanguageModel({
    model: connected,
    middleware: {
      specificationVersion: 'v4',
      async wrapGenerate({ doGenerate }) {
        const { warnings } = await doGenerate();
        heard.warnings.push(...warnings);
        throw new Captured();
      },
    },
  });
  try {
    await generateText({ ...options, model });
  } catch (error) {
    if (!(error instanceof Captured)) heard.failure = error instanceof Error ? error.message : String(error);
  }
  return heard;
}

/** What the SDK says about itself is no part of what one would send. */
function shownHeaders(headers: HeadersInit | undefined): Record<string, string> {
  return Object.fromEntries([...new Headers(headers)].filter(([name]) => name !== 'user-agent'));
}

/** The shortest answer each kind of endpoint may give. */
function answerFor(url: string): object {
  if (url.endsWith('/responses')) return { id: 'a', created_at: 0, model: 'm', output: [], usage: TWO_COUNTS };
  if (url.endsWith('/messages'))
    return { type: 'message', id: 'a', model: 'm', content: [], stop_reason: 'end_turn', usage: TWO_COUNTS };
  if (url.includes(':generateContent')) return { candidates: [{ content: { parts: [] }, finishReason: 'STOP' }] };
  const message = { role: 'assistant', content: '' };
  return {
    id: 'a',
    created: 0,
    model: 'm',
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
  };
}

const TWO_COUNTS = { input_tokens: 0, output_tokens: 0 };
