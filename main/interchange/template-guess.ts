import type { TemplateFormat } from '../../shared/content.ts';
import { liquid } from '../../shared/template/liquid.ts';
import { lineAndColumn } from '../../shared/template/template-language.ts';

/** The template format of texts that do not name theirs: Liquid where they read as Liquid, else plain text, with why. */
export function guessFormat(texts: readonly string[]): { format: TemplateFormat; why: string | null } {
  for (const text of texts) {
    if (!text.includes('{{') && !text.includes('{%')) continue;
    const problem = liquid.check(text).problems.find((problem) => problem.severity === 'error');
    if (!problem) continue;
    const { line } = lineAndColumn(text, problem.from);
    return {
      format: 'text',
      why: `This prompt is kept as plain text, without variables: line ${line} is not Liquid (${problem.text.replace(/\.$/, '')}).`,
    };
  }
  return { format: 'liquid', why: null };
}
