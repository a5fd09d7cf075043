import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeInTemplate } from '../../../renderer/editor/template-place.ts';
import { FORMATS, type TemplateFormat } from '../../../shared/content.ts';

/** What is proposed at the `|`, and the word that is written there. */
function placeAt(format: TemplateFormat, text: string): unknown {
  const before = text.split('|>')[0]!;
  const place = placeInTemplate(format, before);
  if (!place) return null;
  const { from, ...rest } = place;
  return { ...rest, word: before.slice(from) };
}

test('inside a variable, variables are proposed, and after a bar filters', () => {
  expect(placeAt('liquid', 'a {{ cust|> }}')).toEqual({ kind: 'variable', word: 'cust' });
  expect(placeAt('liquid', 'a {{ customer.na|> }}')).toEqual({ kind: 'variable', word: 'customer.na' });
  expect(placeAt('liquid', '{{ name | up|>')).toEqual({ kind: 'filter', word: 'up' });
  expect(placeAt('liquid', '{{ name | append: x|>')).toEqual({ kind: 'variable', word: 'x' });
  expect(placeAt('jinja2', '{{ name|up|>')).toEqual({ kind: 'filter', word: 'up' });
  expect(placeAt('f-string', 'a {na|>')).toEqual({ kind: 'variable', word: 'na' });
  expect(placeAt('mustache', '{{#li|>')).toEqual({ kind: 'variable', word: 'li' });
});

test('a tag begins with its name, and goes on with variables', () => {
  expect(placeAt('liquid', '{% re|>')).toEqual({ kind: 'tag', word: 're' });
  expect(placeAt('liquid', '{%- re|>')).toEqual({ kind: 'tag', word: 're' });
  expect(placeAt('liquid', '{% if cust|>')).toEqual({ kind: 'variable', word: 'cust' });
  expect(placeAt('handlebars', '{{#ea|>')).toEqual({ kind: 'tag', word: 'ea' });
  expect(placeAt('handlebars', '{{#each li|>')).toEqual({ kind: 'variable', word: 'li' });
});

test('text, finished tags and quoted text have nothing to propose', () => {
  expect(placeAt('liquid', 'a|>')).toBeNull();
  expect(placeAt('liquid', '{{ a }} b|>')).toBeNull();
  expect(placeAt('liquid', '{% if a %} b|>')).toBeNull();
  expect(placeAt('liquid', "{{ a | default: 'b|>")).toBeNull();
  expect(placeAt('f-string', '{{na|>')).toBeNull();
  expect(placeAt('text', '{{ na|>')).toBeNull();
});

test('a reference asks for a name, then for a label or version, then for arguments and their values', () => {
  expect(placeAt('liquid', "{% render '|>")).toEqual({ kind: 'snippet', word: '' });
  expect(placeAt('liquid', "{% render 'tone/fo|>")).toEqual({ kind: 'snippet', word: 'tone/fo' });
  expect(placeAt('liquid', '{% render "my tone@pr|>')).toEqual({ kind: 'version', name: 'my tone', word: 'pr' });
  expect(placeAt('liquid', "{% render 'tone@v3', pro|>")).toEqual({
    kind: 'argument',
    target: 'tone@v3',
    given: [],
    separator: '',
    word: 'pro',
  });
  expect(placeAt('liquid', "{% render 'tone' pro|>")).toMatchObject({ kind: 'argument', separator: ', ' });
  expect(placeAt('liquid', "{% render 'tone', product: na|>")).toEqual({ kind: 'variable', word: 'na' });
  expect(placeAt('liquid', "{% render 'tone', product: name, |>")).toMatchObject({ given: ['product'], word: '' });
  expect(placeAt('mustache', '{{> tone/fo|>')).toEqual({ kind: 'snippet', word: 'tone/fo' });
  expect(placeAt('handlebars', '{{> tone/formal@|>')).toEqual({ kind: 'version', name: 'tone/formal', word: '' });
  expect(placeAt('handlebars', '{{> "my tone@st|>')).toEqual({ kind: 'version', name: 'my tone', word: 'st' });
  expect(placeAt('handlebars', '{{> tone a=b c|>')).toMatchObject({ kind: 'argument', given: ['a'], word: 'c' });
  expect(placeAt('handlebars', '{{> tone a=b|>')).toEqual({ kind: 'variable', word: 'b' });
});

test('a reference is no place for a snippet in a format that has none', () => {
  expect(placeAt('jinja2', "{% render '|>")).toBeNull();
  expect(placeAt('text', '{{> |>')).toBeNull();
});

test('whatever stands before the cursor, the word begins before it and holds no end of a tag', () => {
  const parts = fc.array(
    fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '{',
      '}',
      '>',
      "'",
      '"',
      '@',
      ' ',
      ',',
      ':',
      '=',
      '|',
      '#',
      'render',
      'a',
      '\n',
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...FORMATS), parts, (format, texts) => {
      const before = texts.join('');
      const place = placeInTemplate(format, before);
      if (!place) return;
      expect(place.from).toBeGreaterThanOrEqual(0);
      expect(place.from).toBeLessThanOrEqual(before.length);
      if (place.kind !== 'snippet' && place.kind !== 'version') expect(before.slice(place.from)).not.toMatch(/[{}%]/);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 1_000) },
  );
});
