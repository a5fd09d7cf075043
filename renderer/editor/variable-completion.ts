import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { TemplateFormat } from '../../shared/content.ts';

/** Offers the prompt's variables inside `{{ … }}`, `{% … %}` or `{…}`. */
export function variableCompletion(format: TemplateFormat, names: () => readonly string[]): Extension {
  if (format === 'text') return [];
  const opening = format === 'f-string' ? /(?<!\{)\{[\w.]*$/ : /\{\{[\s~-]*[\w.]*$|\{%[^%]*\s[\w.]+$/;
  const complete = (context: CompletionContext): CompletionResult | null => {
    const before = context.matchBefore(opening);
    if (before === null) return null;
    const word = before.text.match(/[\w.]*$/)![0];
    const options = names().filter((name) => name !== word);
    if (options.length === 0) return null;
    return {
      from: context.pos - word.length,
      options: options.map((label) => ({ label, type: 'variable' })),
      validFor: /^[\w.]*$/,
    };
  };
  return autocompletion({ override: [complete], icons: false });
}
