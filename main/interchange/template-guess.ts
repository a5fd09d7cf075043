import type { TemplateFormat } from '../../shared/content.ts';
import { liquid } from '../../shared/template/liquid.ts';
import { lineAndColumn } from '../../shared/template/template-language.ts';

/** Reading a template takes more than twice as long for twice the tags; no prompt that a person fills in has so many. */
const MAX_TAGS = 10_000;

/** The template format of texts that do not name theirs: Liquid where they read as Liquid, else plain text, with why. */
export function guessFormat(texts: readonly string[]): { format: TemplateFormat; why: string | null } {
  for (const text of texts) {
    const fault = faultIn(text);
    if (fault !== null)
      return { format: 'text', why: `This prompt is kept as plain text, without variables: ${fault}.` };
  }
  return { format: 'liquid', why: null };
}

function faultIn(text: string): string | null {
  const tags = text.split(/\{[{%]/).length - 1;
  if (tags === 0) return null;
  if (tags > MAX_TAGS) return `it has more than ${MAX_TAGS.toLocaleString('en')} tags`;
  const problem = liquid.check(text).problems.find((problem) => problem.severity === 'error');
  if (!problem) return null;
  return `line ${lineAndColumn(text, problem.from).line} is not Liquid (${problem.text.replace(/\.$/, '')})`;
}
