import Handlebars from 'handlebars';
import { Budget, tooDeep } from './budget.ts';
import { HandlebarsCheck } from './handlebars-check.ts';
import { demandValues, partialKey } from './handlebars-demand.ts';
import { parseHandlebars } from './handlebars-tree.ts';
import { missingVariable, namesIn } from './missing.ts';
import { printed } from './printed.ts';
import { byPlace, ProblemList, throwFirst } from './problem-list.ts';
import { endedLine, standingOf } from './standalone.ts';
import {
  noSnippets,
  TemplateError,
  type Include,
  type TemplateCheck,
  type TemplateLanguage,
  type TemplateReference,
  type Values,
} from './template-language.ts';

/** The language of .prompt files: Handlebars with dotprompt's helpers, as dotprompt runs it (no HTML escaping), but that
 *  a missing variable is an error where its value would be put in. `{{#if}}`, the comparing helpers, a loop with an
 *  `{{else}}` and `@` data may ask for what is not there. Compiles to JavaScript: for a worker that can be ended. */
export const handlebars: TemplateLanguage = {
  check,
  render(text, values, limits, include = noSnippets) {
    const { problems, references } = check(text);
    throwFirst(problems);
    const budget = new Budget(limits, text);
    try {
      const template = environment.compile(demandValues(parseHandlebars(text)), OPTIONS);
      const output = template(withoutData(values), {
        data: onlyData(values),
        helpers: demandingHelpers(text, values, budget),
        partials: partialsFor(text, references, include, budget),
        allowProtoMethodsByDefault: false,
        allowProtoPropertiesByDefault: false,
      });
      budget.spend(output.length);
      return output;
    } catch (error) {
      throw renderProblem(error, text, budget);
    }
  },
};

function check(text: string): TemplateCheck {
  const problems = new ProblemList();
  try {
    const { variables, references } = new HandlebarsCheck(text, parseHandlebars(text), problems);
    return {
      variables: variables.toSorted(byPlace),
      references: references.toSorted(byPlace),
      problems: problems.list(),
    };
  } catch (error) {
    problems.thrown(renderProblem(error, text, null));
    return { variables: [], references: [], problems: problems.list() };
  }
}

const environment = Handlebars.create();
environment.unregisterHelper('log');
environment.registerHelper({
  json: (value: unknown, options: { hash: { indent?: unknown } }) => {
    const { indent } = options.hash;
    return JSON.stringify(value, null, typeof indent === 'number' ? indent : 0);
  },
  ifEquals(this: unknown, a: unknown, b: unknown, options: Handlebars.HelperOptions) {
    return a === b ? options.fn(this) : options.inverse(this);
  },
  unlessEquals(this: unknown, a: unknown, b: unknown, options: Handlebars.HelperOptions) {
    return a === b ? options.inverse(this) : options.fn(this);
  },
  section: () => '',
});

const OPTIONS = {
  noEscape: true,
  explicitPartialContext: true,
  knownHelpersOnly: true,
  knownHelpers: {
    if: true,
    unless: true,
    each: true,
    with: true,
    lookup: true,
    json: true,
    ifEquals: true,
    unlessEquals: true,
    section: true,
    galleyValue: true,
    galleyText: true,
    galleyOptionalText: true,
  },
} as unknown as CompileOptions; // the types leave the rest of the built-in names compulsory

/** The helpers `demandValues` puts around every path whose value is needed. */
function demandingHelpers(
  text: string,
  values: Values,
  budget: Budget,
): Record<string, (...parts: never[]) => unknown> {
  const galleyValue = (value: unknown, from: number, to: number): unknown => {
    budget.tick();
    if (value === undefined) throw missingVariable(text.slice(from, to), { from, to }, namesIn(values));
    return value;
  };
  const galleyOptionalText = (value: unknown): string => {
    const text = printed(value);
    budget.spend(text.length);
    return text;
  };
  const galleyText = (value: unknown, from: number, to: number): string =>
    galleyOptionalText(galleyValue(value, from, to));
  return { galleyValue, galleyText, galleyOptionalText };
}

/** The text of each reference, as the engine asks for it: by the place of its tag. */
function partialsFor(
  text: string,
  references: readonly TemplateReference[],
  include: Include,
  budget: Budget,
): Record<string, Handlebars.Template> {
  const partial =
    ({ target, from, to, tag }: TemplateReference) =>
    (_context: unknown, options?: Handlebars.RuntimeOptions & { hash?: Record<string, unknown> }): string => {
      const given = Object.entries(options?.hash ?? {}).filter(([, value]) => value !== undefined);
      const output = include(target, Object.fromEntries(given) as Values, { from, to });
      budget.spend(output.length);
      return endedLine(output, standingOf(text, tag));
    };
  return Object.fromEntries(references.map((reference) => [partialKey(reference.tag), partial(reference)]));
}

/** Values whose names begin with `@` are dotprompt's context: `@state`, `@auth`. */
function onlyData(values: Values): Record<string, unknown> {
  const data = Object.entries(values).filter(([name]) => name.startsWith('@') && name !== '@root');
  return Object.fromEntries(data.map(([name, value]) => [name.slice(1), value]));
}

function withoutData(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('@')));
}

function renderProblem(error: unknown, text: string, budget: Budget | null): TemplateError {
  const whole = { from: 0, to: text.length };
  if (error instanceof TemplateError) return error;
  if (error instanceof RangeError)
    return /call stack/i.test(error.message) || !budget ? tooDeep(whole) : budget.tooLong();
  const message = error instanceof Error ? error.message : String(error);
  return new TemplateError('render-failed', `This could not be filled in: ${message}.`, whole);
}
