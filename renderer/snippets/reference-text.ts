import type { TemplateFormat } from '../../shared/content.ts';
import { PLAIN_TARGET } from '../editor/template-place.ts';

/** Formats that can include a snippet. */
export type SnippetFormat = Extract<TemplateFormat, 'liquid' | 'mustache' | 'handlebars'>;

export function hasSnippets(format: TemplateFormat): format is SnippetFormat {
  return format === 'liquid' || format === 'mustache' || format === 'handlebars';
}

/** A reference as it is written in `format`: `target` is a name, alone or with `@label` or `@v3`; each argument is given
 *  the variable of its own name. */
export function printReference(format: SnippetFormat, target: string, given: readonly string[]): string {
  if (format === 'liquid') {
    const quote = target.includes("'") ? '"' : "'";
    return `{% render ${[`${quote}${target}${quote}`, ...given.map((name) => `${name}: ${name}`)].join(', ')} %}`;
  }
  const name = PLAIN_TARGET.test(target) ? target : target.includes('"') ? `'${target}'` : `"${target}"`;
  return `{{> ${[name, ...given.map((each) => `${each}=${each}`)].join(' ')}}}`;
}
