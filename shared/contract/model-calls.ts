import { z } from 'zod';
import { Content, Message } from '../content.ts';
import { COPY_KINDS } from './copy-kinds.ts';

/** A model as the catalogue that comes with Galley knows it. Prices are US dollars per million tokens. */
export const ModelInfo = z.object({
  id: z.string(),
  provider: z.string(),
  name: z.string(),
  contextWindow: z.number().nullable(),
  inputPrice: z.number().nullable(),
  outputPrice: z.number().nullable(),
  tokenizer: z.enum(['exact', 'approximate']).describe('approximate where the vendor does not publish its tokenizer'),
});
export type ModelInfo = z.infer<typeof ModelInfo>;

export const TokenCount = z.object({
  messages: z.array(z.number()),
  total: z.number().describe('with what roles, tools and the response schema take'),
  exact: z.boolean(),
  exactMessages: z
    .boolean()
    .describe('whether the counts of the messages are exact: how tools are read is not published'),
  contextWindow: z.number().nullable(),
  cost: z.number().nullable().describe('US dollars for the input; null where the price is not known'),
});
export type TokenCount = z.infer<typeof TokenCount>;

/** What would be sent, to the byte; keys are named, never shown. */
export const ProviderRequest = z.object({
  provider: z.string(),
  method: z.literal('POST'),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().describe('JSON as it is sent'),
  notes: z.array(z.string()).describe('what the model does not support and was left out, as sentences'),
});
export type ProviderRequest = z.infer<typeof ProviderRequest>;

/** Markdown and JSON carry the prompt as it is written; the others are its request, ready to run. */
export const CopyKind = z.enum(COPY_KINDS);
export type CopyKind = z.infer<typeof CopyKind>;

export const modelCalls = {
  'model.list': { input: z.strictObject({}), output: z.object({ models: z.array(ModelInfo) }) },
  'model.count': {
    input: z.strictObject({
      model: z.string().nullable(),
      messages: z.array(Message),
      content: Content.pick({ tools: true, responseSchema: true }).optional(),
    }),
    output: TokenCount,
  },
  /** What is known of one model, typed by hand or not, and the settings it does not take with a sentence on each. */
  'model.get': {
    input: z.strictObject({ model: z.string().max(1_000) }),
    output: z.object({ info: ModelInfo.nullable(), unsupported: z.record(z.string(), z.string()) }),
  },
  /** `messages` are filled in already; `content` gives settings, tools and the response schema. */
  'model.request': {
    input: z.strictObject({ model: z.string().nullable(), messages: z.array(Message), content: Content }),
    output: ProviderRequest,
  },
  /** `messages` are filled in, and used where the kind is a request. */
  'model.copyAs': {
    input: z.strictObject({
      kind: CopyKind,
      name: z.string().max(1_000),
      messages: z.array(Message),
      content: Content,
    }),
    output: z.object({ text: z.string() }),
  },
};
