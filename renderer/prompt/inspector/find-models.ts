import type { ModelInfo } from '../../../shared/contract/model-calls.ts';

const MOST_FOUND = 60;

/** The whole list, the chosen model first. */
export function chosenFirst(models: readonly ModelInfo[], chosen: string): ModelInfo[] {
  return [...models.filter(({ id }) => id === chosen), ...models.filter(({ id }) => id !== chosen)];
}

/** The models in whose id, name or provider every word of `query` is found; those whose id begins with it first.
 *  `more` counts those beyond the sixty that are given. */
export function findModels(models: readonly ModelInfo[], query: string): { found: ModelInfo[]; more: number } {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const all = models.filter((model) => {
    const text = `${model.id} ${model.name} ${model.provider}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const begins = (model: ModelInfo) => words.length > 0 && model.id.startsWith(words[0]!);
  const sorted = [...all.filter(begins), ...all.filter((model) => !begins(model))];
  return { found: sorted.slice(0, MOST_FOUND), more: Math.max(0, sorted.length - MOST_FOUND) };
}
