import type { Message, TemplateFormat, Variable } from '../content.ts';
import type { FoundReference, FoundVariable, Problem } from '../contract.ts';
import { checkReference } from '../snippet/check-references.ts';
import { Allowance, includeFrom } from '../snippet/render-snippet.ts';
import type { SnippetSet } from '../snippet/snippet-set.ts';
import { declarationProblems } from './declared.ts';
import { languages } from './languages.ts';
import { namesIn, near } from './missing.ts';
import { expandPlaceholder, namelessPlaceholder } from './placeholder.ts';
import {
  lineAndColumn,
  MissingVariable,
  RENDER_LIMITS,
  TemplateError,
  type Include,
  type Place,
  type RenderLimits,
  type TemplateArgument,
  type TemplateFix,
  type TemplateLanguage,
  type TemplateProblem,
  type Values,
} from './template-language.ts';
import { nestedValues, setPath, valueAt } from './values.ts';

export type CheckOptions = {
  /** Where given, those not declared and those not used are told. */
  variables?: readonly Variable[];
  /** What the references mean; without it they are listed only. */
  snippets?: SnippetSet;
};
export type CheckInput = CheckOptions & { format: TemplateFormat; messages: readonly Message[] };
/** A reference with the places that its problems and fixes need. */
export type CheckedReference = FoundReference & { tag: Place; given: TemplateArgument[] };
export type Checked = { variables: FoundVariable[]; references: CheckedReference[]; problems: Problem[] };
export type RenderInput = CheckInput & { values: Values };
export type Rendered = { messages: Message[]; problems: Problem[] };

/** What the messages ask for, each variable once with its places, and what is wrong in them. Never throws. */
export function checkMessages(
  format: TemplateFormat,
  messages: readonly Message[],
  { variables: declared, snippets }: CheckOptions = {},
): Checked {
  const variables = new Map<string, FoundVariable>();
  const references: CheckedReference[] = [];
  const problems: Problem[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.role === 'placeholder') {
      if (message.text.trim() === '') problems.push(problemIn(index, message.text, namelessPlaceholder(message.text)));
      continue;
    }
    const checked = languages[format].check(message.text);
    for (const { name, from, to } of checked.variables) {
      const found = variables.get(name) ?? { name, places: [] };
      found.places.push({ message: index, from, to });
      variables.set(name, found);
    }
    for (const { arguments: given, ...reference } of checked.references) {
      const names = given.map(({ name }) => name);
      references.push({ ...reference, message: index, arguments: names, given, resolved: null });
    }
    for (const problem of checked.problems) problems.push(problemIn(index, message.text, problem));
  }
  const found = [...variables.values()];
  const isWhole = problems.every((problem) => problem.severity !== 'error');
  if (declared) problems.push(...declarationProblems(messages, found, declared, isWhole));
  const checked = { variables: found, references, problems };
  return snippets ? withSnippets(checked, { format, messages }, snippets) : checked;
}

/** The same with what the references mean, and what is wrong with that. */
export function withSnippets(checked: Checked, { format, messages }: CheckInput, snippets: SnippetSet): Checked {
  const problems = [...checked.problems];
  const references = checked.references.map((reference): CheckedReference => {
    const { message, given, target } = reference;
    const { text } = messages[message]!;
    for (const problem of checkReference(format, text, { ...reference, arguments: given }, snippets))
      problems.push(problemIn(message, text, problem));
    const node = snippets.nodes.get(snippets.meanings.get(target)?.node ?? '');
    const { promptId, name, version } = node ?? {};
    const isKnown = promptId !== undefined && name !== undefined && version;
    return isKnown
      ? { ...reference, resolved: { promptId, name, versionId: version.id, number: version.number } }
      : reference;
  });
  return { ...checked, references, problems: problems.toSorted((a, b) => a.message - b.message || a.from - b.from) };
}

/** The messages as a model would get them. A message with a problem is given as it is written; where `problems` holds an
 *  error, nothing here may be sent. A variable's default stands where no value was given; a placeholder becomes the list
 *  of messages that is the value of its name, and nothing where there is none. */
export function renderMessages(input: RenderInput): Rendered {
  const { format, messages, variables = [], snippets } = input;
  const values = nestedValues(input.values, variables);
  const declared = new Set(variables.map((variable) => variable.name));
  const problems: Problem[] = [];
  const rendered: Message[] = [];
  const started = performance.now();
  const include = includeFrom(snippets, new Allowance(RENDER_LIMITS));
  let characters = 0;
  for (const [index, message] of messages.entries()) {
    const report = (problem: TemplateProblem): void => void problems.push(problemIn(index, message.text, problem));
    if (message.role === 'placeholder') {
      rendered.push(...expandPlaceholder(message.text, values, report));
      continue;
    }
    const limits = {
      outputCharacters: RENDER_LIMITS.outputCharacters - characters,
      milliseconds: RENDER_LIMITS.milliseconds - (performance.now() - started),
    };
    const wrong = problemsIn(format, message.text, snippets);
    for (const problem of wrong) report(problem);
    const isSound = wrong.every((problem) => problem.severity !== 'error');
    const text = isSound
      ? renderText(languages[format], message.text, values, limits, declared, include, report)
      : null;
    characters += text?.length ?? 0;
    // In .prompt files a message in which nothing is said is none.
    if (format === 'handlebars' && text?.trim() === '') continue;
    rendered.push({ role: message.role, text: text ?? message.text });
  }
  return { messages: rendered, problems };
}

function problemsIn(format: TemplateFormat, text: string, snippets: SnippetSet | undefined): TemplateProblem[] {
  const { problems, references } = languages[format].check(text);
  if (!snippets) return problems;
  return [...problems, ...references.flatMap((reference) => checkReference(format, text, reference, snippets))];
}

const MAX_MISSING = 50;

/** The filled-in text, or null where a problem was reported. Goes on after a missing variable, to report them all. */
function renderText(
  language: TemplateLanguage,
  text: string,
  values: Values,
  limits: RenderLimits,
  declared: ReadonlySet<string>,
  include: Include | undefined,
  report: (problem: TemplateProblem) => void,
): string | null {
  const patched = { ...values };
  for (let missing = 0; missing < MAX_MISSING; missing++) {
    try {
      const output = language.render(text, patched, limits, include);
      return missing === 0 ? output : null;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      // What follows from the blank put in a missing variable's place is no problem of its own.
      if (missing > 0 && !(error instanceof MissingVariable)) return null;
      report(problemOf(error, text, values, declared));
      const canGoOn =
        error instanceof MissingVariable &&
        valueAt(patched, error.variable) === undefined &&
        setPath(patched, error.variable, '');
      if (!canGoOn) return null;
    }
  }
  return null;
}

function problemOf(error: TemplateError, text: string, values: Values, declared: ReadonlySet<string>): TemplateProblem {
  const { code, message, place, fixes } = error;
  if (error instanceof MissingVariable)
    return { severity: 'error', code, ...place, ...missing(error, text, values, declared) };
  return { severity: 'error', code, text: message, ...place, ...(fixes.length > 0 ? { fixes } : {}) };
}

function missing(
  { variable, place }: MissingVariable,
  text: string,
  values: Values,
  declared: ReadonlySet<string>,
): { text: string; fixes?: TemplateFix[] } {
  const meant = near(variable, new Set([...namesIn(values), ...declared]));
  // A name that is like no other is most likely new, and only waits for its value.
  const isMisspelt = meant !== null && !declared.has(variable);
  const question = meant === null ? '' : ` Did you mean ${meant}?`;
  const words = isMisspelt
    ? `There is no variable ${variable}.${question}`
    : `The variable ${variable} has no value.${question}`;
  if (!isMisspelt || text.slice(place.from, place.to) !== variable) return { text: words };
  return { text: words, fixes: [{ title: `Write ${meant}`, edits: [{ ...place, insert: meant }] }] };
}

function problemIn(message: number, text: string, problem: TemplateProblem): Problem {
  const { severity, code, text: words, from, to, fixes } = problem;
  const found: Problem = { severity, code, text: words, message, from, to, ...lineAndColumn(text, from) };
  if (!fixes || fixes.length === 0) return found;
  return {
    ...found,
    fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ message, ...edit })) })),
  };
}
