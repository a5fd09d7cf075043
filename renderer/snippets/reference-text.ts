import type { TemplateFormat } from '../../shared/content.ts';
import { PLAIN_TARGET } from '../editor/template-place.ts';

/** Whether texts of this format can include snippets. */
export function hasSnippets(format: TemplateFormat): boolean {
  return format === 'liquid' || format === 'mustache' || format === 'handlebars';
}

/** The tag that includes `target` (a name, alone or with `@label` or `@v3`) and hands over each of `names` under its own
 *  name; null where the format has none. */
export function writeReference(format: TemplateFormat, target: string, names: readonly string[] = []): string | null {
  if (!hasSnippets(format)) return null;
  if (format === 'liquid') {
    const quote = target.includes("'") ? '"' : "'";
    return `{% render ${[`${quote}${target}${quote}`, ...names.map((name) => `${name}: ${name}`)].join(', ')} %}`;
  }
  const name = PLAIN_TARGET.test(target) ? target : target.includes('"') ? `'${target}'` : `"${target}"`;
  return `{{> ${[name, ...names.map((each) => `${each}=${each}`)].join(' ')}}}`;
}
