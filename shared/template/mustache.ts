import Mustache from 'mustache';
import { Budget, tooDeep } from './budget.ts';
import { missingVariable, namesIn } from './missing.ts';
import { parsePartial } from './mustache-partial.ts';
import { printed } from './printed.ts';
import { ProblemList, throwFirst } from './problem-list.ts';
import { addClosing, closeTag, removeTag, sendAsIs } from './quick-fixes.ts';
import { endedLine, indentedLines, standingOf } from './standalone.ts';
import {
  noSnippets,
  TemplateError,
  type Include,
  type Place,
  type TemplateCheck,
  type TemplateLanguage,
  type Values,
} from './template-language.ts';

/** Mustache as its specification has it, without HTML escaping and without lambdas: a prompt is not a page. What
 *  `{{name}}` asks for must be there; a section over what is not there is left out, as the specification says. */
export const mustache: TemplateLanguage = {
  check,
  render(text, values, limits, include = noSnippets) {
    throwFirst(check(text).problems);
    const budget = new Budget(limits, text);
    try {
      return new Writing(text, budget, namesIn(values), include).write(parse(text), [values]);
    } catch (error) {
      throw mustacheProblem(error, text);
    }
  },
};

/** The library's token: type, value, start, end, and for a section what is in it. */
type Token = [type: string, value: string, from: number, to: number, inside?: Token[]];

function parse(text: string): Token[] {
  // Otherwise every text ever seen is kept; the types do not know the member.
  const writer = Object.assign(new Mustache.Writer(), { templateCache: undefined });
  return writer.parse(text) as Token[];
}

function check(text: string): TemplateCheck {
  const variables: TemplateCheck['variables'] = [];
  const references: TemplateCheck['references'] = [];
  const problems = new ProblemList();
  const visitPartial = (inside: string, tag: Place): void => {
    try {
      const { values, ...reference } = parsePartial(inside, insideOf(text, tag, inside), tag);
      references.push(reference);
      for (const { value } of values) {
        if ('path' in value && value.path !== '.')
          variables.push({ name: variableOf(value.path), from: value.from, to: value.to });
      }
    } catch (error) {
      problems.thrown(mustacheProblem(error, text));
    }
  };
  const visit = (tokens: readonly Token[]): void => {
    for (const [type, name, from, to, inside] of tokens) {
      const place = { from, to };
      if (type === '>') visitPartial(name, place);
      else if (type === 'name' || type === '&' || type === '#' || type === '^') {
        if (name === '') problems.error('syntax', 'This tag names nothing.', place);
        else if (name !== '.') variables.push({ name: variableOf(name), ...namePlace(text, name, place) });
        if (/\s/.test(name)) problems.warning('odd-name', `“${name}” is read as one name, with its spaces.`, place);
        if (Array.isArray(inside)) visit(inside);
      }
    }
  };
  try {
    visit(parse(text));
  } catch (error) {
    problems.thrown(mustacheProblem(error, text));
  }
  return { variables, references, problems: problems.list() };
}

/** Where the inside of a partial's tag begins. Other delimiters may have been set, as long as the usual ones or longer. */
function insideOf(text: string, tag: Place, inside: string): number {
  return text.indexOf(inside, tag.from + 2);
}

/** A list's index or length asks for the list. */
function variableOf(name: string): string {
  const parts = name.split('.');
  const end = parts.findIndex((part, index) => index > 0 && /^(\d+|length)$/.test(part));
  return (end < 0 ? parts : parts.slice(0, end)).join('.');
}

function namePlace(text: string, name: string, tag: Place): Place {
  const from = text.indexOf(name, tag.from);
  return { from, to: from + name.length };
}

/** One rendering. Written out here rather than left to the library's own, which looks names up through prototypes and
 *  calls what it finds. */
class Writing {
  private readonly text: string;
  private readonly budget: Budget;
  private readonly names: readonly string[];
  private readonly include: Include;

  constructor(text: string, budget: Budget, names: readonly string[], include: Include) {
    this.text = text;
    this.budget = budget;
    this.names = names;
    this.include = include;
  }

  /** `contexts` runs from the values to the innermost section's item. */
  write(tokens: readonly Token[], contexts: readonly unknown[]): string {
    let output = '';
    for (const [type, value, from, to, inside] of tokens) {
      if (type === '#') output += this.writeSection(inside ?? [], lookUp(value, contexts), contexts);
      else if (type === '^') {
        if (isFalsy(lookUp(value, contexts))) output += this.write(inside ?? [], contexts);
      } else if (type === 'text') output += this.spent(value);
      else if (type === '>') output += this.spent(this.writePartial(value, { from, to }, contexts));
      else if (type === 'name' || type === '&')
        output += this.spent(printed(this.demand(value, { from, to }, contexts)));
    }
    return output;
  }

  private writePartial(inside: string, tag: Place, contexts: readonly unknown[]): string {
    const partial = parsePartial(inside, insideOf(this.text, tag, inside), tag);
    const given: Values = {};
    for (const { name, value } of partial.values) {
      const found = 'literal' in value ? value.literal : this.demand(value.path, value, contexts);
      Object.defineProperty(given, name, { value: found, enumerable: true, configurable: true, writable: true });
    }
    const standing = standingOf(this.text, tag);
    const output = this.include(partial.target, given, { from: partial.from, to: partial.to });
    return indentedLines(endedLine(output, standing), standing?.indent ?? '');
  }

  private demand(name: string, { from, to }: Place, contexts: readonly unknown[]): unknown {
    const found = lookUp(name, contexts);
    if (found === undefined) throw missingVariable(name, { from, to }, this.names);
    return found;
  }

  private writeSection(inside: readonly Token[], value: unknown, contexts: readonly unknown[]): string {
    this.budget.tick();
    if (isFalsy(value)) return '';
    if (Array.isArray(value)) return value.map((item) => this.write(inside, [...contexts, item])).join('');
    return this.write(inside, value === true ? contexts : [...contexts, value]);
  }

  private spent(text: string): string {
    this.budget.spend(text.length);
    return text;
  }
}

function isFalsy(value: unknown): boolean {
  return !value || (Array.isArray(value) && value.length === 0);
}

/** The innermost context that has the first part of the name decides; the rest is looked up in what it holds. */
function lookUp(name: string, contexts: readonly unknown[]): unknown {
  if (name === '.') return contexts.at(-1);
  const [first = '', ...rest] = name.split('.');
  for (const context of contexts.toReversed()) {
    if (typeof context !== 'object' || !hasOwn(context, first)) continue;
    return rest.reduce<unknown>(
      (value, part) => (hasOwn(value, part) ? (value as Values)[part] : undefined),
      (context as Values)[first],
    );
  }
  return undefined;
}

function hasOwn(value: unknown, key: string): boolean {
  return value !== null && value !== undefined && Object.hasOwn(Object(value) as object, key);
}

function mustacheProblem(error: unknown, text: string): TemplateError {
  if (error instanceof TemplateError) return error;
  if (error instanceof RangeError) return tooDeep({ from: 0, to: text.length });
  const message = error instanceof Error ? error.message : String(error);
  const [, what, name, at] =
    /^(Unclosed tag|Unopened section|Unclosed section)(?: "(.*)")? at (\d+)$/s.exec(message) ?? [];
  const offset = Number(at ?? 0);
  if (what === 'Unopened section') {
    const place = { from: offset, to: tagEnd(text, offset) };
    return new TemplateError('unclosed', `{{/${name}}} closes nothing that is open here.`, place, [removeTag(place)]);
  }
  if (what === 'Unclosed section') {
    const place = openingTag(text, name ?? '', offset);
    const closing = `{{/${name}}}`;
    const words = `{{#${name}}} is not closed: ${closing} is missing.`;
    return new TemplateError('unclosed', words, place, [addClosing(text, closing, otherClosing(text, place))]);
  }
  const from = Math.max(text.lastIndexOf('{{'), 0);
  const place = { from, to: text.length };
  const fixes = [closeTag(text, place, '}}'), ...sendAsIs('mustache', text, { from, to: from + 2 })];
  return new TemplateError('unclosed', '{{ is not closed: }} is missing.', place, fixes);
}

/** Where a section that `opening` does not open is closed behind it: there its own closing tag is missing. */
function otherClosing(text: string, opening: Place): number | undefined {
  const found = /\{\{\s*\//.exec(text.slice(opening.to));
  return found ? opening.to + found.index : undefined;
}

function tagEnd(text: string, from: number): number {
  const close = text.indexOf('}}', from);
  return close < 0 ? text.length : close + 2;
}

/** The last tag before `offset` that opens the section `name`. */
function openingTag(text: string, name: string, offset: number): Place {
  const tags = [...text.slice(0, offset).matchAll(/\{\{\s*[#^]\s*([^}]*?)\s*\}\}/g)];
  const found = tags.findLast((tag) => tag[1] === name);
  const from = found?.index ?? 0;
  return { from, to: found ? from + found[0].length : text.length };
}
