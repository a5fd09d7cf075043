import { tag, type Piece, type PrintContext } from './pieces.ts';
import type { Node, Test, Value } from './tree.ts';

/** What differs between two languages that write loops and conditions as `{% … %}`. */
export type PercentLanguage = {
  elseIf: string;
  value: (value: Value, context: PrintContext) => string;
  test: (test: Test, context: PrintContext) => string;
};

type If = Extract<Node, { kind: 'if' }>;

export function printEach(
  node: Extract<Node, { kind: 'each' }>,
  context: PrintContext,
  { value }: PercentLanguage,
): Piece[] {
  return [
    tag(`{% for ${context.names.get(node.item)} in ${value(node.list, context)} %}`),
    ...context.inside(node.body, node.item),
    ...otherwise(node.otherwise.length > 0, context.inside(node.otherwise)),
    tag('{% endfor %}'),
  ];
}

export function printIf(node: If, context: PrintContext, language: PercentLanguage): Piece[] {
  return [...branch(node, 'if', context, language), tag('{% endif %}')];
}

function branch(node: If, word: string, context: PrintContext, language: PercentLanguage): Piece[] {
  const [only, ...more] = node.otherwise;
  const opening = tag(`{% ${word} ${language.test(node.test, context)} %}`);
  const body = context.inside(node.body);
  if (only?.kind === 'if' && more.length === 0)
    return [opening, ...body, ...branch(only, language.elseIf, context, language)];
  return [opening, ...body, ...otherwise(only !== undefined, context.inside(node.otherwise))];
}

function otherwise(isThere: boolean, pieces: readonly Piece[]): Piece[] {
  return isThere ? [tag('{% else %}'), ...pieces] : [];
}

/** A path with its steps as the language writes them; the name of a loop's item stands for its binding. */
export function pathText(
  path: Extract<Value, { kind: 'path' }>,
  { names }: PrintContext,
  step: (part: string) => string,
): string {
  const [first = '', ...rest] = path.root === null ? path.parts : [names.get(path.root)!, ...path.parts];
  return first + rest.map(step).join('');
}

/** A text between quotes, escaped as in both languages. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/[\n\r\t"\\]/g, (character) => ESCAPES[character]!)}"`;
}

const ESCAPES: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };
