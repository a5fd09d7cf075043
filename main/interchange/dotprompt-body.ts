import Handlebars from 'handlebars';
import type { Message, Role, TemplateFormat } from '../../shared/content.ts';
import {
  isPath,
  parseHandlebars,
  type Block,
  type HandlebarsTree,
  type Mustache,
  type Program,
  type Statement,
} from '../../shared/template/handlebars-tree.ts';
import { lineAndColumn, TemplateError } from '../../shared/template/template-language.ts';
import type { Report } from './reading.ts';

/** A `{{role "…"}}` or `{{history}}` in the source. */
type Mark = { from: number; to: number; role: Role | 'history'; trimsBefore: boolean; trimsAfter: boolean };

const ROLES: Record<string, Role> = {
  system: 'system',
  developer: 'developer',
  user: 'user',
  model: 'assistant',
  assistant: 'assistant',
  tool: 'tool',
  placeholder: 'placeholder',
};

/** The messages of a body. Roles are found in the source, before anything is filled in: a value cannot open one. */
export function readBody(body: string, format: TemplateFormat, report: Report, firstLine = 1): Message[] {
  const { marks, isParsed } =
    format === 'handlebars' ? marksIn(body, report, firstLine) : { marks: writtenMarks(body), isParsed: false };
  const messages: Message[] = [];
  let role: Role = 'user';
  let from = 0;
  let isTrimmed = false;
  let comments = '';
  for (const mark of [...marks, null]) {
    const end = mark?.from ?? body.length;
    let text = body.slice(from, end);
    if (isTrimmed) text = text.trimStart();
    if (mark?.trimsBefore) text = text.trimEnd();
    if (isParsed && isComment(text)) comments += text.trim();
    else if (text.trim() !== '') {
      const kept = isParsed ? withLineEnds(comments + text, from > 0, mark !== null) : text;
      messages.push({ role, text: role === 'placeholder' ? text : kept });
      if (role !== 'placeholder') comments = '';
    }
    if (!mark) break;
    if (mark.role === 'history') messages.push({ role: 'placeholder', text: 'history' });
    role = mark.role === 'history' ? 'assistant' : mark.role;
    from = mark.to;
    isTrimmed = mark.trimsAfter;
  }
  return comments === '' ? messages : withTrailing(messages, comments);
}

/** The body from which `readBody` reads these messages again, where there is one. */
export function writeBody(messages: readonly Message[], format: TemplateFormat): string {
  return messages
    .map(({ role, text }, index) => {
      if (role === 'placeholder' && text === 'history' && format === 'handlebars') return '{{history}}';
      if (role === 'user' && index === 0) return text;
      return `{{role "${role === 'assistant' ? 'model' : role}"}}${text}`;
    })
    .join('');
}

/** Comments between marks say nothing to a model, so they are no message; they go with the message that follows. */
function isComment(text: string): boolean {
  if (!text.includes('{{!')) return false;
  const { body } = parsed(text) ?? { body: [] };
  return body.length > 0 && body.every((node) => node.type === 'CommentStatement' || isBlank(node));
}

function isBlank(node: Statement): boolean {
  return node.type === 'ContentStatement' && (node as hbs.AST.ContentStatement).value.trim() === '';
}

function parsed(text: string): Program | null {
  try {
    return parseHandlebars(text).program;
  } catch (error) {
    if (error instanceof TemplateError) return null;
    throw error;
  }
}

/** Where no message follows, comments go to the end of the last. */
function withTrailing(messages: Message[], comments: string): Message[] {
  const at = messages.findLastIndex((message) => message.role !== 'placeholder');
  if (at < 0) return [...messages, { role: 'user', text: comments }];
  return messages.map((message, index) => (index === at ? { ...message, text: message.text + comments } : message));
}

function marksIn(body: string, report: Report, firstLine: number): { marks: Mark[]; isParsed: boolean } {
  const lineOf = (offset: number): number => lineAndColumn(body, offset).line + firstLine - 1;
  try {
    const tree = parseHandlebars(body);
    const { marks, nested } = topMarks(tree);
    for (const { from, name } of nested) {
      report.loss(
        `The {{${name}}} in line ${lineOf(from)} stands within a block. Galley tells messages apart before anything is filled in, so it is kept as text and reported as an error there.`,
      );
    }
    return { marks, isParsed: true };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    report.loss(
      `The template has a mistake in line ${lineOf(error.place.from)} and is kept as it is: ${error.message}`,
    );
    return { marks: writtenMarks(body), isParsed: false };
  }
}

function topMarks({ program, placeOf }: HandlebarsTree): { marks: Mark[]; nested: { from: number; name: string }[] } {
  const marks: Mark[] = [];
  const nested: { from: number; name: string }[] = [];
  const visit = (inside: Program | undefined, isTop: boolean): void => {
    for (const node of inside?.body ?? []) {
      if (node.type === 'BlockStatement') {
        visit((node as Block).program, false);
        visit((node as Block).inverse, false);
      }
      const role = node.type === 'MustacheStatement' ? roleOf(node as Mustache) : null;
      if (role === null) continue;
      const { from, to } = placeOf(node);
      const { strip } = node as Mustache;
      if (isTop) marks.push({ from, to, role, trimsBefore: strip.open, trimsAfter: strip.close });
      else nested.push({ from, name: role === 'history' ? 'history' : 'role' });
    }
  };
  visit(program, true);
  return { marks, nested };
}

function roleOf({ path, params, hash }: Mustache): Role | 'history' | null {
  if (!isPath(path) || (hash?.pairs.length ?? 0) > 0) return null;
  if (path.original === 'history' && params.length === 0) return 'history';
  const [param] = params;
  if (path.original !== 'role' || params.length !== 1 || param?.type !== 'StringLiteral') return null;
  return ROLES[(param as hbs.AST.StringLiteral).value] ?? null;
}

/** The marks as `writeBody` writes them, for bodies that are not read as Handlebars. */
function writtenMarks(body: string): Mark[] {
  return Array.from(body.matchAll(/\{\{role "([a-z]+)"\}\}/g))
    .filter((found) => Object.hasOwn(ROLES, found[1]!))
    .map((found) => ({
      from: found.index,
      to: found.index + found[0].length,
      role: ROLES[found[1]!]!,
      trimsBefore: false,
      trimsAfter: false,
    }));
}

/** Handlebars drops the line of a block tag that stands alone on it. Beside a mark the tag was not alone; by itself it would
 *  be, so an empty comment takes the mark's place. */
function withLineEnds(text: string, followsMark: boolean, precedesMark: boolean): string {
  const opensAlone = followsMark && /^[ \t]*\{\{~?[#/^!>]/.test(text) && changes(text, `{{!}}${text}`);
  const closesAlone = precedesMark && /[ \t]\{\{~?[#/^!>][^\n]*\}\}[ \t]*$/.test(text) && changes(text, `${text}{{!}}`);
  return `${opensAlone ? '{{!}}' : ''}${text}${closesAlone ? '{{!}}' : ''}`;
}

/** Whether the two texts differ in what stands around their tags. */
function changes(text: string, other: string): boolean {
  return literalText(text) !== literalText(other);
}

function literalText(text: string): string | null {
  if (parsed(text) === null) return null;
  let literal = '';
  const visit = (program: Program | undefined): void => {
    for (const node of program?.body ?? []) {
      if (node.type === 'ContentStatement') literal += (node as hbs.AST.ContentStatement).value;
      if (node.type === 'BlockStatement') {
        visit((node as Block).program);
        visit((node as Block).inverse);
      }
    }
  };
  visit(Handlebars.parse(text));
  return literal;
}
