import { ProblemList } from './problem-list.ts';
import { formatProblem } from './f-string-format.ts';
import { sendAsIs } from './quick-fixes.ts';
import type { Place } from './template-language.ts';

/** One replacement field. `name` is the variable (names up to the first index), `path` the whole of what is looked up;
 *  the place is the path's, `whole` has the braces too. */
export type Field = Place & {
  name: string;
  path: string;
  keys: (string | number)[];
  conversion: string;
  format: string;
  whole: Place;
};

export type FStringParts = { pieces: (string | Field)[]; problems: ProblemList };

export function parseFString(text: string): FStringParts {
  const problems = new ProblemList();
  const pieces: (string | Field)[] = [];
  let literal = '';
  let at = 0;
  while (at < text.length) {
    const next = nextBrace(text, at);
    literal += text.slice(at, next);
    at = next;
    if (at >= text.length) break;
    if (text[at + 1] === text[at]) {
      literal += text[at]!;
      at += 2;
    } else if (text[at] === '}') {
      const place = { from: at, to: at + 1 };
      const words = 'This } closes nothing. To send a brace as it is, write }}.';
      problems.error('syntax', words, place, sendAsIs('f-string', text, place));
      at++;
    } else {
      const end = fieldEnd(text, at);
      const field = readField(text, at, end, problems);
      if (literal !== '') pieces.push(literal);
      literal = '';
      if (field) pieces.push(field);
      at = end;
    }
  }
  if (literal !== '') pieces.push(literal);
  return { pieces, problems };
}

function nextBrace(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === '{' || text[at] === '}') return at;
  return text.length;
}

/** Behind the brace that closes the field at `from`; fields may stand in its format. */
function fieldEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const PATH = /^([\p{L}_][\p{L}\p{N}_]*)((?:\.[\p{L}_][\p{L}\p{N}_]*|\[[^[\]]+\])*)$/u;
const LITERAL = 'To send braces as they are, write {{ and }}.';

function readField(text: string, from: number, end: number, problems: ProblemList): Field | null {
  const whole = { from, to: end };
  const fail = (words: string, place: Place = whole): null => {
    // To the end of the text a brace that is not closed takes all; what is meant literally is the brace.
    const braces = text[end - 1] === '}' ? whole : { from, to: from + 1 };
    problems.error('syntax', words, place, sendAsIs('f-string', text, braces));
    return null;
  };
  if (text[end - 1] !== '}' || end === from + 1) {
    const line = text.indexOf('\n', from);
    return fail(`This { is not closed. ${LITERAL}`, { from, to: line < 0 ? text.length : line });
  }
  const inside = text.slice(from + 1, end - 1);
  const { head, conversion, format } = split(inside);
  const path = head.trim();
  if (inside === '' || /^\d+$/.test(path)) {
    return fail(`A field needs a variable's name: fields by position have nothing to take. ${LITERAL}`);
  }
  const found = PATH.exec(path);
  if (!found || path !== head) return fail(`“${inside.slice(0, 40)}” is not a variable's name. ${LITERAL}`);
  if (conversion !== '' && !/^![rsa]$/.test(conversion)) return fail('A conversion is one of !r, !s and !a.');
  const wrong = formatProblem(format.slice(1));
  if (wrong !== null) {
    problems.error('unsupported', wrong, whole);
    return null;
  }
  const steps = [...(found[2] ?? '').matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)];
  const indexAt = steps.findIndex((step) => step[2] !== undefined);
  const names = (indexAt < 0 ? steps : steps.slice(0, indexAt)).map((step) => step[1] ?? '');
  return {
    name: [found[1]!, ...names].filter((name) => NAME.test(name)).join('.'),
    path,
    keys: [found[1]!, ...steps.map((step) => step[1] ?? keyOf(step[2]!))],
    conversion: conversion.slice(1),
    format: format.slice(1),
    from: from + 1,
    to: from + 1 + path.length,
    whole,
  };
}

/** `items[a:b]!r:>10` in its three parts; what stands in brackets is a key. */
function split(inside: string): { head: string; conversion: string; format: string } {
  let depth = 0;
  for (let at = 0; at < inside.length; at++) {
    const character = inside[at]!;
    if (character === '[') depth++;
    if (character === ']') depth--;
    if (depth <= 0 && (character === '!' || character === ':')) {
      const colon = inside.indexOf(':', at);
      const end = colon < 0 ? inside.length : colon;
      return { head: inside.slice(0, at), conversion: inside.slice(at, end), format: inside.slice(end) };
    }
  }
  return { head: inside, conversion: '', format: '' };
}

// Python takes digits as an index and all else as a key, without quotes.
function keyOf(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text;
}
