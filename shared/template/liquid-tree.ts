import { Parser, Tokenizer, TypeGuards, Value, type Template, type Token, type TopLevelToken } from 'liquidjs';
import { engine } from './liquid-engine.ts';
import { liquidProblem } from './liquid-sentences.ts';
import { SnippetTag } from './liquid-snippet-tag.ts';
import { ProblemList } from './problem-list.ts';
import type { Place } from './template-language.ts';

export type LiquidTree = { templates: Template[]; problems: ProblemList };

/** The syntax tree of `text`. One mistake does not hide the rest: the parts that can be read are all there. */
export function parseLiquid(text: string): LiquidTree {
  const problems = new ProblemList();
  const tokens = tokenize(text, problems);
  const parser = new Parser(engine);
  const templates: Template[] = [];
  // A block whose opening could not be read leaves its closing tag behind, which is not a second mistake.
  const brokenBlocks = new Set<string>();
  while (tokens.length > 0 && !problems.isFull) {
    const token = tokens.shift()!;
    try {
      templates.push(parser.parseToken(token, tokens));
    } catch (error) {
      const tag = TypeGuards.isTagToken(token) ? token.name : '';
      if (followsBroken(tag, brokenBlocks)) continue;
      brokenBlocks.add(tag);
      problems.thrown(liquidProblem(error, text));
    }
  }
  return { templates, problems };
}

function followsBroken(tag: string, brokenBlocks: ReadonlySet<string>): boolean {
  if (tag === 'else' || tag === 'elsif' || tag === 'when') return brokenBlocks.size > 0;
  return tag.startsWith('end') && brokenBlocks.has(tag.slice(3));
}

function tokenize(text: string, problems: ProblemList): TopLevelToken[] {
  const tokenizer = new Tokenizer(text);
  const tokens: TopLevelToken[] = [];
  while (!tokenizer.end()) {
    const begin = tokenizer.p;
    try {
      tokens.push(tokenizer.readTopLevelToken(engine.options));
    } catch (error) {
      // An unclosed {% raw %} is told once, by its tag.
      if (!(error instanceof Error && error.message.startsWith('raw '))) problems.thrown(liquidProblem(error, text));
      if (tokenizer.p <= begin) break;
    }
  }
  return tokens;
}

export type LiquidVisitor = {
  /** A path that is asked for and that nothing in the text defines. */
  variable(name: string, place: Place): void;
  snippet(tag: SnippetTag): void;
  /** Several values where one is wanted, as in `{{ customer name }}`. */
  severalValues(place: Place): void;
};

/** Visits what `templates` ask for, in the engine's own scoping: what a tag assigns is known from there on, what a loop
 *  defines is known within it. */
export function visitLiquid(templates: readonly Template[], visitor: LiquidVisitor): void {
  const assigned = new Set<string>();
  const blocks: Set<string>[] = [];
  const isLocal = (root: string): boolean => assigned.has(root) || blocks.some((names) => names.has(root));

  const visitTemplate = (template: Template): void => {
    if (template instanceof SnippetTag) visitor.snippet(template);
    if (TypeGuards.isOutputToken(template.token)) visitRest(template.token);
    const isLoop = TypeGuards.isTagToken(template.token) && template.token.name === 'for';
    for (const argument of template.arguments?.() ?? []) visitArgument(argument, isLoop);
    for (const identifier of template.localScope?.() ?? []) assigned.add(identifier.content);
    const children = childrenOf(template);
    if (children.length === 0) return;
    blocks.push(new Set(template.blockScope?.() ?? []));
    for (const child of children) visitTemplate(child);
    blocks.pop();
  };

  // The engine passes over what follows a comma; a reader would not.
  const visitRest = (token: { input: string; contentRange: [number, number] }): void => {
    const tokenizer = new Tokenizer(token.input, undefined, undefined, [token.contentRange[0], token.contentRange[1]]);
    tokenizer.readFilteredValue();
    tokenizer.skipBlank();
    if (!tokenizer.end()) visitor.severalValues({ from: token.contentRange[0], to: token.contentRange[1] });
  };

  const visitArgument = (argument: unknown, isLoop: boolean): void => {
    if (argument instanceof Value || TypeGuards.isFilteredValueToken(argument)) {
      visitExpression(argument.initial.postfix);
      for (const filter of argument.filters) {
        for (const part of filter.args as unknown[]) visitToken(Array.isArray(part) ? part[1] : part);
      }
    } else if (!(isLoop && isContinue(argument))) visitToken(argument);
  };

  const visitExpression = (postfix: readonly Token[]): void => {
    if (valuesLeft(postfix) !== 1) {
      visitor.severalValues({
        from: Math.min(...postfix.map((token) => token.begin)),
        to: Math.max(...postfix.map((token) => token.end)),
      });
    }
    for (const token of postfix) visitToken(token);
  };

  const visitToken = (token: unknown): void => {
    if (TypeGuards.isRangeToken(token)) {
      visitToken(token.lhs);
      visitToken(token.rhs);
    } else if (TypeGuards.isPropertyAccessToken(token)) {
      const path = variablePath(token);
      if (path !== null && !isLocal(path.root)) visitor.variable(path.name, path);
      if (token.variable) visitToken(token.variable);
      for (const property of token.props) if (TypeGuards.isPropertyAccessToken(property)) visitToken(property);
    }
  };

  for (const template of templates) visitTemplate(template);
}

function childrenOf(template: Template): Template[] {
  const step = template.children?.(false, true).next();
  return step?.done ? step.value : [];
}

/** `offset: continue` is a word of the loop's, not a variable. */
function isContinue(token: unknown): boolean {
  return TypeGuards.isPropertyAccessToken(token) && token.getText() === 'continue';
}

function valuesLeft(postfix: readonly Token[]): number {
  let count = 0;
  for (const token of postfix) {
    if (!TypeGuards.isOperatorToken(token)) count++;
    else if (token.operator !== 'not' && --count < 1) return 0;
  }
  return count;
}

// What Liquid answers about any list or text; `items.size` asks for `items`.
const ANSWERS = new Set(['size', 'first', 'last']);

/** The variable behind an access: its names up to the first index, so that `items[0].name` asks for `items`. */
function variablePath(token: {
  props: readonly unknown[];
  variable?: unknown;
}): ({ root: string; name: string } & Place) | null {
  const [first, ...rest] = token.props;
  if (token.variable || !(TypeGuards.isWordToken(first) || TypeGuards.isQuotedToken(first))) return null;
  const path = { root: first.content, name: first.content, from: first.begin, to: first.end };
  for (const property of rest) {
    if (!TypeGuards.isWordToken(property) || ANSWERS.has(property.content) || property.content === '') break;
    path.name += `.${property.content}`;
    path.to = property.end;
  }
  return path;
}
