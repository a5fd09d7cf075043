import type { TemplateFormat } from '../../content.ts';
import type { Piece } from './pieces.ts';

/** Handlebars and mustache take a line away on which nothing but tags stands; a text that has such a line on purpose is
 *  written so that it keeps it. What mustache cannot keep at all, spaces beside a tag on such a line, stays undone. */
export function apartFromLines(pieces: readonly Piece[], format: TemplateFormat): Piece[] {
  if (format === 'handlebars') return withComments(pieces);
  return format === 'mustache' ? withLineEnds(pieces) : [...pieces];
}

/** An empty comment beside a tag keeps Handlebars from seeing a line of its own. */
function withComments(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece, index): Piece[] => {
    if ('text' in piece || piece.isSolid) return [piece];
    const before = pieces[index - 1];
    const after = pieces[index + 1];
    const blankBefore = before === undefined ? '' : 'text' in before ? LINE_START.exec(before.text)?.[1] : undefined;
    const blankAfter = after === undefined ? '' : 'text' in after ? LINE_END.exec(after.text)?.[0] : undefined;
    const isLine = blankBefore !== undefined && blankAfter !== undefined;
    return isLine && blankBefore + blankAfter !== '' ? [{ tag: '{{!}}', isSolid: false }, piece] : [piece];
  });
}

const LINE_START = /(?:^|\n)([^\S\n]*)$/;
const LINE_END = /^[^\S\n]*(?:\n|$)/;

/** The line end that mustache takes away is written twice. */
function withLineEnds(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let hasTag = false;
  let isBlank = true;
  for (const piece of pieces) {
    if ('tag' in piece) {
      hasTag = true;
      isBlank &&= !piece.isSolid;
      result.push(piece);
      continue;
    }
    const text = piece.text.replaceAll(/[^\n]*(?:\n|$)/g, (line) => {
      isBlank &&= !/[^\s]/.test(line) && !line.includes('\r');
      const isTaken = hasTag && isBlank && line.endsWith('\n');
      if (line.endsWith('\n')) [hasTag, isBlank] = [false, true];
      return isTaken ? `${line}\n` : line;
    });
    result.push({ text });
  }
  return result;
}
