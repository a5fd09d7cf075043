import type { TemplateFormat } from '../../shared/content.ts';

/** A word of a template language: what is written, what it is for, and where it is not the word alone, what is put in;
 *  `|` is where the cursor goes. */
export type TemplateWord = { name: string; about: string; insert?: string };

type Words = { tags: readonly TemplateWord[]; filters: readonly TemplateWord[] };

const NONE: Words = { tags: [], filters: [] };

/** The words that are proposed in a format; each is known to the engine that fills it in. */
export function wordsOf(format: TemplateFormat): Words {
  switch (format) {
    case 'liquid':
      return { tags: LIQUID_TAGS, filters: LIQUID_FILTERS };
    case 'jinja2':
      return { tags: JINJA_TAGS, filters: JINJA_FILTERS };
    case 'handlebars':
      return { tags: HANDLEBARS_HELPERS, filters: [] };
    default:
      return NONE;
  }
}

/** What Liquid and Jinja write alike. */
const PERCENT_TAGS: TemplateWord[] = [
  { name: 'if', about: 'only where this holds', insert: 'if | %}{% endif' },
  { name: 'else', about: 'otherwise' },
  { name: 'endif', about: 'ends an if' },
  { name: 'for', about: 'once for each of a list', insert: 'for item in | %}{{ item }}{% endfor' },
  { name: 'endfor', about: 'ends a for' },
];

const PIPE_FILTERS: TemplateWord[] = [
  { name: 'first', about: 'of a list' },
  { name: 'last', about: 'of a list' },
  { name: 'sort', about: 'in order' },
  { name: 'reverse', about: 'the other way round' },
  { name: 'capitalize', about: 'with a capital first' },
];

const LIQUID_TAGS: TemplateWord[] = [
  ...PERCENT_TAGS,
  { name: 'render', about: 'put a snippet in', insert: "render '|'" },
  { name: 'elsif', about: 'otherwise, where this holds' },
  { name: 'unless', about: 'only where this does not hold', insert: 'unless | %}{% endunless' },
  { name: 'endunless', about: 'ends an unless' },
  { name: 'break', about: 'leave the loop' },
  { name: 'continue', about: 'go on with the next' },
  { name: 'case', about: 'one of several', insert: 'case | %}{% when "" %}{% endcase' },
  { name: 'when', about: 'where it is this' },
  { name: 'endcase', about: 'ends a case' },
  { name: 'assign', about: 'give a name to a value', insert: 'assign | = ' },
  { name: 'capture', about: 'give a name to a text', insert: 'capture | %}{% endcapture' },
  { name: 'endcapture', about: 'ends a capture' },
  { name: 'raw', about: 'braces as they are', insert: 'raw %}|{% endraw' },
  { name: 'endraw', about: 'ends a raw' },
  { name: 'comment', about: 'is not sent', insert: 'comment %}|{% endcomment' },
  { name: 'endcomment', about: 'ends a comment' },
];

const LIQUID_FILTERS: TemplateWord[] = [
  ...PIPE_FILTERS,
  { name: 'default', about: 'where there is no value', insert: 'default: "|"' },
  { name: 'json', about: 'as JSON' },
  { name: 'join', about: 'a list as one text', insert: 'join: "|, "' },
  { name: 'split', about: 'a text as a list', insert: 'split: "|"' },
  { name: 'size', about: 'how many, or how long' },
  { name: 'map', about: 'one property of each', insert: 'map: "|"' },
  { name: 'where', about: 'those of which it is so', insert: 'where: "|"' },
  { name: 'uniq', about: 'each once' },
  { name: 'compact', about: 'without what is empty' },
  { name: 'strip', about: 'without space around it' },
  { name: 'upcase', about: 'in capitals' },
  { name: 'downcase', about: 'in small letters' },
  { name: 'replace', about: 'one text by another', insert: 'replace: "|", ""' },
  { name: 'remove', about: 'take a text out', insert: 'remove: "|"' },
  { name: 'append', about: 'put a text after', insert: 'append: "|"' },
  { name: 'prepend', about: 'put a text before', insert: 'prepend: "|"' },
  { name: 'truncate', about: 'to so many characters', insert: 'truncate: |100' },
  { name: 'truncatewords', about: 'to so many words', insert: 'truncatewords: |50' },
  { name: 'date', about: 'a date, by a pattern', insert: 'date: "|%Y-%m-%d"' },
  { name: 'plus', about: 'add', insert: 'plus: |1' },
  { name: 'minus', about: 'take away', insert: 'minus: |1' },
  { name: 'times', about: 'multiply', insert: 'times: |2' },
  { name: 'divided_by', about: 'divide', insert: 'divided_by: |2' },
  { name: 'round', about: 'to a whole number' },
];

const JINJA_TAGS: TemplateWord[] = [
  ...PERCENT_TAGS,
  { name: 'elif', about: 'otherwise, where this holds' },
  { name: 'set', about: 'give a name to a value', insert: 'set | = ' },
  { name: 'macro', about: 'a text with parameters', insert: 'macro |() %}{% endmacro' },
  { name: 'endmacro', about: 'ends a macro' },
];

const JINJA_FILTERS: TemplateWord[] = [
  ...PIPE_FILTERS,
  { name: 'tojson', about: 'as JSON' },
  { name: 'join', about: 'a list as one text', insert: 'join("|, ")' },
  { name: 'length', about: 'how many, or how long' },
  { name: 'unique', about: 'each once' },
  { name: 'trim', about: 'without space around it' },
  { name: 'upper', about: 'in capitals' },
  { name: 'lower', about: 'in small letters' },
  { name: 'title', about: 'each word with a capital' },
  { name: 'replace', about: 'one text by another', insert: 'replace("|", "")' },
  { name: 'indent', about: 'lines further in', insert: 'indent(|4)' },
];

const HANDLEBARS_HELPERS: TemplateWord[] = [
  { name: 'json', about: 'as JSON' },
  { name: 'if', about: 'only where this holds', insert: '#if |}}{{/if' },
  { name: 'unless', about: 'only where this does not hold', insert: '#unless |}}{{/unless' },
  { name: 'each', about: 'once for each of a list', insert: '#each |}}{{this}}{{/each' },
  { name: 'with', about: 'inside this value', insert: '#with |}}{{/with' },
  { name: 'ifEquals', about: 'where two are the same', insert: '#ifEquals |}}{{/ifEquals' },
  { name: 'unlessEquals', about: 'where two differ', insert: '#unlessEquals |}}{{/unlessEquals' },
  { name: 'else', about: 'otherwise' },
];
