import type { Place } from '../template-language.ts';

/** A template in no format's own words: what every reader here gives, and every printer takes. Literal text stands as it
 *  would be put out: escapes, raw blocks and white space control are done with. */
export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'output'; value: Value; place: Place }
  | { kind: 'if'; test: Test; body: Node[]; otherwise: Node[]; place: Place }
  | { kind: 'each'; list: Value; item: Binding; body: Node[]; otherwise: Node[]; place: Place }
  | { kind: 'comment'; text: string; place: Place }
  | { kind: 'snippet'; target: string; args: readonly Argument[]; place: Place }
  /** What only its own format can say; `words` tells why, as a sentence. `near` is the value that comes nearest. */
  | { kind: 'foreign'; words: string; near?: Value; place: Place };

export type Argument = { name: string; value: Value };

/** What a loop defines. Two loops never share one: a name is printed once it is known what else is named around it. */
export type Binding = { readonly name: string | null };

export type Value =
  /** Names and, as digits, indexes; looked up in what is given where `root` is null, else in the loop's item. */
  | { kind: 'path'; root: Binding | null; parts: readonly string[] }
  | { kind: 'literal'; value: string | number | boolean | null }
  | { kind: 'loop'; of: Binding; fact: LoopFact }
  | { kind: 'filter'; name: FilterName; of: Value; args: readonly Value[] };

export type LoopFact = 'index' | 'index0' | 'first' | 'last' | 'length';

/** Named as Liquid names them. `join` and `default` have one argument, `replace` two. */
export const FILTERS = [
  'upcase',
  'downcase',
  'strip',
  'size',
  'first',
  'last',
  'join',
  'replace',
  'json',
  'default',
] as const;
export type FilterName = (typeof FILTERS)[number];

/** In Liquid only false and nothing are no; elsewhere, `plain`, an empty text, 0 and an empty list are no either. */
export type Truth = 'liquid' | 'plain';

export const COMPARISONS = ['==', '!=', '<', '>', '<=', '>=', 'contains'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export type Test =
  | { kind: 'truthy'; of: Value; truth: Truth }
  | { kind: 'compare'; operator: Comparison; left: Value; right: Value }
  | { kind: 'not'; of: Test }
  | { kind: 'all' | 'any'; of: readonly Test[] };

/** Thrown within a reader by what the tree has no word for; the tag around it becomes foreign. */
export class NoWord extends Error {}

/** Texts that stand side by side become one; empty ones go, and comments that say nothing. */
export function joined(nodes: readonly Node[]): Node[] {
  const result: Node[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.kind === 'comment' && node.text === '') continue;
    if (node.kind !== 'text') result.push(node);
    else if (node.text !== '' && last?.kind === 'text')
      result.splice(-1, 1, { kind: 'text', text: last.text + node.text });
    else if (node.text !== '') result.push(node);
  }
  return result;
}

/** Every node, from outside inwards, in order. */
export function* walk(nodes: readonly Node[]): Iterable<Node> {
  for (const node of nodes) {
    yield node;
    if (node.kind !== 'if' && node.kind !== 'each') continue;
    yield* walk(node.body);
    yield* walk(node.otherwise);
  }
}

/** The values a node itself asks for, with what is inside them. */
export function valuesOf(node: Node): Value[] {
  switch (node.kind) {
    case 'output':
      return within(node.value);
    case 'if':
      return inTest(node.test);
    case 'each':
      return within(node.list);
    case 'snippet':
      return node.args.flatMap(({ value }) => within(value));
    default:
      return [];
  }
}

function inTest(test: Test): Value[] {
  switch (test.kind) {
    case 'truthy':
      return within(test.of);
    case 'compare':
      return [...within(test.left), ...within(test.right)];
    case 'not':
      return inTest(test.of);
    default:
      return test.of.flatMap(inTest);
  }
}

function within(value: Value): Value[] {
  return value.kind === 'filter' ? [value, ...within(value.of), ...value.args.flatMap(within)] : [value];
}

/** `all` and `any` without others of their kind inside them, and never of one alone. */
export function together(kind: 'all' | 'any', tests: readonly Test[]): Test {
  const flat = tests.flatMap((test) => (test.kind === kind ? test.of : [test]));
  return flat.length === 1 ? flat[0]! : { kind, of: flat };
}

export function path(root: Binding | null, ...parts: string[]): Value {
  return { kind: 'path', root, parts };
}
