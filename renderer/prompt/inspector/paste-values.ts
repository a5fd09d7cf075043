import type { Json } from '../../../shared/canonical-json.ts';
import { readJson } from './typed-value.ts';

type Values = Record<string, Json>;
export type ReadValues = { values: Values; problem: null } | { values: null; problem: string };

/** Values by name from a JSON object, or why `text` is none. */
export function readValues(text: string): ReadValues {
  const { value, problem } = readJson(text);
  if (problem !== null) return { values: null, problem };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { values: null, problem: 'Values by name are a JSON object: { "name": value }.' };
  return { values: value, problem: null };
}

/** The values that a paste into an empty field means for all fields: an object that names at least one variable. Null
 *  where it is a text like any other. */
export function pastedValues(text: string, names: readonly string[]): Values | null {
  if (!text.trimStart().startsWith('{')) return null;
  const { values } = readValues(text);
  return values !== null && names.some((name) => Object.hasOwn(values, name)) ? values : null;
}
