import type { Json } from '../canonical-json.ts';
import { Message, type TemplateFormat, type Variable } from '../content.ts';
import type { FoundReference, FoundVariable, Problem } from '../contract.ts';
import { languages } from './languages.ts';
import { namesIn, suggestion } from './missing.ts';
import {
  lineAndColumn,
  MissingVariable,
  RENDER_LIMITS,
  TemplateError,
  type RenderLimits,
  type TemplateLanguage,
  type TemplateProblem,
  type Values,
} from './template-language.ts';
import { nestedValues, setPath, valueAt } from './values.ts';

export type CheckInput = { format: TemplateFormat; messages: readonly Message[] };
export type Checked = { variables: FoundVariable[]; references: FoundReference[]; problems: Problem[] };
export type RenderInput = CheckInput & { variables?: readonly Variable[]; values: Values };
export type Rendered = { messages: Message[]; problems: Problem[] };

/** What the messages ask for, each variable once with its places, and what is wrong in them. Never throws. */
export function checkMessages(format: TemplateFormat, messages: readonly Message[]): Checked {
  const variables = new Map<string, FoundVariable>();
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
    for (const problem of checked.problems) problems.push(problemIn(index, message.text, problem));
  }
  return { variables: [...variables.values()], references: [], problems };
}

/** The messages as a model would get them. A message with a problem is given as it is written; where `problems` holds an
 *  error, nothing here may be sent. A variable's default stands where no value was given; a placeholder becomes the list
 *  of messages that is the value of its name, and nothing where there is none. */
export function renderMessages(input: RenderInput): Rendered {
  const { format, messages, variables = [] } = input;
  const values = nestedValues(input.values, variables);
  const declared = new Set(variables.map((variable) => variable.name));
  const problems: Problem[] = [];
  const rendered: Message[] = [];
  const started = performance.now();
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
    const text = renderText(languages[format], message.text, values, limits, declared, report);
    characters += text?.length ?? 0;
    // In .prompt files a message in which nothing is said is none.
    if (format === 'handlebars' && text?.trim() === '') continue;
    rendered.push({ role: message.role, text: text ?? message.text });
  }
  return { messages: rendered, problems };
}

const MAX_MISSING = 50;

/** The filled-in text, or null where a problem was reported. Goes on after a missing variable, to report them all. */
function renderText(
  language: TemplateLanguage,
  text: string,
  values: Values,
  limits: RenderLimits,
  declared: ReadonlySet<string>,
  report: (problem: TemplateProblem) => void,
): string | null {
  const { problems } = language.check(text);
  for (const problem of problems) report(problem);
  if (problems.some((problem) => problem.severity === 'error')) return null;
  const patched = { ...values };
  for (let missing = 0; missing < MAX_MISSING; missing++) {
    try {
      const output = language.render(text, patched, limits);
      return missing === 0 ? output : null;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      // What follows from the blank put in a missing variable's place is no problem of its own.
      if (missing > 0 && !(error instanceof MissingVariable)) return null;
      const words =
        error instanceof MissingVariable ? missingSentence(error.variable, values, declared) : error.message;
      report({ severity: 'error', code: error.code, text: words, ...error.place });
      const canGoOn =
        error instanceof MissingVariable &&
        valueAt(patched, error.variable) === undefined &&
        setPath(patched, error.variable, '');
      if (!canGoOn) return null;
    }
  }
  return null;
}

function missingSentence(name: string, values: Values, declared: ReadonlySet<string>): string {
  const near = suggestion(name, new Set([...namesIn(values), ...declared]));
  // A name that is like no other is most likely new, and only waits for its value.
  const isMisspelt = near !== '' && !declared.has(name);
  return isMisspelt ? `There is no variable ${name}.${near}` : `The variable ${name} has no value.${near}`;
}

function expandPlaceholder(text: string, values: Values, report: (problem: TemplateProblem) => void): Message[] {
  const name = text.trim();
  if (name === '') {
    report(namelessPlaceholder(text));
    return [];
  }
  const value = valueAt(values, name) ?? [];
  const messages = Array.isArray(value) ? value.map(messageOf) : [null];
  if (messages.every((message) => message !== null)) return messages;
  const words = `The value of ${name} is not a list of messages: each needs a role and a text.`;
  report({ severity: 'error', code: 'bad-placeholder', text: words, from: 0, to: text.length });
  return [];
}

/** A message of a history; other tools say `content` for its text. */
function messageOf(value: Json): Message | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const parsed = Message.safeParse({ role: value.role, text: value.text ?? value.content });
  return parsed.success && parsed.data.role !== 'placeholder' ? parsed.data : null;
}

function namelessPlaceholder(text: string): TemplateProblem {
  const words = 'A placeholder needs the name of the list of messages that is put here, such as history.';
  return { severity: 'error', code: 'bad-placeholder', text: words, from: 0, to: text.length };
}

function problemIn(message: number, text: string, problem: TemplateProblem): Problem {
  const { severity, code, text: words, from, to } = problem;
  return { severity, code, text: words, message, from, to, ...lineAndColumn(text, from) };
}
