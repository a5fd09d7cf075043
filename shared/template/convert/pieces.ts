import type { Variable } from '../../content.ts';
import type { Names } from './binding-names.ts';
import type { Binding, Node } from './tree.ts';

/** A text, or a tag. `isSolid`: it puts something out, so that its line is never taken for a line of tags alone. */
export type Piece = { text: string } | { tag: string; isSolid: boolean };

export type PrintContext = {
  names: Names;
  types: ReadonlyMap<string, Variable['type']>;
  /** The pieces of what is inside a block; `loop` is what the block defines. */
  inside: (nodes: readonly Node[], loop?: Binding) => Piece[];
  /** Loops around what is printed, the innermost last. */
  loops: readonly Binding[];
};

export type Printer = (node: Exclude<Node, { kind: 'text' | 'foreign' }>, context: PrintContext) => Piece[];

export function tag(source: string, isSolid = false): Piece {
  return { tag: source, isSolid };
}
