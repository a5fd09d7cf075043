import type { TemplateFormat } from '../content.ts';
import { asLiteral } from './literal.ts';
import type { Place, TemplateFix } from './template-language.ts';

/** Ends a block that runs to the end of the text, or up to `before`. */
export function addClosing(text: string, closing: string, before: number = text.length): TemplateFix {
  return { title: `Add ${closing}`, edits: [{ from: before, to: before, insert: closing }] };
}

/** Ends a tag at the end of the line it begins in. */
export function closeTag(text: string, { from }: Place, braces: string): TemplateFix {
  const lineEnd = text.indexOf('\n', from);
  const at = from + text.slice(from, lineEnd < 0 ? text.length : lineEnd).trimEnd().length;
  return { title: `Close it with ${braces}`, edits: [{ from: at, to: at, insert: ` ${braces}` }] };
}

/** Takes a tag away that has no business where it is. */
export function removeTag({ from, to }: Place): TemplateFix {
  return { title: 'Remove it', edits: [{ from, to, insert: '' }] };
}

const FIELD = /\{[\p{L}_][\p{L}\p{N}_.]*\}/gu;

/** Writes what was taken for a tag so that it is sent as it stands. Plain fields of an f-string within it stay fields:
 *  they are what braces of JSON are put around. */
export function sendAsIs(format: TemplateFormat, text: string, place: Place): TemplateFix[] {
  const { from, to } = withOpening(text, place);
  const words = text.slice(from, to);
  const parts = format === 'f-string' ? between(words, FIELD) : [{ text: words, isKept: false }];
  const insert = parts.map((part) => (part.isKept ? part.text : asLiteral(format, part.text))).join('');
  return insert === words ? [] : [{ title: 'Send these braces as they are', edits: [{ from, to, insert }] }];
}

/** An error may stand within its tag; the braces are at the tag's ends. */
function withOpening(text: string, place: Place): Place {
  if (/^(\{|\})/.test(text.slice(place.from, place.to))) return place;
  const from = Math.max(text.lastIndexOf('{{', place.from), text.lastIndexOf('{%', place.from));
  if (from < 0 || text.slice(from, place.from).includes('\n')) return place;
  const close = /[}%]\}/.exec(text.slice(place.from));
  return { from, to: close ? place.from + close.index + 2 : place.to };
}

function between(text: string, pattern: RegExp): { text: string; isKept: boolean }[] {
  const parts: { text: string; isKept: boolean }[] = [];
  let from = 0;
  for (const found of text.matchAll(pattern)) {
    // The whole of the place is what could not be read: a field is one within it.
    if (found[0].length === text.length) continue;
    parts.push({ text: text.slice(from, found.index), isKept: false }, { text: found[0], isKept: true });
    from = found.index + found[0].length;
  }
  return [...parts, { text: text.slice(from), isKept: false }];
}
