import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORMATS } from '../../../shared/content.ts';
import { asLiteral, needsLiteral } from '../../../shared/template/literal.ts';
import { languages } from '../../../shared/template/languages.ts';
import { RENDER_LIMITS } from '../../../shared/template/template-language.ts';
import { rendered } from './reading.ts';

/** Texts of what formats give a meaning to, and of what surrounds it. */
const braces = fc.string({
  unit: fc.constantFrom(
    '{',
    '{{',
    '}',
    '}}',
    '%',
    '#',
    '\\',
    '\n',
    '\r\n',
    ' ',
    'a',
    '"',
    "'",
    '~',
    '-',
    '!',
    '<%',
    '%>',
    '=',
    '/',
    '>',
    '{% endraw %}',
    '{% raw %}',
    '{%- endraw -%}',
    '{% generation %}',
    '{{!',
    '--',
    '}}}',
    '{{{',
    '{#',
  ),
  maxLength: 14,
});
const anyText = fc.oneof(braces, fc.string({ unit: 'grapheme', maxLength: 40 }), fc.json());

test.each(FORMATS)('%s puts out as it is whatever was written as literal text', (format) => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(rendered(format, asLiteral(format, text), {})).toBe(text);
    }),
  );
});

const TAGS = {
  liquid: '{{ x }}',
  jinja2: '{{ x }}',
  mustache: '{{x}}',
  handlebars: '{{x}}',
  'f-string': '{x}',
  text: '',
};
test.each(FORMATS)('%s keeps literal text apart from a tag that follows it', (format) => {
  fc.assert(
    fc.property(anyText, anyText, (text, more) => {
      const source =
        asLiteral(format, text, { beforeTag: true }) + TAGS[format] + asLiteral(format, more, { afterTag: true });
      expect(rendered(format, source, { x: 'X' })).toBe(text + (format === 'text' ? '' : 'X') + more);
    }),
  );
});

test('a brace before the last line end stays a brace in jinja2', () => {
  expect(rendered('jinja2', asLiteral('jinja2', '{\n'), {})).toBe('{\n');
  expect(rendered('jinja2', asLiteral('jinja2', 'a {{{\n'), {})).toBe('a {{{\n');
});

test('JSON needs no change but in format strings', () => {
  const json = '{"a": {"b": [1, {}]}}';
  expect(FORMATS.filter((format) => needsLiteral(format, json))).toEqual(['f-string']);
  expect(languages['f-string'].render(asLiteral('f-string', json), {}, RENDER_LIMITS)).toBe(json);
});

test('a tag that is meant as text stays readable', () => {
  expect(asLiteral('liquid', 'Write {{ name }} here.')).toBe('Write {% raw %}{{ name }}{% endraw %} here.');
  expect(asLiteral('jinja2', 'Write {{ name }} here.')).toBe('Write {{ "{{" }} name }} here.');
  expect(asLiteral('handlebars', 'Write {{name}} here.')).toBe('Write \\{{name}} here.');
  expect(asLiteral('mustache', 'Write {{name}} here.')).toBe('Write {{=<% %>=}}{{name}}<%={{ }}=%> here.');
  expect(asLiteral('f-string', 'Write {name} here.')).toBe('Write {{name}} here.');
});
