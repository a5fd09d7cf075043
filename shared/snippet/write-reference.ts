import type { TemplateFormat } from '../content.ts';
import type { Place, TemplateReference } from '../template/template-language.ts';

/** Whether texts of this format can include snippets. */
export function hasSnippets(format: TemplateFormat): boolean {
  return format === 'liquid' || format === 'mustache' || format === 'handlebars';
}

/** The tag that includes `target` and hands over each of `names` under its own name; null where the format has none. */
export function writeReference(format: TemplateFormat, target: string, names: readonly string[] = []): string | null {
  if (!hasSnippets(format)) return null;
  const given = names.map((name) => argument(format, name)).join('');
  if (format === 'liquid') return `{% render ${quoted(target, "'")}${given} %}`;
  return `{{> ${isPlain(target) ? target : quoted(target, '"')}${given}}}`;
}

/** How one more argument is written behind what stands in a tag already. */
export function argument(format: TemplateFormat, name: string): string {
  return format === 'liquid' ? `, ${name}: ${name}` : ` ${name}=${name}`;
}

/** The edit that makes `reference` ask for `target` instead. Quotes are put around it, or changed, where it needs them. */
export function retarget(
  format: TemplateFormat,
  text: string,
  { from, to }: Place,
  target: string,
): Place & { insert: string } {
  const quote = text[from - 1];
  if (quote !== '"' && quote !== "'") return { from, to, insert: isPlain(target) ? target : quoted(target, '"') };
  if (!target.includes(quote)) return { from, to, insert: target };
  return { from: from - 1, to: to + 1, insert: quoted(target, format === 'liquid' ? "'" : '"') };
}

/** Where the next argument of a tag goes. */
export function argumentsEnd(text: string, reference: TemplateReference): number {
  const last = reference.arguments.at(-1);
  return last ? last.to : targetEnd(text, reference);
}

/** The edit that takes an argument out of its tag, with the comma or space before it. */
export function withoutArgument(text: string, reference: TemplateReference, index: number): Place & { insert: string } {
  const before = reference.arguments[index - 1];
  return { from: before ? before.to : targetEnd(text, reference), to: reference.arguments[index]!.to, insert: '' };
}

function targetEnd(text: string, { to }: Place): number {
  return text[to] === '"' || text[to] === "'" ? to + 1 : to;
}

function quoted(target: string, usual: "'" | '"'): string {
  const quote = target.includes(usual) ? (usual === '"' ? "'" : '"') : usual;
  return quote + target + quote;
}

/** Whether Handlebars and mustache read it without quotes: names with points and slashes between them, none of which the
 *  language takes for a number or a word of its own. */
function isPlain(target: string): boolean {
  if (/^\d/.test(target)) return false;
  return target.split(/[./@]/).every((part) => /^[\p{L}\p{N}_-]+$/u.test(part) && !OWN_WORD.test(part));
}

const OWN_WORD = /^(-?\d+|true|false|null|undefined|this)$/;
