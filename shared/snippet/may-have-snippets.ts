import type { Message, TemplateFormat } from '../content.ts';

const SIGNS: Partial<Record<TemplateFormat, RegExp>> = {
  liquid: /\brender\b/,
  mustache: /\{\{\s*[>=]/, // other delimiters may be set
  handlebars: /\{\{~?#?>/,
};

/** Whether texts could include a snippet. Quick, and wrong only where it says yes: most texts need no closer look. */
export function mayHaveSnippets(format: TemplateFormat, messages: readonly Message[]): boolean {
  const sign = SIGNS[format];
  return sign !== undefined && messages.some(({ text }) => sign.test(text));
}
