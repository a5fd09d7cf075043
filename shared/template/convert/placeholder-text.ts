import type { Content } from '../../content.ts';
import type { Place } from '../template-language.ts';

/** `${name}` or `${name:default}` in a text, as prompt collections write what is to be filled in. */
export type Placeholder = Place & { name: string; fallback: string | null };

const PLACEHOLDER = /\$\{([^${}:\n]+)(?::([^{}]*))?\}/g;
/** A path, a call or a calculation: a program's text, which is no place to fill in. */
const CODE = /^[\w$]+(?:\??\.\w+|\[[^\]]*\])+(?:\(.*\))?$|\w\(.*\)|[?+=<>]|\/\/|^[\w]+\s+instanceof\s/;

export function findPlaceholders(text: string): Placeholder[] {
  if (!text.includes('${')) return [];
  return Array.from(text.matchAll(PLACEHOLDER), (found) => ({
    name: found[1]!.trim(),
    fallback: found[2] ?? null,
    from: found.index,
    to: found.index + found[0].length,
  })).filter(({ name }) => name !== '' && !CODE.test(name));
}

export function hasPlaceholders(content: Content): boolean {
  return content.messages.some(({ role, text }) => role !== 'placeholder' && findPlaceholders(text).length > 0);
}

/** How many places of a prompt could become variables; 0 in formats where `${…}` means something else. */
export function countPlaceholders({ format, messages }: Content): number {
  if (format !== 'text' && format !== 'liquid') return 0;
  return messages.reduce(
    (count, { role, text }) => count + (role === 'placeholder' ? 0 : findPlaceholders(text).length),
    0,
  );
}
