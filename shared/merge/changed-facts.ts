import { canonicalJson, type Json } from '../canonical-json.ts';
import type { ContentMerge } from './merge-content.ts';
import type { MergedJson } from './merge-json.ts';
import type { Merged, Whose } from './three-way.ts';

/** Something beside the messages that a side changed without a question. `value` is null where it was taken out. */
export type ChangedFact = { name: string; by: Exclude<Whose, 'same'>; value: string | null };

export function changedFacts(merge: ContentMerge): ChangedFact[] {
  return [
    ...settled('template format', merge.format, (format) => format),
    ...changed(['setting'], merge.settings),
    ...Object.entries(merge.variables.items).flatMap(([key, item]) => changed(['variable', key.slice(1)], item)),
    ...settled('order of the variables', merge.variables.order, names),
    ...Object.entries(merge.tools.items).flatMap(([key, item]) => changed(['tool', key.slice(1)], item)),
    ...settled('order of the tools', merge.tools.order, names),
    ...changed(['response schema'], merge.responseSchema),
    ...changed(['imported fact'], merge.extra),
  ];
}

function changed(path: string[], merged: MergedJson): ChangedFact[] {
  if (merged.kind === 'object') return merged.members.flatMap(([name, value]) => changed([...path, name], value));
  if (merged.kind === 'same' || merged.kind === 'conflict') return [];
  const { value, kind: by } = merged;
  // One side alone changed any of it: they are told together.
  if (
    path.length === 1 &&
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    path[0] !== 'response schema'
  )
    return [{ name: `${path[0]}s`, by, value: Object.keys(value).length === 0 ? null : canonicalJson(value) }];
  return [{ name: `${path[0]} ${path.slice(1).join(' › ')}`.trim(), by, value: printed(value) }];
}

function settled<T>(name: string, merged: Merged<T>, print: (value: T) => string): ChangedFact[] {
  if (merged.kind === 'same' || merged.kind === 'conflict') return [];
  return [{ name, by: merged.kind, value: print(merged.value) }];
}

function names(keys: readonly string[]): string {
  return keys.map((key) => key.slice(1)).join(', ');
}

function printed(value: Json | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : canonicalJson(value);
}
