import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { templateRegions } from '../../../renderer/editor/template-regions.ts';
import { FORMATS, type TemplateFormat } from '../../../shared/content.ts';

function shown(format: TemplateFormat, text: string): string[] {
  return templateRegions(format, text).map((region) => `${region.kind} ${text.slice(region.from, region.to)}`);
}

test('Liquid variables, tags and comments are told apart, and raw text is left alone', () => {
  expect(shown('liquid', 'a {{ x }} {% if y == "%}" %}b{% endif %}')).toEqual([
    'variable {{ x }}',
    'tag {% if y == "%}" %}',
    'tag {% endif %}',
  ]);
  expect(shown('liquid', '{% comment %} {{ x }} {% endcomment %}{{ y }}')).toEqual([
    'comment {% comment %} {{ x }} {% endcomment %}',
    'variable {{ y }}',
  ]);
  expect(shown('liquid', '{% raw %}{{ x }}{% endraw %}')).toEqual(['tag {% raw %}', 'tag {% endraw %}']);
});

test('a tag that is still being typed is text, and an apostrophe alone on its line hides nothing', () => {
  expect(shown('liquid', 'write {{ na')).toEqual([]);
  expect(shown('liquid', "{{ it's }}\n{{ x }} it's")).toEqual(["variable {{ it's }}", 'variable {{ x }}']);
});

test('Jinja2 has comments of its own', () => {
  expect(shown('jinja2', '{# {{ x }} #}{{ y }}{% for a in b %}')).toEqual([
    'comment {# {{ x }} #}',
    'variable {{ y }}',
    'tag {% for a in b %}',
  ]);
});

test('mustache sections and partials are tags, triple braces are variables', () => {
  expect(shown('mustache', '{{#list}}{{.}}{{{raw}}}{{/list}}{{! note }}{{> part}}')).toEqual([
    'tag {{#list}}',
    'variable {{.}}',
    'variable {{{raw}}}',
    'tag {{/list}}',
    'comment {{! note }}',
    'tag {{> part}}',
  ]);
});

test('handlebars helpers with arguments are tags, bare paths are variables', () => {
  expect(shown('handlebars', '{{role "user"}}{{~name}}{{else}}{{!-- {{x}} --}}')).toEqual([
    'tag {{role "user"}}',
    'variable {{~name}}',
    'tag {{else}}',
    'comment {{!-- {{x}} --}}',
  ]);
});

test('f-string fields are variables, doubled braces are not', () => {
  expect(shown('f-string', '{{literal}} {name} {price:.2f}')).toEqual(['variable {name}', 'variable {price:.2f}']);
});

test('plain text has no regions', () => {
  expect(shown('text', '{{ x }} {% y %} {z}')).toEqual([]);
});

test('in any text of any format, regions rise and do not overlap', () => {
  const text = fc.array(
    fc.constantFrom('{', '}', '{{', '}}', '{%', '%}', '{#', '#}', '"', "'", '\n', 'x', ' raw ', ' comment ', '!--'),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...FORMATS), text, (format, parts) => {
      let end = 0;
      for (const region of templateRegions(format, parts.join(''))) {
        expect(region.from).toBeGreaterThanOrEqual(end);
        expect(region.to).toBeGreaterThan(region.from);
        end = region.to;
      }
      expect(end).toBeLessThanOrEqual(parts.join('').length);
    }),
  );
});
