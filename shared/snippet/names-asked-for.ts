import type { Content } from '../content.ts';
import { nameKey } from '../names.ts';
import { mayHaveSnippets } from './may-have-snippets.ts';

const LIQUID = /\brender\s+(?:'([^'\n]*)'|"([^"\n]*)")/g;
const PARTIAL = /\{\{~?\s*#?>\s*(?:'([^'\n]*)'|"([^"\n]*)"|([^\s}~"'(=]+))/g;

/** The keys (see `nameKey`) of all names that a text could ask for. Quick, and never too few: what is no reference after
 *  all, the format's own parser tells. */
export function namesAskedFor({ format, messages }: Pick<Content, 'format' | 'messages'>): string[] {
  if (!mayHaveSnippets(format, messages)) return [];
  const keys = new Set<string>();
  for (const { text } of messages) {
    for (const found of text.matchAll(format === 'liquid' ? LIQUID : PARTIAL)) {
      const target = found[1] ?? found[2] ?? found[3] ?? '';
      keys.add(nameKey(target.split('@', 1)[0]!));
    }
  }
  return [...keys];
}
