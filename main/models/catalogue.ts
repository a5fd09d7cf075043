import { calcPrice, findProvider, type ModelInfo as PricedModel, type ModelPrice } from '@pydantic/genai-prices';
import type { ModelInfo } from '../../shared/contract/model-calls.ts';
import { splitModelId, type NamedModel } from '../../shared/model/model-id.ts';
import { encodingOf } from './encodings.ts';
import { providerEntries, providerNamed, type ProviderEntry } from './providers.ts';

/** The catalogue is the one in the installed package: `updatePrices` is never called, so nothing is fetched. */

/** Which provider serves this model, as far as its name or the catalogue tell. */
export function nameModel(model: string): NamedModel {
  const named = splitModelId(model, (name) => providerNamed(name)?.id ?? null);
  if (named.provider !== null) return named;
  const found = named.id === '' ? undefined : findProvider({ modelId: named.id })?.id;
  const entry = providerEntries.find((each) => each.catalogueId === found);
  return { provider: entry?.id ?? null, id: named.id };
}

/** What is known of a model a prompt names, dated ids and those typed by hand included; null where nothing is. */
export function modelInfo(model: string): ModelInfo | null {
  const { provider, id } = nameModel(model);
  const entry = provider === null ? null : providerNamed(provider);
  if (entry === null) return null;
  const priced = calcPrice({ input_tokens: 1 }, id, { providerId: entry.catalogueId });
  if (priced === null) return null;
  const { name, context_window: contextWindow } = priced.model;
  return {
    id: model.trim(),
    provider: entry.name,
    name: name ?? id,
    contextWindow: contextWindow ?? null,
    inputPrice: basePrice(priced.model_price, 'input_mtok'),
    outputPrice: basePrice(priced.model_price, 'output_mtok'),
    tokenizer: encodingOf(id, provider).exact ? 'exact' : 'approximate',
  };
}

/** What `tokens` of input cost, in US dollars, tiers included; null where the price is not known. */
export function inputCost(model: string, tokens: number): number | null {
  const { provider, id } = nameModel(model);
  const entry = provider === null ? null : providerNamed(provider);
  if (entry === null) return null;
  const priced = calcPrice({ input_tokens: tokens }, id, { providerId: entry.catalogueId });
  if (priced === null || priced.model_price['input_mtok'] === undefined) return null;
  return priced.input_price;
}

/** Every model that writes text, by provider in the order of `providerEntries`, newer names first. */
export function listModels(): ModelInfo[] {
  return providerEntries.flatMap((entry) => {
    const known = findProvider({ providerId: entry.catalogueId })?.models ?? [];
    return known
      .filter(writesText)
      .map((model) => listedId(entry, model.id))
      .filter((id) => id !== null)
      .map(modelInfo)
      .filter((model) => model !== null)
      .toSorted((a, b) => rankOf(a.id) - rankOf(b.id) || b.id.localeCompare(a.id, 'en', { numeric: true }));
  });
}

/** Numbered members of the well-known families first, then other ids, then those that need their provider's name. */
function rankOf(id: string): number {
  if (/^(gpt-\d|claude-[a-z]+-\d|gemini-\d|mistral-[a-z]+-(latest|\d))/.test(id)) return 0;
  return id.includes('/') ? 2 : 1;
}

/** The id that leads back to this model of this provider. A cloud's copy of another provider's model is not listed. */
function listedId(entry: ProviderEntry, id: string): string | null {
  if (!entry.isBare) return `${entry.id}/${id}`;
  const { provider } = nameModel(id);
  if (provider === entry.id) return id;
  return provider === null ? `${entry.id}/${id}` : null;
}

const OTHER_WORK =
  /embed|whisper|moderation|rerank|transcri|tts|-image|realtime|-live|voxtral|ocr|davinci|curie|babbage|^ada$|audio|:extended/;

/** Ids that end in a dash are beginnings of ids, which the catalogue matches tuned models by. */
function writesText({ id, deprecated, prices }: PricedModel): boolean {
  if (deprecated === true || OTHER_WORK.test(id) || id.endsWith('-') || id.startsWith('ft:')) return false;
  const known = Array.isArray(prices) ? Object.assign({}, ...prices.map((each) => each.prices)) : prices;
  return Object.keys(known as ModelPrice).length === 0 || (known as ModelPrice)['output_mtok'] !== undefined;
}

/** Dollars per million tokens, before any tier. */
function basePrice(prices: ModelPrice, key: string): number | null {
  const price = prices[key];
  if (price === undefined) return null;
  return typeof price === 'number' ? price : price.base;
}
