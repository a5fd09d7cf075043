import { parse, tokenize } from '@huggingface/jinja';
import { tooDeep } from './budget.ts';
import { addClosing, closeTag, removeTag, sendAsIs } from './quick-fixes.ts';
import { TemplateError, type Place } from './template-language.ts';

/** A node of the library's tree, whose classes it does not export. */
export type Node = { type: string } & Record<string, unknown>;
export type Identifier = Node & { value: string };
export type Member = Node & { object: Node; property: Node; computed: boolean };

/** `places` knows names and accesses, which is what problems are about. */
export type JinjaTree = { program: Node; places: WeakMap<Node, Place> };

type Token = ReturnType<typeof tokenize>[number];

/** Throws `TemplateError` where `text` is not Jinja. The library's tree has no positions: names go through its parser with
 *  the number of their token, which is taken out of the tree again here. */
export function parseJinja(text: string): JinjaTree {
  const tokens = tokensOf(text);
  const tokenPlaces = locate(text, tokens);
  let furthest = 0;
  const watched = new Proxy(numbered(tokens), {
    get(target, key) {
      const index = typeof key === 'string' ? Number(key) : NaN;
      if (index < target.length) furthest = Math.max(furthest, index);
      return Reflect.get(target, key) as unknown;
    },
  });
  try {
    const program = parse(watched) as unknown as Node;
    const places = new WeakMap<Node, Place>();
    restore(program, tokenPlaces, places);
    return { program, places };
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep({ from: 0, to: text.length });
    throw parseProblem(error, text, tokens, tokenPlaces, furthest);
  }
}

function tokensOf(text: string): Token[] {
  try {
    return tokenize(text);
  } catch {
    throw tokenProblem(text);
  }
}

const OPENING = /\{[{%#]/g;
const LITERAL = 'To send braces as they are, write {{ "{{" }}.';

/** The first tag that cannot be read by itself. */
function tokenProblem(text: string): TemplateError {
  const starts = Array.from(text.matchAll(OPENING), (found) => found.index);
  for (const [index, from] of starts.entries()) {
    const piece = text.slice(from, starts[index + 1] ?? text.length);
    const closing = { '{{': '}}', '{%': '%}', '{#': '#}' }[piece.slice(0, 2)]!;
    const close = piece.indexOf(closing);
    if (close < 0) {
      const line = piece.indexOf('\n');
      const place = { from, to: from + (line < 0 ? piece.length : line) };
      return new TemplateError(
        'unclosed',
        `${piece.slice(0, 2)} is not closed: ${closing} is missing. ${LITERAL}`,
        place,
        [closeTag(text, place, closing), ...sendAsIs('jinja2', text, place)],
      );
    }
    try {
      tokenize(piece.slice(0, close + 2));
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      const place = { from, to: from + close + 2 };
      const fixes = sendAsIs('jinja2', text, place);
      return new TemplateError('syntax', `This cannot be read: ${words}. ${LITERAL}`, place, fixes);
    }
  }
  return new TemplateError('syntax', `This text cannot be read. ${LITERAL}`, { from: 0, to: text.length });
}

/** Where each token stands. Between tags the library may have trimmed the text, so tags are found by their braces. */
function locate(text: string, tokens: readonly Token[]): Place[] {
  let cursor = 0;
  return tokens.map(({ type, value }) => {
    if (type === 'Text') return { from: cursor, to: cursor };
    let from = cursor;
    if (type === 'Comment') from = text.indexOf('{#', cursor);
    else if (type === 'OpenStatement' || type === 'OpenExpression') from = openingAt(text, value, cursor);
    else while (/\s/.test(text[from] ?? '')) from++;
    if (type === 'Comment') cursor = text.indexOf('#}', from + 2) + 2;
    else if (type === 'StringLiteral') cursor = stringEnd(text, from);
    else if (type === 'OpenStatement' || type === 'OpenExpression') cursor = from + (text[from + 2] === '-' ? 3 : 2);
    else if (type === 'CloseStatement' || type === 'CloseExpression') cursor = from + (text[from] === '-' ? 3 : 2);
    else cursor = from + value.length;
    return { from, to: cursor };
  });
}

/** The library takes chat templates' `{% generation %}` out before it reads. */
function openingAt(text: string, opening: string, cursor: number): number {
  let from = text.indexOf(opening, cursor);
  for (;;) {
    const skipped = opening === '{%' ? /^\{%-?\s*(?:end)?generation\s*-?%\}/.exec(text.slice(from, from + 100)) : null;
    if (!skipped) return Math.max(from, cursor);
    from = text.indexOf(opening, from + skipped[0].length);
  }
}

function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== text[from]) at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

const KEYWORDS = new Set(['if', 'else', 'or', 'and', 'not', 'in', 'is']);
const MARK = '@'; // never part of a name

function numbered(tokens: readonly Token[]): Token[] {
  return tokens.map((token, index) => {
    const isName =
      token.type === 'Identifier' && !KEYWORDS.has(token.value) && tokens[index - 1]?.type !== 'OpenStatement';
    return isName ? { type: token.type, value: `${token.value}${MARK}${index}` } : token;
  });
}

function restore(value: unknown, tokenPlaces: readonly Place[], places: WeakMap<Node, Place>): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) return value.forEach((item) => restore(item, tokenPlaces, places));
  if (value instanceof Map) {
    return value.forEach((item, key) => {
      restore(key, tokenPlaces, places);
      restore(item, tokenPlaces, places);
    });
  }
  const node = value as Node;
  for (const member of Object.values(node)) restore(member, tokenPlaces, places);
  if (node.type === 'Identifier') {
    const [name = '', index] = (node as Identifier).value.split(MARK);
    node.value = name;
    const place = tokenPlaces[Number(index)];
    if (place) places.set(node, place);
  } else if (node.type === 'MemberExpression') {
    const { object, property } = node as Member;
    const end = places.get(property) ?? places.get(object);
    if (end) places.set(node, { from: places.get(object)?.from ?? end.from, to: end.to });
  } else if (node.type === 'FilterExpression') {
    const filter = node.filter as Node;
    const operand = places.get(node.operand as Node);
    const name = places.get((filter.callee as Node | undefined) ?? filter);
    if (name) places.set(node, { from: operand?.from ?? name.from, to: name.to });
  } else if (node.type === 'CallExpression') {
    const callee = places.get(node.callee as Node);
    if (callee) places.set(node, callee);
  }
}

function parseProblem(
  error: unknown,
  text: string,
  tokens: readonly Token[],
  tokenPlaces: readonly Place[],
  furthest: number,
): TemplateError {
  const message = (error instanceof Error ? error.message : String(error)).replaceAll(/@\d+/g, '');
  const unknown = /^Unknown statement type: (\w+)/.exec(message)?.[1];
  if (unknown) {
    const index = tokens.findIndex(
      (token, at) => at <= furthest && token.value === unknown && tokens[at - 1]?.type === 'OpenStatement',
    );
    const place = tagAround(text, tokenPlaces[index] ?? tokenPlaces[furthest]!);
    if (unknown === 'include') return snippetProblem(text, place);
    if (unknown.startsWith('end') || unknown.startsWith('el')) {
      return new TemplateError('unclosed', `{% ${unknown} %} closes nothing that is open here.`, place, [
        removeTag(place),
      ]);
    }
    return new TemplateError('unknown-tag', `There is no tag ${unknown} in a prompt.`, place);
  }
  const ranOut = furthest >= tokens.length - 1 && /undefined|Unexpected end|reading/.test(message);
  const open = ranOut ? unclosedBlock(tokens) : null;
  if (open !== null) {
    const name = tokens[open]!.value;
    const place = tagAround(text, tokenPlaces[open]!);
    const closing = `{% end${name} %}`;
    const words = `{% ${name} %} is not closed: ${closing} is missing.`;
    return new TemplateError('unclosed', words, place, [addClosing(text, closing)]);
  }
  const place = tagAround(
    text,
    tokenPlaces[Math.min(furthest, tokenPlaces.length - 1)] ?? { from: 0, to: text.length },
  );
  const words = `This cannot be read as a variable or a tag. ${LITERAL}`;
  return new TemplateError('syntax', words, place, sendAsIs('jinja2', text, place));
}

function snippetProblem(text: string, place: Place): TemplateError {
  const name = /include\s+['"]([^'"]*)['"]/.exec(text.slice(place.from, place.to))?.[1];
  const words = name ? `There is no snippet named ${name}.` : 'A snippet is named in quotes.';
  return new TemplateError('missing-snippet', words, place);
}

function tagAround(text: string, place: Place): Place {
  const from = Math.max(text.lastIndexOf('{{', place.from), text.lastIndexOf('{%', place.from), 0);
  const ends = [text.indexOf('}}', from), text.indexOf('%}', from)].filter((end) => end >= 0);
  return { from, to: ends.length > 0 ? Math.min(...ends) + 2 : text.length };
}

const BLOCKS = new Set(['if', 'for', 'macro', 'call', 'filter', 'set']);

function unclosedBlock(tokens: readonly Token[]): number | null {
  const open: number[] = [];
  for (const [index, { value, type }] of tokens.entries()) {
    if (type !== 'Identifier' || tokens[index - 1]?.type !== 'OpenStatement') continue;
    if (value.startsWith('end')) open.pop();
    else if (BLOCKS.has(value) && !(value === 'set' && isAssignment(tokens, index))) open.push(index);
  }
  return open.at(-1) ?? null;
}

function isAssignment(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < tokens.length && tokens[at]!.type !== 'CloseStatement'; at++) {
    if (tokens[at]!.type === 'Equals') return true;
  }
  return false;
}
