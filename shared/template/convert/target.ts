import type { TemplateFormat } from '../../content.ts';
import { COMPARISONS, FILTERS, type Comparison, type FilterName, type LoopFact } from './tree.ts';

/** A format's name within a sentence. */
export const TITLES: Record<TemplateFormat, string> = {
  liquid: 'Liquid',
  mustache: 'mustache',
  'f-string': 'f-string',
  jinja2: 'Jinja2',
  handlebars: 'Handlebars',
  text: 'plain text',
};

/** What a format can say; what it cannot is put as near as it goes before a tree is printed. */
export type Target = {
  conditions: boolean;
  comparisons: ReadonlySet<Comparison>;
  /** Whether a condition may hold others. */
  combines: boolean;
  loops: boolean;
  facts: ReadonlySet<LoopFact>;
  filters: ReadonlySet<FilterName>;
  comments: boolean;
  snippets: boolean;
  /** Names that stand for a variable as they are. */
  name: RegExp;
  reserved: ReadonlySet<string>;
  /** How lists, objects and truth values are written out. */
  writes: 'run together' | 'with commas' | 'as Python does';
};

const NONE = new Set<never>();
const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const TARGETS: Record<Exclude<TemplateFormat, 'text'>, Target> = {
  liquid: {
    conditions: true,
    comparisons: new Set(COMPARISONS),
    combines: true,
    loops: true,
    facts: new Set(['index', 'index0', 'first', 'last', 'length']),
    filters: new Set(FILTERS),
    comments: true,
    snippets: true,
    name: /^[\p{L}_][\p{L}\p{N}_-]*$/u,
    reserved: words('true false nil null empty blank and or not contains in forloop'),
    writes: 'run together',
  },
  jinja2: {
    conditions: true,
    comparisons: new Set(COMPARISONS),
    combines: true,
    loops: true,
    facts: new Set(['index', 'index0', 'first', 'last', 'length']),
    filters: new Set(FILTERS),
    comments: true,
    snippets: false,
    name: /^[A-Za-z_]\w*$/,
    reserved: words(
      'true false none True False None if else and or not in is loop range namespace raise_exception strftime_now',
    ),
    writes: 'as Python does',
  },
  handlebars: {
    conditions: true,
    comparisons: new Set(['==', '!=']),
    combines: false,
    loops: true,
    facts: new Set(['index0', 'first', 'last']),
    filters: new Set(['json', 'size', 'first']),
    comments: true,
    snippets: true,
    name: /^[\p{L}_][\p{L}\p{N}_-]*$/u,
    reserved: words(
      'true false null undefined this else if unless each with json lookup log section role media history ifEquals unlessEquals',
    ),
    writes: 'with commas',
  },
  mustache: {
    conditions: true,
    comparisons: NONE,
    combines: false,
    loops: true,
    facts: NONE,
    filters: new Set(['size', 'first']),
    comments: true,
    snippets: true,
    name: /^[\p{L}_][^\s{}.]*$/u,
    reserved: NONE,
    writes: 'with commas',
  },
  'f-string': {
    conditions: false,
    comparisons: NONE,
    combines: false,
    loops: false,
    facts: NONE,
    filters: new Set(['first']),
    comments: false,
    snippets: false,
    name: /^[\p{L}_][\p{L}\p{N}_]*$/u,
    reserved: NONE,
    writes: 'as Python does',
  },
};

const IN_JINJA2: Partial<Record<FilterName, string>> = {
  upcase: 'upper',
  downcase: 'lower',
  strip: 'trim',
  size: 'length',
  json: 'tojson',
};

/** What `format` calls a filter. */
export function filterName(name: FilterName, format: TemplateFormat): string {
  return (format === 'jinja2' ? IN_JINJA2[name] : undefined) ?? name;
}
