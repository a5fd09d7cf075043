import type { TemplateFormat, Variable } from '../../content.ts';
import { asLiteral } from '../literal.ts';
import { nameBindings } from './binding-names.ts';
import type { Piece, PrintContext, Printer } from './pieces.ts';
import { printFString } from './print-f-string.ts';
import { printHandlebars } from './print-handlebars.ts';
import { printJinja2 } from './print-jinja2.ts';
import { printLiquid } from './print-liquid.ts';
import { printMustache } from './print-mustache.ts';
import { apartFromLines } from './standalone-lines.ts';
import type { Binding, Node } from './tree.ts';

const PRINTERS: Record<Exclude<TemplateFormat, 'text'>, Printer> = {
  liquid: printLiquid,
  jinja2: printJinja2,
  handlebars: printHandlebars,
  mustache: printMustache,
  'f-string': printFString,
};

/** The text of a tree that holds only what `format` can say (see `lower`). */
export function print(
  nodes: readonly Node[],
  format: Exclude<TemplateFormat, 'text'>,
  types: ReadonlyMap<string, Variable['type']>,
): string {
  const names = nameBindings(nodes, format);
  const piecesOf = (inner: readonly Node[], loops: readonly Binding[]): Piece[] => {
    const context: PrintContext = {
      names,
      types,
      loops,
      inside: (body, loop) => piecesOf(body, loop === undefined ? loops : [...loops, loop]),
    };
    return inner.flatMap((node): Piece[] => {
      if (node.kind === 'text') return [{ text: node.text }];
      if (node.kind === 'foreign') throw new TypeError('a foreign node cannot be printed');
      return PRINTERS[format](node, context);
    });
  };
  const pieces = merged(piecesOf(nodes, []));
  const written = pieces.map((piece, index): Piece => {
    if (!('text' in piece)) return piece;
    const beside = { afterTag: index > 0, beforeTag: index < pieces.length - 1 };
    return { text: asLiteral(format, piece.text, beside) };
  });
  return apartFromLines(written, format)
    .map((piece) => ('text' in piece ? piece.text : piece.tag))
    .join('');
}

/** Texts that stand side by side, as after a block that came to nothing, are one. */
function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if ('text' in piece && last && 'text' in last) result.splice(-1, 1, { text: last.text + piece.text });
    else if (!('text' in piece) || piece.text !== '') result.push(piece);
  }
  return result;
}
