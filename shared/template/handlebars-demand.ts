import {
  BLOCK_HELPERS,
  INLINE_HELPERS,
  isPath,
  type Block,
  type Expression,
  type HandlebarsTree,
  type Mustache,
  type Node,
  type Partial,
  type Path,
  type Program,
  type SubExpression,
} from './handlebars-tree.ts';
import type { Place } from './template-language.ts';

/** The tree with every path whose value is needed wrapped into a helper that is told the path's place: `{{name}}` becomes
 *  `{{galleyText name 2 6}}`. Handlebars' own strict mode knows no places, looks at prototypes, and forbids `{{#if}}` to
 *  ask for what is not there. */
export function demandValues(tree: HandlebarsTree): Program {
  demandIn(tree.program, tree.placeOf);
  return tree.program;
}

type PlaceOf = (node: Node) => Place;

function demandIn(program: Program | undefined, placeOf: PlaceOf): void {
  for (const node of program?.body ?? []) {
    if (node.type === 'MustacheStatement') demandInMustache(node as Mustache, placeOf);
    if (node.type === 'BlockStatement') demandInBlock(node as Block, placeOf);
    if (node.type === 'PartialStatement') demandInPartial(node as Partial, placeOf);
  }
}

/** A partial is called by the place of its tag: what it says depends on more than its name. */
function demandInPartial(node: Partial, placeOf: PlaceOf): void {
  for (const pair of node.hash?.pairs ?? []) pair.value = demanded(pair.value, placeOf);
  node.name = helper(partialKey(placeOf(node)), node.name);
}

export function partialKey({ from }: Place): string {
  return `galley${from}`;
}

function demandInMustache(node: Mustache, placeOf: PlaceOf): void {
  const { path, params, hash, loc } = node;
  if (!isPath(path)) return;
  const place = placeLiterals(path, placeOf);
  const isCall = params.length > 0 || INLINE_HELPERS.has(path.original) || BLOCK_HELPERS.has(path.original);
  if (isCall) {
    const call: SubExpression = { type: 'SubExpression', path, params, hash, loc };
    demandInCall(call, path, placeOf);
    node.params = [call, ...place];
  } else node.params = [path, ...place];
  node.hash = undefined as unknown as hbs.AST.Hash;
  // Whatever is put out goes through a helper: the engine would add two numbers that stand side by side.
  node.path = helper(isCall || isLenient(path) ? 'galleyOptionalText' : 'galleyText', path);
}

function demandInCall(node: SubExpression, path: Path, placeOf: PlaceOf): void {
  // What is looked up may be absent; where it is looked up may not.
  const needed = path.original === 'lookup' ? 1 : node.params.length;
  node.params = node.params.map((param, index) => (index < needed ? demanded(param, placeOf) : param));
}

function demandInBlock(node: Block, placeOf: PlaceOf): void {
  const name = node.path.original;
  const isLoop = name === 'each' || name === 'with';
  if (isLoop && !node.inverse) node.params = node.params.map((param) => demanded(param, placeOf));
  demandIn(node.program, placeOf);
  demandIn(node.inverse, placeOf);
}

function demanded(node: Expression, placeOf: PlaceOf): Expression {
  if (node.type === 'SubExpression') {
    demandInCall(node as SubExpression, (node as SubExpression).path, placeOf);
    return node;
  }
  if (!isPath(node) || isLenient(node)) return node;
  const call: SubExpression = {
    type: 'SubExpression',
    path: helper('galleyValue', node),
    params: [node, ...placeLiterals(node, placeOf)],
    hash: undefined as unknown as hbs.AST.Hash,
    loc: node.loc,
  };
  return call;
}

/** `@state.count` is what an application may give or not; `@root.name` is a variable. */
function isLenient(path: Path): boolean {
  return path.data && path.parts[0] !== 'root';
}

function placeLiterals(node: Node, placeOf: PlaceOf): hbs.AST.NumberLiteral[] {
  const { from, to } = placeOf(node);
  return [from, to].map((value) => ({ type: 'NumberLiteral', value, original: value, loc: node.loc }));
}

function helper(name: string, near: Node): Path {
  return { type: 'PathExpression', data: false, depth: 0, parts: [name], original: name, loc: near.loc };
}
