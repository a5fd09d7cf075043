import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { templateRegions } from '../../../renderer/editor/template-regions.ts';
import { templateTokens } from '../../../renderer/editor/template-tokens.ts';
import { FORMATS, type TemplateFormat } from '../../../shared/content.ts';

function shown(format: TemplateFormat, text: string): string[] {
  return templateRegions(format, text).flatMap((region) =>
    templateTokens(format, text, region).map((token) => `${token.kind} ${text.slice(token.from, token.to)}`),
  );
}

test('what a tag does, what is quoted, numbers and filters are told apart from names', () => {
  expect(
    shown('liquid', "{% if plan == 'pro' and seats > 3 %}{{ name | default: 'you' | upcase }}{% endif %}"),
  ).toEqual([
    'word if',
    "text 'pro'",
    'word and',
    'number 3',
    'filter default',
    "text 'you'",
    'filter upcase',
    'word endif',
  ]);
  expect(shown('liquid', "{% render 'tone/formal@v3', product: product %}")).toEqual([
    'word render',
    "text 'tone/formal@v3'",
  ]);
  expect(shown('jinja2', '{%- for item in items %}{{ item|trim }}{% endfor %}')).toEqual([
    'word for',
    'word in',
    'filter trim',
    'word endfor',
  ]);
  expect(shown('handlebars', '{{#if plan}}{{json plan indent=2}}{{/if}}{{name}}')).toEqual([
    'word if',
    'word json',
    'number 2',
    'word if',
  ]);
  expect(shown('mustache', '{{> tone/formal}}{{name}}')).toEqual([]);
});

test('in any text of any format, the words rise, do not overlap, and stay inside their region', () => {
  const text = fc.array(
    fc.constantFrom('{{', '}}', '{%', '%}', '"', "'", '|', ' ', 'if', 'x', '3', '.', '#', '>', '-', '\n', 'é'),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...FORMATS), text, (format, parts) => {
      const whole = parts.join('');
      for (const region of templateRegions(format, whole)) {
        let end = region.from;
        for (const token of templateTokens(format, whole, region)) {
          expect(token.from).toBeGreaterThanOrEqual(end);
          expect(token.to).toBeGreaterThan(token.from);
          end = token.to;
        }
        expect(end).toBeLessThanOrEqual(region.to);
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 1_000) },
  );
});
