import type { TemplateFormat } from '../../../shared/content.ts';
import { languages } from '../../../shared/template/languages.ts';
import { RENDER_LIMITS, TemplateError, type Values } from '../../../shared/template/template-language.ts';

/** The variables of `text`, each as `name@what stands at its place` (or the name alone where they are the same). */
export function variables(format: TemplateFormat, text: string): string[] {
  return languages[format].check(text).variables.map(({ name, from, to }) => {
    const words = text.slice(from, to);
    return words === name ? name : `${name}@${words}`;
  });
}

/** The problems of `text`, each as `code [what stands at its place] sentence`. */
export function problems(format: TemplateFormat, text: string): string[] {
  return languages[format]
    .check(text)
    .problems.map((problem) => `${problem.code} [${text.slice(problem.from, problem.to)}] ${problem.text}`);
}

/** What `text` becomes, or the problem that stopped it in the form of `problems`. */
export function rendered(format: TemplateFormat, text: string, values: Values = {}): string {
  try {
    return languages[format].render(text, values, RENDER_LIMITS);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return `${error.code} [${text.slice(error.place.from, error.place.to)}] ${error.message}`;
  }
}
