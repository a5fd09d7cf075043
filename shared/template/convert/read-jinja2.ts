import { parseJinja, type Identifier, type Member, type Node as Parsed } from '../jinja2-tree.ts';
import type { Place } from '../template-language.ts';
import { jinjaPieces, type JinjaPiece } from './jinja2-tags.ts';
import {
  joined,
  NoWord,
  path,
  together,
  type Binding,
  type Comparison,
  type FilterName,
  type LoopFact,
  type Node,
  type Test,
  type Value,
} from './tree.ts';

/** The tree of a Jinja text. Throws `TemplateError` where it is not Jinja. */
export function readJinja2(text: string): Node[] {
  const { program } = parseJinja(text);
  return new Reading(text).nodes(program.body as Parsed[], []);
}

type Names = readonly { name: string; binding: Binding }[];
type Statement = Extract<JinjaPiece, { kind: 'statement' }>;

class Reading {
  private readonly text: string;
  private readonly pieces: readonly JinjaPiece[];
  private at = 0;

  constructor(text: string) {
    this.text = text;
    this.pieces = jinjaPieces(text);
  }

  nodes(statements: readonly Parsed[], names: Names): Node[] {
    return joined(statements.map((statement) => this.node(statement, names)));
  }

  private node(node: Parsed, names: Names): Node {
    const piece = this.take();
    if (piece.kind === 'text') return { kind: 'text', text: piece.text };
    const place = { from: piece.from, to: piece.to };
    if (piece.kind === 'comment') return { kind: 'comment', text: String(node.value).trim(), place };
    if (piece.kind === 'output') {
      const found = this.attempt(place, () => output(this.value(node, names), place));
      return found.kind === 'foreign' && node.type === 'FilterExpression' ? this.unfiltered(found, node, names) : found;
    }
    if (node.type === 'If') return this.condition(node, names, place);
    if (node.type === 'For') return this.loop(node, names, place);
    if (!isStatement(piece)) throw new TypeError('pieces and tree differ');
    const words = `The tag ${piece.name} has no counterpart.`;
    return { kind: 'foreign', words, place: { from: place.from, to: this.skipBlock(piece) } };
  }

  /** What a value with filters begins with comes near. */
  private unfiltered(foreign: Extract<Node, { kind: 'foreign' }>, node: Parsed, names: Names): Node {
    let operand = node;
    while (operand.type === 'FilterExpression') operand = operand.operand as Parsed;
    const near = this.attempt(foreign.place, () => output(this.value(operand, names), foreign.place));
    return near.kind === 'output' ? { ...foreign, near: near.value } : foreign;
  }

  /** A node, or a foreign one where the tree has no word for it. */
  private attempt(place: Place, make: () => Node): Node {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof NoWord)) throw error;
      return { kind: 'foreign', words: error.message, place };
    }
  }

  private condition(node: Parsed, names: Names, place: Place): Node {
    const body = this.nodes(node.body as Parsed[], names);
    const alternate = node.alternate as Parsed[];
    let otherwise: Node[] = [];
    const next = this.look();
    if (next.name === 'elif') {
      const inner = this.take() as Statement;
      otherwise = [this.condition(alternate[0]!, names, { from: inner.from, to: inner.to })];
      place = { ...place, to: otherwise[0]!.kind === 'text' ? place.to : otherwise[0]!.place.to };
    } else {
      if (next.name === 'else') {
        this.take();
        otherwise = this.nodes(alternate, names);
      }
      const end = this.look();
      place = { ...place, to: end.to };
      this.take();
    }
    return this.attempt(place, () => ({
      kind: 'if',
      test: this.test(node.test as Parsed, names),
      body,
      otherwise,
      place,
    }));
  }

  private loop(node: Parsed, names: Names, place: Place): Node {
    const variable = node.loopvar as Parsed;
    const name = variable.type === 'Identifier' ? (variable as Identifier).value : null;
    const item: Binding = { name };
    const inside = [...names, { name: name ?? '', binding: item }];
    const body = this.nodes(node.body as Parsed[], inside);
    let otherwise: Node[] = [];
    if (this.look().name === 'else') {
      this.take();
      otherwise = this.nodes(node.defaultBlock as Parsed[], names);
    }
    const whole = { from: place.from, to: this.look().to };
    this.take();
    return this.attempt(whole, () => {
      if (name === null) throw new NoWord('A loop over pairs has no counterpart.');
      const list = this.value(node.iterable as Parsed, names);
      return { kind: 'each', list, item, body, otherwise, place: whole };
    });
  }

  private take(): JinjaPiece {
    return this.pieces[this.at++] ?? { kind: 'text', text: '' };
  }

  /** The tag that comes next, after a body was read. */
  private look(): Statement {
    const piece = this.pieces[this.at];
    if (isStatement(piece)) return piece;
    return { kind: 'statement', name: '', from: this.text.length, to: this.text.length };
  }

  /** Goes behind the block that `opening` begins, where it begins one; answers where that ends. */
  private skipBlock(opening: Statement): number {
    const isBlock = this.pieces.slice(this.at).some((piece) => isNamed(piece, `end${opening.name}`));
    const isAssignment = opening.name === 'set' && /=/.test(this.text.slice(opening.from, opening.to));
    if (!isBlock || isAssignment) return opening.to;
    for (let depth = 1; depth > 0 && this.at < this.pieces.length;) {
      const piece = this.take();
      if (isNamed(piece, opening.name)) depth++;
      if (isNamed(piece, `end${opening.name}`) && --depth === 0) return (piece as Statement).to;
    }
    return this.text.length;
  }

  private test(node: Parsed, names: Names): Test {
    if (node.type === 'UnaryExpression' && operatorOf(node) === 'not')
      return negate(this.test(node.argument as Parsed, names));
    if (node.type === 'TestExpression') return this.namedTest(node, names);
    if (node.type !== 'BinaryExpression') return { kind: 'truthy', of: this.value(node, names), truth: 'plain' };
    const operator = operatorOf(node);
    const [left, right] = [node.left as Parsed, node.right as Parsed];
    if (operator === 'and' || operator === 'or')
      return together(operator === 'and' ? 'all' : 'any', [this.test(left, names), this.test(right, names)]);
    const [a, b] = [this.value(left, names), this.value(right, names)];
    if (operator === 'in') return { kind: 'compare', operator: 'contains', left: b, right: a };
    if (operator === 'not in') return { kind: 'not', of: { kind: 'compare', operator: 'contains', left: b, right: a } };
    if (!['==', '!=', '<', '>', '<=', '>='].includes(operator)) throw new NoWord('A calculation has no counterpart.');
    return { kind: 'compare', operator: operator as Comparison, left: a, right: b };
  }

  /** `is defined` and `is none` are about nothing at all; a value that is missing and one that is null are one to the
   *  other formats. */
  private namedTest(node: Parsed, names: Names): Test {
    const name = (node.test as Identifier).value;
    const of = this.value(node.operand as Parsed, names);
    const known = { defined: '!=', undefined: '==', none: '==' }[name] as Comparison | undefined;
    if (known === undefined) throw new NoWord(`The test “is ${name}” has no counterpart.`);
    const test: Test = { kind: 'compare', operator: known, left: of, right: { kind: 'literal', value: null } };
    return node.negate === true ? negate(test) : test;
  }

  private value(node: Parsed, names: Names): Value {
    switch (node.type) {
      case 'StringLiteral':
      case 'IntegerLiteral':
      case 'FloatLiteral':
        return { kind: 'literal', value: node.value as string | number };
      case 'Identifier':
      case 'MemberExpression':
        return this.access(node, names);
      case 'FilterExpression':
        return this.filter(node, names);
      default:
        throw new NoWord('A calculation, a call or a list written out has no counterpart.');
    }
  }

  private access(node: Parsed, names: Names): Value {
    const parts: string[] = [];
    let root = node;
    while (root.type === 'MemberExpression') {
      const { object, property, computed } = root as Member;
      const isIndex = property.type === 'IntegerLiteral' && (property.value as number) >= 0;
      if (computed && !isIndex && property.type !== 'StringLiteral')
        throw new NoWord('An index that is a value itself has no counterpart.');
      parts.unshift(String(property.value));
      root = object;
    }
    if (root.type !== 'Identifier') throw new NoWord('A call has no counterpart.');
    const name = (root as Identifier).value;
    const word = WORDS.get(name);
    if (word !== undefined && parts.length === 0) return { kind: 'literal', value: word };
    if (name === 'loop' && names.length > 0) return loopFact(parts, names.at(-1)!.binding);
    const local = names.findLast((each) => each.name === name);
    return local ? path(local.binding, ...parts) : path(null, name, ...parts);
  }

  private filter(node: Parsed, names: Names): Value {
    const filter = node.filter as Parsed;
    const callee = ((filter.callee as Identifier | undefined) ?? (filter as Identifier)).value;
    const args = (filter.args as Parsed[] | undefined) ?? [];
    const known = FILTER_NAMES.get(callee);
    if (known === undefined) throw new NoWord(`The filter ${callee} has no counterpart.`);
    const of = this.value(node.operand as Parsed, names);
    if (known === 'join' && args.length === 0)
      return { kind: 'filter', name: 'join', of, args: [{ kind: 'literal', value: '' }] };
    const wanted = known === 'replace' ? 2 : known === 'join' || known === 'default' ? 1 : 0;
    const isForAllEmpty = known === 'default' && args.length === 2;
    if (args.length !== wanted && !isForAllEmpty)
      throw new NoWord(`The filter ${callee} as it is used here has no counterpart.`);
    return { kind: 'filter', name: known, of, args: args.slice(0, wanted).map((each) => this.value(each, names)) };
  }
}

const WORDS = new Map<string, boolean | null>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

const FILTER_NAMES = new Map<string, FilterName>([
  ['upper', 'upcase'],
  ['lower', 'downcase'],
  ['trim', 'strip'],
  ['length', 'size'],
  ['count', 'size'],
  ['first', 'first'],
  ['last', 'last'],
  ['join', 'join'],
  ['replace', 'replace'],
  ['tojson', 'json'],
  ['default', 'default'],
  ['d', 'default'],
]);

const LOOP_FACTS = new Set<string>(['index', 'index0', 'first', 'last', 'length']);

function loopFact(parts: readonly string[], of: Binding): Value {
  const [fact = '', ...more] = parts;
  if (more.length > 0 || !LOOP_FACTS.has(fact)) throw new NoWord(`loop.${parts.join('.')} has no counterpart.`);
  return { kind: 'loop', of, fact: fact as LoopFact };
}

function output(value: Value, place: Place): Node {
  // A text that is put out is how Jinja writes what would be a tag.
  if (value.kind === 'literal' && typeof value.value === 'string') return { kind: 'text', text: value.value };
  return { kind: 'output', value, place };
}

function operatorOf(node: Parsed): string {
  return (node.operator as { value: string }).value;
}

function negate(test: Test): Test {
  return test.kind === 'not' ? test.of : { kind: 'not', of: test };
}

function isStatement(piece: JinjaPiece | undefined): piece is Statement {
  return piece?.kind === 'statement';
}

function isNamed(piece: JinjaPiece, name: string): boolean {
  return isStatement(piece) && piece.name === name;
}
