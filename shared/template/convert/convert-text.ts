import type { TemplateFormat, Variable } from '../../content.ts';
import { asLiteral } from '../literal.ts';
import { TemplateError } from '../template-language.ts';
import { lower } from './lower.ts';
import { Losses, type Loss } from './losses.ts';
import { print } from './print.ts';
import { readFString } from './read-f-string.ts';
import { readHandlebars } from './read-handlebars.ts';
import { readJinja2 } from './read-jinja2.ts';
import { readLiquid } from './read-liquid.ts';
import { readMustache, type MustacheNames } from './read-mustache.ts';
import { firstDifference } from './same-tree.ts';
import { TITLES } from './target.ts';
import { valuesOf, walk, type Node, type Value } from './tree.ts';

export type TextConversion = {
  from: TemplateFormat;
  to: TemplateFormat;
  types: ReadonlyMap<string, Variable['type']>;
  /** The name a variable gets in the target; its own where that can have it. */
  rename: (name: string) => string;
};

/** `text` in another format: what it says is taken from its syntax tree, so that with the same values it becomes the same
 *  text wherever no loss is told. A text that cannot be read in its own format becomes literal text. Never throws on
 *  account of `text`. */
export function convertText(text: string, conversion: TextConversion): { text: string; losses: Loss[] } {
  const { from, to } = conversion;
  if (from === to) return { text, losses: [] };
  if (from === 'text') return { text: asLiteral(to, text), losses: [] };
  const losses = new Losses();
  const names = declaredNames(conversion.types);
  try {
    const nodes = read(from, text, names, losses);
    const converted = to === 'text' ? asPlainText(nodes, text, losses) : inFormat(nodes, text, conversion, losses);
    return { text: converted, losses: losses.list() };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const words = `This text is not ${TITLES[from]}, so it is kept as it stands: ${error.message}`;
    const unread = new Losses();
    unread.loss(words, error.place);
    return { text: asLiteral(to, text), losses: unread.list() };
  }
}

/** The tree of `text`. Throws `TemplateError` where it cannot be read. */
export function read(
  format: Exclude<TemplateFormat, 'text'>,
  text: string,
  names: MustacheNames,
  losses: Losses,
): Node[] {
  if (format === 'liquid') return readLiquid(text);
  if (format === 'jinja2') return readJinja2(text);
  if (format === 'handlebars') return readHandlebars(text);
  if (format === 'f-string') return readFString(text);
  return readMustache(text, names, (name, guess, place) => {
    losses.note(`The section ${name} is taken for ${guess}: mustache leaves that to its value.`, place);
  });
}

function inFormat(nodes: readonly Node[], source: string, conversion: TextConversion, losses: Losses): string {
  const { from, to, types, rename } = conversion;
  if (from === 'text' || to === 'text') throw new TypeError('plain text has no tree');
  const lowered = lower(nodes, { source, from, to, types, rename, losses });
  const printed = print(lowered, to, types);
  const difference = differenceInReading(lowered, printed, to, types);
  if (difference) {
    const place = 'place' in difference ? difference.place : { from: 0, to: source.length };
    const what =
      difference.kind === 'text'
        ? `Some white space beside tags is lost in ${TITLES[to]}.`
        : `${TITLES[to]} reads this otherwise: look at what it becomes.`;
    losses.loss(what, place);
  }
  return printed;
}

/** What is printed is read again: where it does not say what was meant, that is told rather than hoped for. */
function differenceInReading(
  lowered: readonly Node[],
  printed: string,
  to: Exclude<TemplateFormat, 'text'>,
  types: ReadonlyMap<string, Variable['type']>,
): Node | null {
  try {
    return firstDifference(lowered, read(to, printed, namesIn(lowered, types), new Losses()));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return lowered.find((node) => node.kind !== 'text') ?? lowered[0] ?? null;
  }
}

/** Tags stand as they are written; only what was kept from being one is what it means. */
function asPlainText(nodes: readonly Node[], source: string, losses: Losses): string {
  const parts = nodes.map((node) => {
    if (node.kind === 'text') return node.text;
    if (node.kind === 'comment') {
      losses.note('A comment is left out: plain text has none.', node.place);
      return '';
    }
    losses.loss('In plain text nothing is filled in: this is sent as it stands.', node.place);
    return source.slice(node.place.from, node.place.to);
  });
  return parts.join('');
}

function declaredNames(types: ReadonlyMap<string, Variable['type']>): MustacheNames {
  const roots = new Set([...types.keys()].map((name) => name.split('.')[0]!));
  return {
    isList: (name) => {
      const type = types.get(name);
      return type === undefined || type === 'json' ? null : type === 'list';
    },
    isGiven: (root) => roots.has(root),
    isBoolean: (name) => types.get(name) === 'boolean',
  };
}

/** What a printed mustache text cannot tell of itself, from the tree it was printed of. */
function namesIn(nodes: readonly Node[], types: ReadonlyMap<string, Variable['type']>): MustacheNames {
  const lists = new Set<string>();
  const roots = new Set<string>();
  for (const node of walk(nodes)) {
    if (node.kind === 'each') lists.add(nameOf(node.list));
    for (const value of valuesOf(node)) if (value.kind === 'path' && value.root === null) roots.add(value.parts[0]!);
  }
  const { isBoolean } = declaredNames(types);
  return { isList: (name) => lists.has(name), isGiven: (root) => roots.has(root), isBoolean };
}

function nameOf(value: Value): string {
  return value.kind === 'path' ? value.parts.join('.') : '';
}
