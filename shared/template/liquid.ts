import { toValueSync } from 'liquidjs';
import { Budget } from './budget.ts';
import { BoundedContext, BoundedEmitter, engine } from './liquid-engine.ts';
import { liquidProblem } from './liquid-sentences.ts';
import { parseLiquid, visitLiquid } from './liquid-tree.ts';
import { namesIn } from './missing.ts';
import { byPlace, throwFirst } from './problem-list.ts';
import { noSnippets, type TemplateCheck, type TemplateLanguage } from './template-language.ts';

/** Galley's own format. A plain `{{variable}}` means the same as in Langfuse and mustache. */
export const liquid: TemplateLanguage = {
  check,
  render(text, values, limits, include = noSnippets) {
    throwFirst(check(text).problems);
    const budget = new Budget(limits, text);
    try {
      const emitter = new BoundedEmitter(budget);
      const context = new BoundedContext(values, new Budget(limits, text), limits.milliseconds, include);
      toValueSync(engine.renderer.renderTemplates(engine.parse(text), context, emitter));
      return emitter.buffer;
    } catch (error) {
      throw liquidProblem(error, text, namesIn(values), budget);
    }
  },
};

function check(text: string): TemplateCheck {
  const variables: TemplateCheck['variables'] = [];
  const references: TemplateCheck['references'] = [];
  const { templates, problems } = parseLiquid(text);
  try {
    visitLiquid(templates, {
      variable: (name, place) => variables.push({ name, from: place.from, to: place.to }),
      snippet({ reference, problem }) {
        if (reference) references.push(reference);
        if (problem) problems.error('syntax', problem.text, problem);
      },
      severalValues(place) {
        const words = text.slice(place.from, place.to);
        problems.error(
          'syntax',
          `“${words}” cannot be read as one value: a variable's name has no spaces or commas.`,
          place,
        );
      },
    });
  } catch (error) {
    problems.thrown(liquidProblem(error, text));
  }
  return {
    variables: variables.toSorted(byPlace),
    references: references.toSorted(byPlace),
    problems: problems.list(),
  };
}
