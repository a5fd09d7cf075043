import { TemplateError, type Place, type TemplateReference } from './template-language.ts';

/** An argument's value as it is written: plain data, or the name of a variable. */
export type PartialValue = { path: string; from: number; to: number } | { literal: string | number | boolean | null };

export type MustachePartial = TemplateReference & { values: { name: string; value: PartialValue }[] };

const SYNTAX =
  'Write a snippet like {{> tone/formal@v3 product=product tone="kind"}}; a name with spaces stands in quotes.';
const TARGET = /\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=]+))(?=\s|$)/y;
const ARGUMENT = /\s*([^\s"'=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=]+))(?=\s|$)/y;

/** Reads `name@label arg=value …`, which stands at `from` in the whole text, within the tag at `tag`. Throws
 *  `TemplateError` where it cannot be read. */
export function parsePartial(inside: string, from: number, tag: Place): MustachePartial {
  TARGET.lastIndex = 0;
  const found = TARGET.exec(inside);
  const target = found?.[1] ?? found?.[2] ?? found?.[3];
  if (!found || target === undefined) throw new TemplateError('syntax', SYNTAX, tag);
  const isQuoted = found[3] === undefined;
  const to = from + TARGET.lastIndex - Number(isQuoted);
  const partial: MustachePartial = { target, from: to - target.length, to, tag, arguments: [], values: [] };
  let end = TARGET.lastIndex;
  while (inside.slice(end).trim() !== '') {
    ARGUMENT.lastIndex = end;
    const argument = ARGUMENT.exec(inside);
    const start = end + inside.slice(end).search(/\S/);
    if (!argument)
      throw new TemplateError('syntax', SYNTAX, { from: from + start, to: from + inside.trimEnd().length });
    end = ARGUMENT.lastIndex;
    const name = argument[1]!;
    partial.arguments.push({ name, from: from + start, to: from + end });
    partial.values.push({ name, value: valueOf(argument, from + end) });
  }
  return partial;
}

function valueOf([, , double, single, word]: RegExpExecArray, end: number): PartialValue {
  if (word === undefined) return { literal: double ?? single ?? '' };
  if (word === 'true' || word === 'false') return { literal: word === 'true' };
  if (word === 'null') return { literal: null };
  if (/^-?\d+(\.\d+)?$/.test(word)) return { literal: Number(word) };
  return { path: word, from: end - word.length, to: end };
}
