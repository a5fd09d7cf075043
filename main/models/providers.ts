import type { LanguageModel } from 'ai';

/** A model of the SDK; never a bare name, which the SDK would send to its own gateway. */
export type ConnectedModel = Exclude<LanguageModel, string>;

/** How to reach a model. `fetch` is the only way out: a caller that keeps it from the network keeps the SDK from it. */
export type Connection = { modelId: string; apiKey: string; fetch: typeof fetch };

/** One provider: everything Galley knows of it. */
export type ProviderEntry = {
  /** Stands before the model's id where that alone would not tell: `groq/llama-3.3-70b`. */
  id: string;
  name: string;
  /** What the price catalogue calls it. */
  catalogueId: string;
  /** Other names that imported prompts call it by. */
  aliases: readonly string[];
  /** Its models are known by their own ids, without the provider's. */
  isBare: boolean;
  /** The environment variable its key is taken from. */
  keyName: string;
  connect(connection: Connection): Promise<ConnectedModel>;
};

/** In the order of the picker. The SDKs are loaded with the first connection, and only the one that is needed. */
export const providerEntries: readonly ProviderEntry[] = [
  {
    id: 'openai',
    name: 'OpenAI',
    catalogueId: 'openai',
    aliases: [],
    isBare: true,
    keyName: 'OPENAI_API_KEY',
    async connect({ modelId, apiKey, fetch }) {
      const { createOpenAI } = await import('@ai-sdk/openai');
      const provider = createOpenAI({ apiKey, fetch, baseURL: 'https://api.openai.com/v1' });
      return isOlderChatModel(modelId) ? provider.chat(modelId) : provider.responses(modelId);
    },
  },
  {
    id: 'anthropic',
    name: 'Anthropic',
    catalogueId: 'anthropic',
    aliases: ['claude'],
    isBare: true,
    keyName: 'ANTHROPIC_API_KEY',
    async connect({ modelId, apiKey, fetch }) {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic({ apiKey, fetch, baseURL: 'https://api.anthropic.com/v1' })(modelId);
    },
  },
  {
    id: 'google',
    name: 'Google',
    catalogueId: 'google',
    aliases: ['googleai', 'gemini', 'vertexai'],
    isBare: true,
    keyName: 'GEMINI_API_KEY',
    async connect({ modelId, apiKey, fetch }) {
      const { createGoogle } = await import('@ai-sdk/google');
      const baseURL = 'https://generativelanguage.googleapis.com/v1beta';
      return createGoogle({ apiKey, fetch, baseURL })(modelId);
    },
  },
  {
    id: 'mistral',
    name: 'Mistral',
    catalogueId: 'mistral',
    aliases: ['mistralai'],
    isBare: true,
    keyName: 'MISTRAL_API_KEY',
    async connect({ modelId, apiKey, fetch }) {
      const { createMistral } = await import('@ai-sdk/mistral');
      return createMistral({ apiKey, fetch, baseURL: 'https://api.mistral.ai/v1' })(modelId);
    },
  },
  compatible('groq', 'Groq', 'https://api.groq.com/openai/v1', 'GROQ_API_KEY'),
  compatible('deepseek', 'DeepSeek', 'https://api.deepseek.com/v1', 'DEEPSEEK_API_KEY'),
  compatible('xai', 'xAI', 'https://api.x.ai/v1', 'XAI_API_KEY', { catalogueId: 'x-ai', aliases: ['x-ai', 'grok'] }),
  compatible('cerebras', 'Cerebras', 'https://api.cerebras.ai/v1', 'CEREBRAS_API_KEY'),
  compatible('fireworks', 'Fireworks', 'https://api.fireworks.ai/inference/v1', 'FIREWORKS_API_KEY', {
    aliases: ['fireworks_ai'],
  }),
  compatible('together', 'Together AI', 'https://api.together.xyz/v1', 'TOGETHER_API_KEY', {
    aliases: ['togetherai', 'together_ai'],
  }),
  compatible('perplexity', 'Perplexity', 'https://api.perplexity.ai', 'PERPLEXITY_API_KEY'),
  compatible('moonshotai', 'Moonshot AI', 'https://api.moonshot.ai/v1', 'MOONSHOT_API_KEY', { aliases: ['moonshot'] }),
  compatible('cohere', 'Cohere', 'https://api.cohere.ai/compatibility/v1', 'COHERE_API_KEY'),
  compatible('openrouter', 'OpenRouter', 'https://openrouter.ai/api/v1', 'OPENROUTER_API_KEY'),
  compatible('ollama', 'Ollama', 'http://localhost:11434/v1', 'OLLAMA_API_KEY', { aliases: ['local'] }),
];

/** By id or alias, in lower case. */
export function providerNamed(name: string): ProviderEntry | null {
  return providerEntries.find((entry) => entry.id === name || entry.aliases.includes(name)) ?? null;
}

/** A provider that speaks OpenAI's Chat Completions. */
function compatible(
  id: string,
  name: string,
  baseURL: string,
  keyName: string,
  rest: { catalogueId?: string; aliases?: readonly string[] } = {},
): ProviderEntry {
  return {
    id,
    name,
    catalogueId: rest.catalogueId ?? id,
    aliases: rest.aliases ?? [],
    isBare: false,
    keyName,
    async connect({ modelId, apiKey, fetch }) {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({ name: id, apiKey, fetch, baseURL, supportsStructuredOutputs: true })(modelId);
    },
  };
}

/** Models before those that reason take stops, seeds and penalties, and only Chat Completions carries these; the later
 *  ones take none of them, and the newest take tools over Responses alone. */
function isOlderChatModel(modelId: string): boolean {
  return /^(ft:)?(gpt-3\.5|gpt-4|gpt-4o|chatgpt-4o|gpt-4\.1|gpt-4\.5)/.test(modelId);
}
