import {
  BLOCK_HELPERS,
  helperSuggestion,
  INLINE_HELPERS,
  isPath,
  type Block,
  type Expression,
  type HandlebarsTree,
  type Mustache,
  type Node,
  type Partial,
  type PartialBlock,
  type Path,
  type Program,
  type SubExpression,
} from './handlebars-tree.ts';
import type { ProblemList } from './problem-list.ts';
import { sendAsIs } from './quick-fixes.ts';
import type { Place, TemplateCheck } from './template-language.ts';

/** What a name means at one place: the path it is looked up under, null where that is an item of a list. */
type Scope = { path: readonly string[] | null; blockParams: readonly string[] };

/** Finds what the text asks for, and what in it Galley cannot render. */
export class HandlebarsCheck {
  readonly variables: TemplateCheck['variables'] = [];
  readonly references: TemplateCheck['references'] = [];
  private readonly problems: ProblemList;
  private readonly placeOf: (node: Node) => Place;
  private readonly scopes: Scope[] = [{ path: [], blockParams: [] }];

  private readonly text: string;

  constructor(text: string, tree: HandlebarsTree, problems: ProblemList) {
    this.text = text;
    this.problems = problems;
    this.placeOf = tree.placeOf;
    this.visitProgram(tree.program);
  }

  private visitProgram(program: Program | undefined): void {
    for (const node of program?.body ?? []) {
      if (node.type === 'MustacheStatement') this.visitMustache(node as Mustache);
      else if (node.type === 'BlockStatement') this.visitBlock(node as Block);
      else if (node.type === 'PartialStatement') this.visitPartial(node as Partial);
      else if (node.type === 'PartialBlockStatement') this.visitPartial(node as PartialBlock);
      else if (node.type === 'Decorator' || node.type === 'DecoratorBlock') {
        this.problems.error('unsupported', 'Decorators are code, and cannot stand in a prompt.', this.placeOf(node));
      }
    }
  }

  private visitMustache(node: Mustache): void {
    if (!isPath(node.path)) {
      const words = 'This is not a variable. To send braces as they are, write \\{{.';
      const place = this.placeOf(node);
      this.problems.error('syntax', words, place, sendAsIs('handlebars', this.text, place));
      return;
    }
    const name = node.path.original;
    const marker = MARKERS.get(name);
    const isCall = node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0;
    if (marker && (isCall || name === 'history')) {
      this.problems[marker.severity]('unsupported', marker.text, this.placeOf(node));
      this.visitArguments(node);
    } else if (isCall || INLINE_HELPERS.has(name) || BLOCK_HELPERS.has(name)) this.visitCall(node, node.path);
    else this.visitPath(node.path);
  }

  private visitCall(node: Mustache | SubExpression, path: Path): void {
    const name = path.original;
    const place = this.placeOf(node);
    if (BLOCK_HELPERS.has(name)) {
      this.problems.error('syntax', `${name} opens a block: write {{#${name}}} … {{/${name}}}.`, place);
    } else if (!INLINE_HELPERS.has(name)) {
      const words = `There is no helper ${name}.${helperSuggestion(name)} A variable's name has no spaces.`;
      this.problems.error('unknown-helper', words, place);
    } else if (node.params.length < (name === 'lookup' ? 2 : 1)) {
      const words = name === 'lookup' ? 'lookup takes a value and the name to look up in it.' : 'json takes a value.';
      this.problems.error('syntax', words, place);
    }
    this.visitArguments(node);
  }

  private visitArguments(node: { params: Expression[]; hash?: hbs.AST.Hash }): void {
    for (const param of node.params) this.visitExpression(param);
    for (const pair of node.hash?.pairs ?? []) this.visitExpression(pair.value);
  }

  private visitExpression(node: Expression): void {
    if (isPath(node)) this.visitPath(node);
    else if (node.type === 'SubExpression') this.visitCall(node as SubExpression, (node as SubExpression).path);
  }

  private visitBlock(node: Block): void {
    const name = node.path.original;
    const takes = BLOCK_HELPERS.get(name);
    const place = this.placeOf(node);
    const opening = { from: place.from, to: this.placeOf(node.path).to };
    if (MARKERS.has(name)) {
      const mark = `{{${name}${node.params.length > 0 ? ' "…"' : ''}}}`;
      this.problems.error('syntax', `${name} opens no block: write ${mark} before what it is about.`, opening);
    } else if (takes === undefined && (node.params.length > 0 || INLINE_HELPERS.has(name))) {
      this.problems.error('unknown-helper', `There is no block helper ${name}.${helperSuggestion(name)}`, opening);
    } else if (takes === undefined) this.visitPath(node.path);
    else if (node.params.length !== takes) {
      const words = `{{#${name}}} takes ${takes === 1 ? 'one value' : 'two values'}; here it has ${node.params.length}.`;
      this.problems.error('syntax', words, opening);
    }
    this.visitArguments(node);
    const scope = this.scopeInside(name, node);
    if (scope) this.scopes.push(scope);
    this.visitProgram(node.program);
    if (scope) this.scopes.pop();
    this.visitProgram(node.inverse);
  }

  /** `each` and `with` change what a name means inside them. */
  private scopeInside(name: string, node: Block): Scope | null {
    const blockParams = node.program?.blockParams ?? [];
    if (name === 'each') return { path: null, blockParams };
    if (name !== 'with') return null;
    const target = node.params[0];
    return { path: target && isPath(target) ? this.pathOf(target) : null, blockParams };
  }

  private visitPartial(node: Partial | PartialBlock): void {
    const tag = this.placeOf(node);
    const target = targetOf(node);
    if (target === null) {
      this.problems.error('unsupported', 'A snippet is named in the text itself, not by a value.', tag);
    } else if (node.type === 'PartialBlockStatement') {
      this.problems.error('unsupported', `A snippet takes no block: write {{> ${target}}}.`, tag);
    } else if (node.params.length > 0) {
      const words = `A snippet sees only what it is given by name: write {{> ${target} product=product}}.`;
      this.problems.error('unsupported', words, this.placeOf(node.params[0]!));
    } else {
      const given = (node.hash?.pairs ?? []).map((pair) => ({ name: pair.key, ...this.placeOf(pair) }));
      this.references.push({ target, ...this.targetPlace(node, target), tag, arguments: given });
    }
    this.visitArguments(node);
    if (node.type === 'PartialBlockStatement') this.visitProgram(node.program);
  }

  private targetPlace(node: Partial | PartialBlock, target: string): Place {
    const name: Node = node.name; // the types leave texts out
    const { from, to } = this.placeOf(name);
    return name.type === 'StringLiteral' ? { from: from + 1, to: from + 1 + target.length } : { from, to };
  }

  private visitPath(path: Path): void {
    const parts = this.pathOf(path);
    if (parts === null || parts.length === 0) return;
    this.variables.push({ name: parts.join('.'), ...this.placeOf(path) });
  }

  /** The variable a path asks for, up to the first index; null for what a block defines. */
  private pathOf(path: Path): string[] | null {
    if (path.data) {
      const [root, ...rest] = path.parts;
      if (root === 'root') return named(rest);
      return root === undefined || LOOP_FACTS.has(root) ? null : named([`@${root}`, ...rest]);
    }
    const depth = this.scopes.length - 1 - path.depth;
    const [first] = path.parts;
    const isOwn = path.depth === 0 && !/^(this\b|\.)/.test(path.original);
    if (isOwn && first !== undefined && this.scopes.some((scope) => scope.blockParams.includes(first))) return null;
    const base = this.scopes[Math.max(depth, 0)]?.path ?? null;
    return base === null ? null : named([...base, ...path.parts]);
  }
}

/** The target of a partial; null where it is named by a value. */
export function targetOf(node: Partial | PartialBlock): string | null {
  const name: Node = node.name;
  if (isPath(name)) return name.original;
  return name.type === 'StringLiteral' ? (name as hbs.AST.StringLiteral).value : null;
}

const LOOP_FACTS = new Set(['index', 'key', 'first', 'last']);

function named(parts: readonly string[]): string[] {
  const end = parts.findIndex((part, index) => index > 0 && /^(\d+|length)$/.test(part));
  return end < 0 ? [...parts] : parts.slice(0, end);
}

/** dotprompt's marks for what is more than text. An import takes roles and histories out of the text; the rest stays
 *  in it and is told. */
const MARKERS: ReadonlyMap<string, { severity: 'error' | 'warning'; text: string }> = new Map([
  [
    'role',
    { severity: 'error', text: 'A role cannot change within a message: give what follows a message of its own.' },
  ],
  ['history', { severity: 'error', text: 'A history cannot stand within a message: put a placeholder message here.' }],
  ['media', { severity: 'error', text: 'Images and other media cannot be part of a text message.' }],
  ['section', { severity: 'warning', text: 'A section mark adds nothing to the text that is sent.' }],
]);
