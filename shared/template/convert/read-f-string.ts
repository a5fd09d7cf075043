import { parseFString, type Field } from '../f-string-parse.ts';
import { throwFirst } from '../problem-list.ts';
import { joined, type Node } from './tree.ts';

/** The tree of a format string. Throws `TemplateError` where it is none. */
export function readFString(text: string): Node[] {
  const { pieces, problems } = parseFString(text);
  throwFirst(problems.list());
  return joined(pieces.map((piece) => (typeof piece === 'string' ? { kind: 'text', text: piece } : output(piece))));
}

function output({ keys, conversion, format, whole }: Field): Node {
  const value = { kind: 'path', root: null, parts: keys.map(String) } as const;
  if (format !== '')
    return { kind: 'foreign', words: `The format “:${format}” has no counterpart.`, near: value, place: whole };
  if (conversion !== '' && conversion !== 's')
    return { kind: 'foreign', words: `The conversion !${conversion} has no counterpart.`, near: value, place: whole };
  return { kind: 'output', value, place: whole };
}
