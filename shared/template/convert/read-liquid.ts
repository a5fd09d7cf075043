import { TypeGuards, Value as LiquidValue, type Template, type Token } from 'liquidjs';
import { engine } from '../liquid-engine.ts';
import { liquidProblem } from '../liquid-sentences.ts';
import { SnippetTag } from '../liquid-snippet-tag.ts';
import type { Place } from '../template-language.ts';
import { foldTruth } from './liquid-truth.ts';
import {
  COMPARISONS,
  FILTERS,
  joined,
  NoWord,
  path,
  together,
  type Argument,
  type Binding,
  type FilterName,
  type LoopFact,
  type Node,
  type Test,
  type Value,
} from './tree.ts';

/** The tree of a Liquid text. Throws `TemplateError` where it is not Liquid. */
export function readLiquid(text: string): Node[] {
  try {
    return new Reading(text).nodes(engine.parse(text), []);
  } catch (error) {
    throw liquidProblem(error, text);
  }
}

/** What the engine's tags hold; its types leave most of it out. */
type Parsed = Template & {
  token: Token & { name?: string };
  str?: string;
  value?: LiquidValue;
  tokens?: Token[];
  branches?: { value?: LiquidValue; values?: unknown[]; templates: Template[]; test?: unknown }[];
  elseTemplates?: Template[];
  templates?: Template[];
  variable?: string;
  collection?: Token;
  hash?: { hash: Record<string, Token | undefined> };
};

type Names = readonly { name: string; binding: Binding }[];

class Reading {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  nodes(templates: readonly Template[], names: Names): Node[] {
    return joined(templates.map((template) => this.node(template as Parsed, names)));
  }

  private node(template: Parsed, names: Names): Node {
    const { token } = template;
    if (TypeGuards.isHTMLToken(token)) return { kind: 'text', text: template.str ?? token.getContent() };
    const place = { from: token.begin, to: blockEnd(this.text, token) };
    try {
      if (TypeGuards.isOutputToken(token)) return output(this.filtered(template.value!, names), place);
      return this.tag(template, names, place);
    } catch (error) {
      if (!(error instanceof NoWord)) throw error;
      const near = TypeGuards.isOutputToken(token) ? this.unfiltered(template.value!, names) : null;
      return { kind: 'foreign', words: error.message, place, ...(near ? { near } : {}) };
    }
  }

  /** What a value with filters begins with; null where that has no word either. */
  private unfiltered(value: LiquidValue, names: Names): Value | null {
    const [only, ...more] = value.initial.postfix;
    if (!only || more.length > 0) return null;
    try {
      return this.operand(only, names);
    } catch (error) {
      if (error instanceof NoWord) return null;
      throw error;
    }
  }

  private tag(template: Parsed, names: Names, place: Place): Node {
    if (template instanceof SnippetTag) return this.snippet(template, names, place);
    const otherwise = () => this.nodes(template.elseTemplates ?? [], names);
    switch (template.token.name) {
      case 'raw':
        return { kind: 'text', text: (template.tokens ?? []).map((token) => token.getText()).join('') };
      case 'comment':
      case '#':
        return { kind: 'comment', text: commentText(this.text.slice(place.from, place.to)), place };
      case 'if':
      case 'unless': {
        const negated = template.token.name === 'unless';
        const branches = (template.branches ?? []).map((branch, index) => {
          const test = this.test(branch.value!, names);
          return { test: negated && index === 0 ? negate(test) : test, templates: branch.templates };
        });
        return this.chain(branches, otherwise(), names, place);
      }
      case 'case': {
        const value = this.filtered(template.value!, names);
        const branches = (template.branches ?? []).map((branch) => ({
          test: together(
            'any',
            (branch.values ?? []).map((each): Test => ({
              kind: 'compare',
              operator: '==',
              left: value,
              right: this.value(each, names),
            })),
          ),
          templates: branch.templates,
        }));
        return this.chain(branches, otherwise(), names, place);
      }
      case 'for':
        return this.loop(template, names, place, otherwise);
      default:
        throw new NoWord(`The tag ${template.token.name} has no counterpart.`);
    }
  }

  private chain(
    branches: readonly { test: Test; templates: Template[] }[],
    otherwise: Node[],
    names: Names,
    place: Place,
  ): Node {
    const [first, ...rest] = branches;
    if (!first) throw new NoWord('A condition without a branch has no counterpart.');
    const body = this.nodes(first.templates, names);
    const inner = rest.length > 0 ? [this.chain(rest, otherwise, names, place)] : otherwise;
    return { kind: 'if', test: first.test, body, otherwise: inner, place };
  }

  private loop(template: Parsed, names: Names, place: Place, otherwise: () => Node[]): Node {
    if (Object.keys(template.hash?.hash ?? {}).length > 0)
      throw new NoWord('A loop with limit, offset or reversed has no counterpart.');
    const binding: Binding = { name: template.variable ?? null };
    const list = this.value(template.collection, names);
    const inside = [...names, { name: template.variable ?? '', binding }];
    const body = this.nodes(template.templates ?? [], inside);
    return { kind: 'each', list, item: binding, body, otherwise: otherwise(), place };
  }

  private snippet(tag: SnippetTag, names: Names, place: Place): Node {
    const { given, loop } = tag as unknown as { given: { name: string; value?: Token }[]; loop: unknown };
    if (!tag.reference) throw new NoWord('A snippet that a value names has no counterpart.');
    if (loop !== null) throw new NoWord('A snippet that is put in for each item has no counterpart.');
    const args = given.map(({ name, value }): Argument => {
      return { name, value: value ? this.value(value, names) : { kind: 'literal', value: true } };
    });
    return { kind: 'snippet', target: tag.reference.target, args, place };
  }

  private test(value: LiquidValue, names: Names): Test {
    if (value.filters.length > 0) throw new NoWord('A filter within a condition has no counterpart.');
    const stack: (Test | Value)[] = [];
    for (const token of value.initial.postfix) {
      if (!TypeGuards.isOperatorToken(token)) stack.push(this.operand(token, names));
      else if (token.operator === 'not') stack.push(negate(asTest(stack.pop())));
      else {
        const right = stack.pop();
        const left = stack.pop();
        if (token.operator === 'and' || token.operator === 'or') {
          stack.push(together(token.operator === 'and' ? 'all' : 'any', [asTest(left), asTest(right)]));
        } else if (COMPARISONS.includes(token.operator) && isValue(left) && isValue(right)) {
          stack.push({ kind: 'compare', operator: token.operator, left, right });
        } else throw new NoWord('This condition has no counterpart.');
      }
    }
    const test = foldTruth(asTest(stack.pop()));
    if (holdsEmpty(test)) throw new NoWord('A comparison with empty or blank has no counterpart.');
    return test;
  }

  private filtered(value: LiquidValue, names: Names): Value {
    const [only, ...more] = value.initial.postfix;
    if (!only || more.length > 0) throw new NoWord('A condition that is put out has no counterpart.');
    let result = this.operand(only, names);
    for (const { name, args } of value.filters) {
      if (!FILTERS.includes(name as FilterName)) throw new NoWord(`The filter ${name} has no counterpart.`);
      const parts = args as unknown[];
      const wanted = name === 'replace' ? 2 : name === 'join' || name === 'default' ? 1 : 0;
      if (parts.length !== wanted || parts.some((part) => Array.isArray(part)))
        throw new NoWord(`The filter ${name} as it is used here has no counterpart.`);
      result = {
        kind: 'filter',
        name: name as FilterName,
        of: result,
        args: parts.map((part) => this.value(part, names)),
      };
    }
    return result;
  }

  private value(token: unknown, names: Names): Value {
    if (token instanceof LiquidValue) return this.filtered(token, names);
    if (TypeGuards.isFilteredValueToken(token)) return this.filtered(token as unknown as LiquidValue, names);
    return this.operand(token, names);
  }

  private operand(token: unknown, names: Names): Value {
    if (TypeGuards.isQuotedToken(token)) return { kind: 'literal', value: token.content };
    if (TypeGuards.isNumberToken(token)) return { kind: 'literal', value: token.content };
    if (TypeGuards.isLiteralToken(token)) return literalOf(token.literal);
    if (TypeGuards.isPropertyAccessToken(token)) return this.access(token, names);
    throw new NoWord('A range has no counterpart.');
  }

  private access(token: { props: readonly unknown[]; variable?: unknown }, names: Names): Value {
    if (token.variable) throw new NoWord('An access into a literal has no counterpart.');
    const parts = token.props.map((property) => {
      if (TypeGuards.isWordToken(property) || TypeGuards.isQuotedToken(property)) return property.content;
      if (TypeGuards.isNumberToken(property) && property.content >= 0) return String(property.content);
      throw new NoWord('An index that is a value itself has no counterpart.');
    });
    const [first = '', ...rest] = parts;
    if (first === 'forloop' && names.length > 0) return loopFact(rest, names.at(-1)!.binding);
    const local = names.findLast(({ name }) => name === first);
    const own = local ? rest : parts;
    const last = own.at(-1) ?? '';
    const isAnswer = ANSWERS.has(last) && (local ? own.length > 0 : own.length > 1);
    const value = path(local?.binding ?? null, ...(isAnswer ? own.slice(0, -1) : own));
    return isAnswer ? { kind: 'filter', name: last as FilterName, of: value, args: [] } : value;
  }
}

/** A text that is put out is one way to write what would be a tag. */
function output(value: Value, place: Place): Node {
  if (value.kind === 'literal' && typeof value.value === 'string') return { kind: 'text', text: value.value };
  return { kind: 'output', value, place };
}

const ANSWERS = new Set(['size', 'first', 'last']);
const LOOP_FACTS = new Set<string>(['index', 'index0', 'first', 'last', 'length']);

function loopFact(parts: readonly string[], of: Binding): Value {
  const [fact = '', ...more] = parts;
  if (more.length > 0 || !LOOP_FACTS.has(fact)) throw new NoWord(`forloop.${parts.join('.')} has no counterpart.`);
  return { kind: 'loop', of, fact: fact as LoopFact };
}

function literalOf(word: string): Value {
  if (word === 'empty' || word === 'blank') return path(null, `\0${word}`); // known to foldTruth alone
  return { kind: 'literal', value: word === 'true' ? true : word === 'false' ? false : null };
}

function asTest(item: Test | Value | undefined): Test {
  if (item === undefined) throw new NoWord('This condition has no counterpart.');
  return isTest(item) ? item : { kind: 'truthy', of: item, truth: 'liquid' };
}

function negate(test: Test): Test {
  return test.kind === 'not' ? test.of : { kind: 'not', of: test };
}

function isTest(item: Test | Value): item is Test {
  return ['truthy', 'compare', 'not', 'all', 'any'].includes(item.kind);
}

function isValue(item: Test | Value | undefined): item is Value {
  return item !== undefined && !isTest(item);
}

function holdsEmpty(test: Test): boolean {
  if (test.kind === 'not') return holdsEmpty(test.of);
  if (test.kind === 'all' || test.kind === 'any') return test.of.some(holdsEmpty);
  const values = test.kind === 'truthy' ? [test.of] : test.kind === 'compare' ? [test.left, test.right] : [];
  return values.some((value) => value.kind === 'path' && value.parts.some((part) => part.startsWith('\0')));
}

/** Behind the tag that closes the block `token` opens, or behind `token` itself where it opens none. */
function blockEnd(text: string, token: Token & { name?: string }): number {
  if (TypeGuards.isOutputToken(token) || token.name === undefined) return token.end;
  const tags = new RegExp(`\\{%-?\\s*(end)?${token.name.replaceAll(/\W/g, '\\$&')}\\b[\\s\\S]*?%\\}`, 'g');
  tags.lastIndex = token.end;
  let depth = 1;
  for (let found = tags.exec(text); found; found = tags.exec(text)) {
    depth += found[1] ? -1 : 1;
    if (depth === 0) return found.index + found[0].length;
  }
  return token.end;
}

function commentText(source: string): string {
  const inline = /^\{%-?\s*#([\s\S]*?)-?%\}$/.exec(source);
  if (inline) return inline[1]!.replaceAll(/^\s*#/gm, '').trim();
  return source
    .replace(/^\{%-?\s*comment[\s\S]*?%\}/, '')
    .replace(/\{%-?\s*endcomment\s*-?%\}$/, '')
    .trim();
}
