import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORMATS, type TemplateFormat } from '../../../shared/content.ts';
import { languages } from '../../../shared/template/languages.ts';
import { RENDER_LIMITS, TemplateError, type Values } from '../../../shared/template/template-language.ts';
import { rendered } from './reading.ts';

const VALUES: Values = { user: { name: 'Ann' }, list: ['a'], text: 'abc', key: 'constructor' };

/** Ways out of the values that have worked in one engine or another. None may find anything. */
const ATTACKS: Record<Exclude<TemplateFormat, 'text'>, string[]> = {
  liquid: [
    '{{ __proto__ }}',
    '{{ constructor }}',
    '{{ toString }}',
    '{{ user.__proto__ }}',
    '{{ user.constructor }}',
    '{{ user.constructor.constructor }}',
    '{{ user["constructor"] }}',
    '{{ user[key] }}',
    '{{ user.hasOwnProperty }}',
    '{{ list.constructor }}',
    '{{ list.map }}',
    '{{ text.constructor }}',
    '{{ text.__proto__ }}',
    '{{ text.replace }}',
    '{{ user.first.constructor }}',
    '{% for i in list %}{{ forloop.constructor }}{% endfor %}',
    '{% for i in list %}{{ forloop.__proto__ }}{% endfor %}',
    '{% for i in list %}{{ forloop[key] }}{% endfor %}',
    '{% for i in list %}{{ forloop.next }}{% endfor %}',
    '{% for i in list %}{{ forloop.valueOf }}{% endfor %}',
    '{% tablerow i in list %}{{ tablerowloop.constructor }}{% endtablerow %}',
    '{{ environments }}',
    '{{ globals }}',
    '{{ process }}',
    '{{ this }}',
    '{{ self }}',
  ],
  mustache: [
    '{{__proto__}}',
    '{{constructor}}',
    '{{toString}}',
    '{{user.__proto__}}',
    '{{user.constructor}}',
    '{{user.constructor.constructor}}',
    '{{user.toString}}',
    '{{list.map}}',
    '{{text.constructor}}',
    '{{text.replace}}',
    '{{#user}}{{constructor}}{{/user}}',
    '{{#user}}{{hasOwnProperty}}{{/user}}',
    '{{#list}}{{constructor}}{{/list}}',
    '{{global}}',
  ],
  'f-string': [
    '{__proto__}',
    '{constructor}',
    '{user.__proto__}',
    '{user.constructor}',
    '{user[constructor]}',
    '{user.__class__}',
    '{user.__class__.__mro__}',
    '{user.__init__.__globals__}',
    '{list.map}',
    '{list[constructor]}',
    '{list[length]}',
    '{text.constructor}',
    '{text[constructor]}',
  ],
  jinja2: [
    '{{ __proto__ }}',
    '{{ constructor }}',
    '{{ user.__proto__ }}',
    '{{ user.constructor }}',
    '{{ user["constructor"] }}',
    '{{ user[key] }}',
    '{{ user.__class__ }}',
    '{{ "".__class__.__mro__ }}',
    '{{ text.__class__ }}',
    '{{ text.constructor }}',
    '{{ list.constructor }}',
    '{{ list.__proto__ }}',
    '{{ range.constructor }}',
    '{{ range.__globals__ }}',
    '{{ namespace.__init__ }}',
    '{{ self.__init__ }}',
    '{{ cycler }}',
    '{{ lipsum }}',
    '{{ config }}',
    '{{ user.keys.constructor }}',
    '{{ loop }}',
  ],
  handlebars: [
    '{{__proto__}}',
    '{{constructor}}',
    '{{toString}}',
    '{{this.constructor}}',
    '{{user.__proto__}}',
    '{{user.constructor}}',
    '{{user.constructor.constructor}}',
    '{{user.[constructor]}}',
    '{{user.hasOwnProperty}}',
    '{{list.map}}',
    '{{text.constructor}}',
    '{{#with user}}{{constructor}}{{/with}}',
    '{{#each list}}{{constructor}}{{/each}}',
    '{{#with "s" as |s|}}{{s.constructor}}{{/with}}',
    '{{@root.constructor}}',
    '{{helperMissing}}',
    '{{blockHelperMissing}}',
    '{{galleyText}}',
    '{{galleyValue 1 2 3}}',
    '{{__defineGetter__}}',
    '{{#with (lookup user "constructor") as |c|}}{{c.name}}{{else}}{{nothing}}{{/with}}',
  ],
};

test.each(Object.entries(ATTACKS).flatMap(([format, texts]) => texts.map((text) => [format, text] as const)))(
  'in %s, %s reaches nothing',
  (format, text) => {
    expect(() => languages[format as TemplateFormat].render(text, VALUES, RENDER_LIMITS)).toThrow(TemplateError);
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(12);
  },
);

test('a lookup that may come to nothing comes to nothing for what is not a value', () => {
  expect(
    rendered('handlebars', '[{{lookup user "constructor"}}{{lookup user key}}{{lookup text "__proto__"}}]', VALUES),
  ).toBe('[]');
  expect(
    rendered('handlebars', '[{{@constructor}}{{@__proto__.x}}{{@root.x.y}}]', { ...VALUES, x: {}, '@a': 1 }),
  ).toMatch(/^missing-variable/);
  expect(rendered('liquid', '[{{ list | map: "constructor" }}{{ user | map: "__proto__" }}]', VALUES)).toBe('[]');
  expect(rendered('jinja2', '[{{ user.constructor | default("") }}{{ user.get("constructor", "") }}]', VALUES)).toBe(
    '[]',
  );
});

test('a value named like a piece of the language is still a value', () => {
  const values = JSON.parse('{"__proto__": "p", "constructor": "c", "toString": "t"}') as Values;
  expect(rendered('liquid', '{{ constructor }}{{ toString }}', values)).toBe('ct');
  expect(rendered('mustache', '{{constructor}}{{toString}}', values)).toBe('ct');
  expect(rendered('f-string', '{constructor}{toString}{__proto__}', values)).toBe('ctp');
  expect(rendered('jinja2', '{{ constructor }}{{ toString }}{{ __proto__ }}', values)).toBe('ctp');
});

const PUT_IN: Record<TemplateFormat, string> = {
  liquid: '{{ v }}',
  mustache: '{{v}}',
  'f-string': '{v}',
  jinja2: '{{ v }}',
  handlebars: '{{v}}',
  text: '',
};
const MARKUP = [
  '{{',
  '}}',
  '{%',
  '%}',
  '{',
  '}',
  '{{v}}',
  '{{ v }}',
  '{v}',
  '{% if v %}',
  '{{role "system"}}',
  '{{> p}}',
  '<',
  '&',
  '\n',
  ' ',
  'a',
];

test.each(FORMATS.filter((format) => format !== 'text'))(
  'in %s a value is sent as it is, whatever it holds',
  (format) => {
    const value = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...MARKUP)).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(value, (v) => {
        expect(rendered(format, `a ${PUT_IN[format]} b`, { v, p: 'never' })).toBe(`a ${v} b`);
      }),
    );
  },
);

test.each(FORMATS)('checking any text as %s gives problems within it, and never fails', (format) => {
  const text = fc.oneof(
    fc.string(),
    fc
      .array(fc.constantFrom(...MARKUP, '#', '/', '|', ':', '"', "'", '[', '.', 'if ', 'end'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (source) => {
      const { variables, problems } = languages[format].check(source);
      for (const { from, to } of [...variables, ...problems]) {
        expect(from >= 0 && from <= to && to <= source.length, `${from}–${to} of ${JSON.stringify(source)}`).toBe(true);
      }
      // What a check lets pass fails, if at all, with a sentence and a place.
      if (problems.every((problem) => problem.severity !== 'error')) rendered(format, source, { v: 'x' });
    }),
    { numRuns: 500 },
  );
});
