import { Environment, Interpreter } from '@huggingface/jinja';
import { Budget, tooDeep } from './budget.ts';
import { pythonText } from './f-string-format.ts';
import { parseJinja, type JinjaTree, type Node } from './jinja2-tree.ts';
import { findVariables, GLOBALS, type JinjaVariables } from './jinja2-variables.ts';
import { missingVariable, namesIn } from './missing.ts';
import { ProblemList } from './problem-list.ts';
import {
  TemplateError,
  type Place,
  type TemplateCheck,
  type TemplateLanguage,
  type Values,
} from './template-language.ts';

/** Jinja as its documents have it (https://jinja.palletsprojects.com/en/stable/templates/), with the library's set of
 *  filters; but that a missing variable is an error where its value is needed. Conditions, `is defined`, `default` and
 *  `or` may ask for what is not there. */
export const jinja2: TemplateLanguage = {
  check,
  render(text, values, limits) {
    const budget = new Budget(limits, text);
    try {
      const tree = parseJinja(text);
      return new Rendering(text, tree, values, budget).run(tree.program).value as string;
    } catch (error) {
      throw jinjaProblem(error, text, budget);
    }
  },
};

function check(text: string): TemplateCheck {
  const problems = new ProblemList();
  try {
    const { variables } = findVariables(parseJinja(text));
    return { variables, references: [], problems: [] };
  } catch (error) {
    problems.thrown(jinjaProblem(error, text, null));
    return { variables: [], references: [], problems: problems.list() };
  }
}

/** A value as the library holds it while it renders: lists and maps hold values of the same kind. */
type RuntimeValue = { type: string; value: unknown };

// The library keeps its steps private and its value classes to itself; what is used of them is stated here.
const LibraryInterpreter = Interpreter as unknown as new (environment: Environment) => {
  run(program: Node): RuntimeValue;
  evaluate(node: Node | undefined, environment: Environment): RuntimeValue;
  evaluateBlock(statements: Node[], environment: Environment): RuntimeValue;
};

class Rendering extends LibraryInterpreter {
  private readonly text: string;
  private readonly tree: JinjaTree;
  private readonly found: JinjaVariables;
  private readonly names: readonly string[];
  private readonly budget: Budget;

  constructor(text: string, tree: JinjaTree, values: Values, budget: Budget) {
    super(environmentOf(values));
    this.text = text;
    this.tree = tree;
    this.found = findVariables(tree);
    this.names = namesIn(values);
    this.budget = budget;
  }

  override evaluate(node: Node | undefined, environment: Environment): RuntimeValue {
    this.budget.tick();
    const place = node && this.tree.places.get(node);
    try {
      const result = super.evaluate(node, environment);
      if (typeof result.value === 'string') this.budget.check(result.value.length);
      if (place && isAccess(node) && !this.found.lenient.has(node)) this.demand(node, place, result.type);
      return result;
    } catch (error) {
      // An error without words is how the library leaves a loop.
      if (error instanceof TemplateError || error instanceof RangeError || !place || !(error instanceof Error))
        throw error;
      if (error.message === '') throw error;
      const filter = /^Unknown \w+ filter: (\w+)/.exec(error.message)?.[1];
      if (filter) throw new TemplateError('unknown-filter', `There is no filter ${filter} for this value.`, place);
      throw new TemplateError('render-failed', `This cannot be filled in: ${error.message}.`, place);
    }
  }

  private demand(node: Node, place: Place, type: string): void {
    const words = this.text.slice(place.from, place.to);
    if (type === 'UndefinedValue') throw missingVariable(words, place, this.names);
    if (type === 'FunctionValue' && !this.found.called.has(node)) {
      throw new TemplateError('render-failed', `${words} is a function: it can be called, not put in.`, place);
    }
  }

  /** As the library's, but what is put out is written as Python writes it: `True`, `None`, `['a']`. */
  override evaluateBlock(statements: Node[], environment: Environment): RuntimeValue {
    let output = '';
    for (const statement of statements) {
      const result = this.evaluate(statement, environment);
      if (isStatement(statement) && result.type === 'NullValue') continue;
      if (result.type === 'FunctionValue') {
        const whole = { from: 0, to: this.text.length };
        throw new TemplateError('render-failed', 'A function can be called, not put in.', whole);
      }
      if (result.type !== 'UndefinedValue') output += printed(result);
    }
    this.budget.check(output.length);
    const block = super.evaluateBlock([], environment);
    block.value = output;
    return block;
  }
}

function isAccess(node: Node): boolean {
  return node.type === 'Identifier' || node.type === 'MemberExpression';
}

const STATEMENTS = new Set(['Set', 'If', 'For', 'Macro', 'CallStatement', 'FilterStatement', 'Comment']);

function isStatement(node: Node): boolean {
  return STATEMENTS.has(node.type);
}

function printed(value: RuntimeValue): string {
  if (value.type === 'StringValue') return value.value as string;
  if (value.type === 'FloatValue') return (value as { toString(): string }).toString(); // 1.0 keeps its point
  return pythonText(plain(value));
}

function plain(value: RuntimeValue): unknown {
  if (Array.isArray(value.value)) return (value.value as RuntimeValue[]).map(plain);
  if (value.value instanceof Map) {
    const members = [...(value.value as Map<string, RuntimeValue>)].map(
      ([key, member]) => [key, plain(member)] as const,
    );
    return Object.fromEntries(members);
  }
  return value.value;
}

const MAX_RANGE = 1_000_000;

function environmentOf(values: Values): Environment {
  const globals = new Environment();
  for (const name of ['true', 'True']) globals.set(name, true);
  for (const name of ['false', 'False']) globals.set(name, false);
  for (const name of ['none', 'None']) globals.set(name, null);
  globals.set('range', range);
  globals.set('raise_exception', (message: unknown) => {
    throw new Error(String(message));
  });
  const environment = new Environment(globals);
  for (const [name, value] of Object.entries(values)) {
    if (!GLOBALS.includes(name)) environment.set(name, value);
  }
  return environment;
}

function range(first: number, second?: number, step = 1): number[] {
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  const length = Math.max(Math.ceil((stop - start) / step), 0);
  if (!(length <= MAX_RANGE)) throw new Error(`range() may have ${MAX_RANGE.toLocaleString('en')} numbers`);
  return Array.from({ length }, (_, index) => start + index * step);
}

function jinjaProblem(error: unknown, text: string, budget: Budget | null): TemplateError {
  const whole = { from: 0, to: text.length };
  if (error instanceof TemplateError) return error;
  if (error instanceof RangeError)
    return /call stack/i.test(error.message) || !budget ? tooDeep(whole) : budget.tooLong();
  const message = error instanceof Error ? error.message : String(error);
  return new TemplateError('render-failed', `This cannot be filled in: ${message}.`, whole);
}
