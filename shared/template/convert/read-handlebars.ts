import Handlebars from 'handlebars';
import {
  isPath,
  parseHandlebars,
  type Block,
  type Expression,
  type Mustache,
  type Node as Parsed,
  type Partial,
  type Path,
  type Program,
  type SubExpression,
} from '../handlebars-tree.ts';
import { handlebars } from '../handlebars.ts';
import { throwFirst } from '../problem-list.ts';
import type { Place } from '../template-language.ts';
import { joined, NoWord, path, type Argument, type Binding, type Node, type Test, type Value } from './tree.ts';

/** The tree of a Handlebars text, with its white space as the engine leaves it. Throws `TemplateError` where it cannot be
 *  read. */
export function readHandlebars(source: string): Node[] {
  // The engine knows no `@` in a snippet's name; a letter stands in for it, so that places stay.
  const text = source.replaceAll(SNIPPET_NAME, (name) => name.replaceAll('@', AT));
  const { placeOf } = parseHandlebars(text);
  throwFirst(handlebars.check(text).problems.filter((problem) => problem.code !== 'missing-snippet'));
  return new Reading(text, placeOf).nodes(Handlebars.parse(text), [{ base: null, names: new Map(), index: null }]);
}

const SNIPPET_NAME = /\{\{~?#?>\s*[^\s}~"'(=]*@[^\s}~"'(=]*/g;
const AT = '\u{e000}'; // of Unicode's private use

/** What names mean at one depth: `base` is where they are looked up; null is what is given from outside. */
type Scope = { base: Value | null; names: ReadonlyMap<string, Value>; index: Binding | null };

class Reading {
  private readonly text: string;
  private readonly placeOf: (node: Parsed) => Place;

  constructor(text: string, placeOf: (node: Parsed) => Place) {
    this.text = text;
    this.placeOf = placeOf;
  }

  nodes(program: Program | undefined, scopes: readonly Scope[]): Node[] {
    return joined((program?.body ?? []).map((node) => this.node(node, scopes)));
  }

  private node(node: Parsed, scopes: readonly Scope[]): Node {
    const place = this.placeOf(node);
    try {
      switch (node.type) {
        case 'ContentStatement':
          return { kind: 'text', text: (node as hbs.AST.ContentStatement).value };
        case 'CommentStatement':
          return { kind: 'comment', text: (node as hbs.AST.CommentStatement).value.trim(), place };
        case 'MustacheStatement':
          return this.output(node as Mustache, scopes, place);
        case 'BlockStatement':
          return this.block(node as Block, scopes, place);
        case 'PartialStatement':
          return this.snippet(node as Partial, scopes, place);
        default:
          throw new NoWord('This tag has no counterpart.');
      }
    } catch (error) {
      if (!(error instanceof NoWord)) throw error;
      return { kind: 'foreign', words: error.message, place };
    }
  }

  private output(node: Mustache, scopes: readonly Scope[], place: Place): Node {
    if (!isPath(node.path)) throw new NoWord('This tag has no counterpart.');
    if (node.params.length === 0) return { kind: 'output', value: this.lookUp(node.path, scopes), place };
    return { kind: 'output', value: this.call(node, node.path, scopes), place };
  }

  private call(node: Mustache | SubExpression, name: Path, scopes: readonly Scope[]): Value {
    const [only, ...more] = node.params;
    if (name.original !== 'json' || !only || more.length > 0 || node.hash)
      throw new NoWord(`The helper ${name.original} as it is used here has no counterpart.`);
    return { kind: 'filter', name: 'json', of: this.value(only, scopes), args: [] };
  }

  private block(node: Block, scopes: readonly Scope[], place: Place): Node {
    const name = node.path.original;
    const [first, second] = node.params;
    if (node.hash) throw new NoWord(`The options of {{#${name}}} have no counterpart.`);
    if (!first) throw new NoWord(`The block {{#${name}}} has no counterpart.`);
    const test = () => ({ kind: 'truthy', of: this.value(first, scopes), truth: 'plain' }) as const;
    const choose = (made: Test): Node => ({
      kind: 'if',
      test: made,
      body: this.nodes(node.program, scopes),
      otherwise: this.nodes(node.inverse, scopes),
      place,
    });
    switch (name) {
      case 'if':
        return choose(test());
      case 'unless':
        return choose({ kind: 'not', of: test() });
      case 'ifEquals':
      case 'unlessEquals': {
        const left = this.value(first, scopes);
        const right = this.value(second!, scopes);
        return choose({ kind: 'compare', operator: name === 'ifEquals' ? '==' : '!=', left, right });
      }
      case 'each':
        return this.loop(node, this.value(first, scopes), scopes, place);
      case 'with': {
        const base = this.value(first, scopes);
        if (base.kind !== 'path') throw new NoWord('This {{#with}} has no counterpart.');
        const names = new Map((node.program.blockParams ?? []).slice(0, 1).map((each) => [each, base] as const));
        const body = this.nodes(node.program, [...scopes, { base, names, index: null }]);
        return { kind: 'if', test: test(), body, otherwise: this.nodes(node.inverse, scopes), place };
      }
      default:
        throw new NoWord(`The block {{#${name}}} has no counterpart.`);
    }
  }

  private loop(node: Block, list: Value, scopes: readonly Scope[], place: Place): Node {
    const [named = null, counted] = node.program.blockParams ?? [];
    const item: Binding = { name: named };
    const names = new Map<string, Value>();
    if (named !== null) names.set(named, path(item));
    if (counted !== undefined) names.set(counted, { kind: 'loop', of: item, fact: 'index0' });
    const body = this.nodes(node.program, [...scopes, { base: path(item), names, index: item }]);
    return { kind: 'each', list, item, body, otherwise: this.nodes(node.inverse, scopes), place };
  }

  private snippet(node: Partial, scopes: readonly Scope[], place: Place): Node {
    if (node.params.length > 0) throw new NoWord('A snippet that is given a whole object has no counterpart.');
    const name = node.name as Parsed;
    const target = isPath(name) ? name.original : (name as hbs.AST.StringLiteral).value;
    if (typeof target !== 'string') throw new NoWord('A snippet that a value names has no counterpart.');
    const args = (node.hash?.pairs ?? []).map(({ key, value }): Argument => ({
      name: key,
      value: this.value(value, scopes),
    }));
    return { kind: 'snippet', target: target.replaceAll(AT, '@'), args, place };
  }

  private value(node: Expression, scopes: readonly Scope[]): Value {
    if (isPath(node)) return this.lookUp(node, scopes);
    if (node.type === 'SubExpression') return this.call(node as SubExpression, (node as SubExpression).path, scopes);
    if (node.type === 'NullLiteral') return { kind: 'literal', value: null };
    const { value } = node as hbs.AST.StringLiteral | hbs.AST.NumberLiteral | hbs.AST.BooleanLiteral;
    if (value === undefined) throw new NoWord('“undefined” has no counterpart.');
    return { kind: 'literal', value };
  }

  private lookUp(node: Path, scopes: readonly Scope[]): Value {
    const parts = node.parts;
    const [first = '', ...rest] = parts;
    if (node.data) {
      if (first === 'root') return below(path(null), rest, this.text);
      const loop = scopes.findLast(({ index }) => index !== null)?.index;
      const fact = { index: 'index0', first: 'first', last: 'last' }[first];
      if (!loop || fact === undefined || rest.length > 0 || node.depth > 0)
        throw new NoWord(`@${parts.join('.')} has no counterpart.`);
      return { kind: 'loop', of: loop, fact: fact as 'index0' | 'first' | 'last' };
    }
    const isOwn = node.depth === 0 && !/^(this\b|\.)/.test(node.original);
    const named = isOwn ? scopes.findLast(({ names }) => names.has(first))?.names.get(first) : undefined;
    if (named) return below(named, rest, this.text);
    const scope = scopes[Math.max(scopes.length - 1 - node.depth, 0)];
    return below(scope?.base ?? path(null), parts, this.text);
  }
}

function below(value: Value, parts: readonly string[], text: string): Value {
  if (parts.length === 0) return value;
  if (value.kind !== 'path') throw new NoWord(`A part of a number has no counterpart in ${text.slice(0, 40)}.`);
  const isCount = parts.at(-1) === 'length' && value.parts.length + parts.length > 1;
  const whole: Value = { ...value, parts: [...value.parts, ...(isCount ? parts.slice(0, -1) : parts)] };
  return isCount ? { kind: 'filter', name: 'size', of: whole, args: [] } : whole;
}
