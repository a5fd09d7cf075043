import Handlebars from 'handlebars';
import { suggestion } from './missing.ts';
import { tooDeep } from './budget.ts';
import { addClosing, closeTag, removeTag, sendAsIs } from './quick-fixes.ts';
import { TemplateError, type Place } from './template-language.ts';

export type Node = hbs.AST.Node;
export type Program = hbs.AST.Program;
export type Statement = hbs.AST.Statement;
export type Mustache = hbs.AST.MustacheStatement;
export type Block = hbs.AST.BlockStatement;
export type Partial = hbs.AST.PartialStatement;
export type PartialBlock = hbs.AST.PartialBlockStatement;
export type Path = hbs.AST.PathExpression;
export type SubExpression = hbs.AST.SubExpression;
export type Expression = hbs.AST.Expression;

/** A parsed text, before the engine moves white space about. */
export type HandlebarsTree = { program: Program; placeOf: (node: Node) => Place };

/** Throws `TemplateError` where `text` is not Handlebars. A partial may be named with a label or a version, as in
 *  `{{> tone/formal@v3}}`. */
export function parseHandlebars(text: string): HandlebarsTree {
  const names = withoutAts(text);
  if (names === null) return parse(text);
  try {
    const tree = parse(names.text);
    putBack(tree.program, names.standIn);
    return tree;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new TemplateError(error.code, error.message.replaceAll(names.standIn, '@'), error.place, error.fixes);
  }
}

const PARTIAL_NAME = /\{\{~?#?>\s*[^\s}~"'(=]*@[^\s}~"'(=]*/g;

/** `text` with another letter for each `@` in a partial's name, where the engine knows none; null where there is none. */
function withoutAts(text: string): { text: string; standIn: string } | null {
  if (!text.includes('@') || text.search(PARTIAL_NAME) < 0) return null;
  // Private-use characters are letters to the engine; one that the text does not hold can be told apart again.
  const standIn = PRIVATE_USE.find((character) => !text.includes(character));
  if (standIn === undefined) return null;
  return { text: text.replaceAll(PARTIAL_NAME, (name) => name.replaceAll('@', standIn)), standIn };
}

const PRIVATE_USE = Array.from({ length: 64 }, (_, index) => String.fromCodePoint(0xe000 + index));

/** The pattern also matches where no tag is, as in comments, so every string of the tree is looked at. */
function putBack(node: object, standIn: string): void {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') Object.assign(node, { [key]: value.replaceAll(standIn, '@') });
    else if (value !== null && typeof value === 'object' && key !== 'loc') putBack(value as object, standIn);
  }
}

function parse(text: string): HandlebarsTree {
  if (isTooDeep(text)) throw tooDeep({ from: 0, to: text.length });
  const starts = lineStarts(text);
  const offset = (position: { line: number; column: number }): number =>
    Math.min((starts[position.line - 1] ?? text.length) + position.column, text.length);
  try {
    return {
      program: Handlebars.parseWithoutProcessing(text),
      placeOf: (node) => ({ from: offset(node.loc.start), to: offset(node.loc.end) }),
    };
  } catch (error) {
    throw parseProblem(error, text, offset);
  }
}

export function isPath(node: Node): node is Path {
  return node.type === 'PathExpression';
}

/** ` Did you mean json?` among the helpers there are. */
export function helperSuggestion(name: string): string {
  return suggestion(name, [...BLOCK_HELPERS.keys(), ...INLINE_HELPERS]);
}

/** Helpers that open a block, with the number of values they take. */
export const BLOCK_HELPERS: ReadonlyMap<string, number> = new Map([
  ['if', 1],
  ['unless', 1],
  ['each', 1],
  ['with', 1],
  ['ifEquals', 2],
  ['unlessEquals', 2],
]);
export const INLINE_HELPERS: ReadonlySet<string> = new Set(['json', 'lookup']);

const MAX_DEPTH = 500;

/** The engine's parser takes minutes over nesting that its compiler then cannot follow anyway. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [, mark] of text.matchAll(/\{\{~?([#/])/g)) {
    depth += mark === '#' ? 1 : -1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

// As the engine's own lexer counts lines.
function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), (found) => found.index + found[0].length)];
}

type Located = Error & { lineNumber?: number; column?: number; endLineNumber?: number; endColumn?: number };

function parseProblem(
  error: unknown,
  text: string,
  offset: (at: { line: number; column: number }) => number,
): TemplateError {
  if (error instanceof RangeError) return tooDeep({ from: 0, to: text.length });
  const { message, lineNumber, column, endLineNumber, endColumn } = error as Located;
  if (lineNumber !== undefined && column !== undefined) {
    const from = offset({ line: lineNumber, column });
    const to = offset({ line: endLineNumber ?? lineNumber, column: endColumn ?? column });
    const mismatch = /^(.*) doesn't match (.*?)(?: - \d+:\d+)?$/s.exec(message);
    const words = mismatch
      ? `{{#${mismatch[1]}}} is closed by {{/${mismatch[2]}}}: {{/${mismatch[1]}}} is missing before it.`
      : `This cannot be read: ${message.replace(/ - \d+:\d+$/, '')}.`;
    const wrong = mismatch ? text.indexOf(`{{/${mismatch[2]}`, to) : -1;
    const fixes = wrong < 0 ? [] : [addClosing(text, `{{/${mismatch![1]}}}`, wrong)];
    return new TemplateError(mismatch ? 'unclosed' : 'syntax', words, { from, to }, fixes);
  }
  const got = /got '(\w+)'\s*$/.exec(message)?.[1] ?? '';
  const from = errorOffset(message, text, offset);
  if (got === 'EOF') {
    const open = unclosedBlock(text);
    if (open)
      return new TemplateError('unclosed', `{{#${open.name}}} is not closed: {{/${open.name}}} is missing.`, open, [
        addClosing(text, `{{/${open.name}}}`),
      ]);
  }
  const unclosed = unclosedTag(text, from);
  if (unclosed) return notClosed(text, unclosed);
  return parseSentence(got, tagAround(from, text), text);
}

/** The tag before `offset` that is still open there, to the end of its line. */
function unclosedTag(text: string, offset: number): Place | null {
  const from = offset > 0 ? text.lastIndexOf('{{', offset - 1) : -1;
  // The parser shows the place without the line ends before it.
  const isAtTag = /^\s*\{\{/.test(text.slice(offset, offset + 1_000));
  if (from < 0 || !isAtTag || text.slice(from, offset).includes('}}')) return null;
  const lineEnd = text.indexOf('\n', from);
  return { from, to: Math.min(lineEnd < 0 ? offset : lineEnd, offset) };
}

const BRACES = 'To send braces as they are, write \\{{.';

function parseSentence(got: string, place: Place, text: string): TemplateError {
  const tag = text.slice(place.from, place.to);
  if (got === 'OPEN_ENDBLOCK')
    return new TemplateError('unclosed', `${tag} closes nothing that is open here.`, place, [removeTag(place)]);
  if (got === 'INVERSE' || got === 'OPEN_INVERSE_CHAIN') {
    return new TemplateError('syntax', `${tag} stands outside of a block such as {{#if}}.`, place);
  }
  if (!tag.endsWith('}}')) return notClosed(text, place);
  const words = `This cannot be read as a variable or a helper. ${BRACES}`;
  return new TemplateError('syntax', words, place, sendAsIs('handlebars', text, place));
}

function notClosed(text: string, place: Place): TemplateError {
  const fixes = [closeTag(text, place, '}}'), ...sendAsIs('handlebars', text, place)];
  return new TemplateError('unclosed', `{{ is not closed: }} is missing. ${BRACES}`, place, fixes);
}

/** Where the parser stopped. It tells the line, and shows up to twenty characters before and after the place. */
function errorOffset(message: string, text: string, offset: (at: { line: number; column: number }) => number): number {
  const [head = '', shown = '', pointer = ''] = message.split('\n');
  const line = Number(/line (\d+)/.exec(head)?.[1] ?? 1);
  const caret = pointer.indexOf('^');
  const before = shown.slice(0, caret).replace(/^\.\.\./, '');
  // A token that spans lines is told by either end.
  const from = offset({ line: Math.max(line - 1, 1), column: 0 });
  const end = offset({ line: line + 1, column: 0 });
  for (let at = from; at <= end; at++) {
    if (text.slice(0, at).slice(-40).replaceAll('\n', '').endsWith(before) && leads(text, at, shown.slice(caret)))
      return at;
  }
  return from;
}

function leads(text: string, at: number, after: string): boolean {
  const rest = text.slice(at, at + 40).replaceAll('\n', '');
  return rest.startsWith(after.replace(/\.\.\.$/, ''));
}

/** The tag that `offset` is in or just behind; to the end of its line where it is not closed. */
function tagAround(offset: number, text: string): Place {
  const from = Math.max(text.lastIndexOf('{{', offset), 0);
  const close = text.indexOf('}}', from);
  const lineEnd = text.indexOf('\n', from);
  const limit = lineEnd < 0 ? text.length : lineEnd;
  return { from, to: close >= 0 && text.indexOf('{{', from + 2) !== close - 2 ? close + 2 : Math.max(limit, from) };
}

function unclosedBlock(text: string): ({ name: string } & Place) | null {
  const open: ({ name: string } & Place)[] = [];
  for (const found of text.matchAll(/\{\{~?([#^/])>?\s*([^\s}~]+)[^}]*\}\}|\{\{!--[\s\S]*?--~?\}\}|\{\{![^}]*\}\}/g)) {
    if (found[1] === '/') open.pop();
    else if (found[1] && found[2]) open.push({ name: found[2], from: found.index, to: found.index + found[0].length });
  }
  return open.at(-1) ?? null;
}
