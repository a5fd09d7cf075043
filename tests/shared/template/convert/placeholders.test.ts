import * as fc from 'fast-check';
import Papa from 'papaparse';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guessFormat } from '../../../../main/interchange/template-guess.ts';
import { emptyContent, type Content } from '../../../../shared/content.ts';
import { convertContent } from '../../../../shared/template/convert/convert-content.ts';
import { findPlaceholders } from '../../../../shared/template/convert/placeholder-text.ts';
import { makeVariables, variableName } from '../../../../shared/template/convert/placeholders.ts';
import { checkMessages, renderMessages } from '../../../../shared/template/messages.ts';
import { corpus } from '../../../corpus.ts';

function prompt(text: string, format: Content['format'] = 'text'): Content {
  return { ...emptyContent(), format, messages: [{ role: 'user', text }] };
}

test('a placeholder becomes a declared variable with its default', () => {
  const { content, losses, count } = makeVariables(prompt('Be a ${Position:Software Developer} at ${company}.'));
  expect(content.format).toBe('liquid');
  expect(content.messages[0]!.text).toBe('Be a {{ position }} at {{ company }}.');
  expect(content.variables).toEqual([
    { name: 'position', type: 'string', default: 'Software Developer' },
    { name: 'company', type: 'string' },
  ]);
  expect([losses, count]).toEqual([[], 2]);
});

test('a placeholder that stands twice is one variable; of two defaults the first is kept, and the other told', () => {
  const { content, losses } = makeVariables(prompt('${city:Oslo} ${city} ${city:Bergen}'));
  expect(content.messages[0]!.text).toBe('{{ city }} {{ city }} {{ city }}');
  expect(content.variables).toEqual([{ name: 'city', type: 'string', default: 'Oslo' }]);
  expect(losses.map(({ text, line }) => [line, text])).toEqual([
    [1, 'The variable city has the default “Oslo” already; “Bergen” is not kept.'],
  ]);
});

test('a default given later is the default of a variable that has none', () => {
  expect(makeVariables(prompt('${city} ${city:Oslo}')).content.variables).toEqual([
    { name: 'city', type: 'string', default: 'Oslo' },
  ]);
});

test('braces and tags around placeholders stay text', () => {
  const { content } = makeVariables(prompt('{"a": {{b}}, "c": {${d:1}}, e: ${f.g} {% if %}'));
  const rendered = renderMessages({
    format: 'liquid',
    messages: content.messages,
    variables: content.variables,
    values: {},
  });
  expect(rendered.messages[0]!.text).toBe('{"a": {{b}}, "c": {1}, e: ${f.g} {% if %}');
});

test('in Liquid, tags and raw blocks are left alone', () => {
  const text = '{{ a }} ${b:1} {% raw %}${c}{% endraw %} {% if a %}${d}{% endif %} {{ "${e}" }}';
  const { content, count } = makeVariables(prompt(text, 'liquid'));
  expect(content.messages[0]!.text).toBe(
    '{{ a }} {{ b }} {% raw %}${c}{% endraw %} {% if a %}{{ d }}{% endif %} {{ "${e}" }}',
  );
  expect(count).toBe(2);
});

test.each([
  ['${error.message} ${a[0]} ${f(x)} ${i + 1} ${a ?? b} ${x instanceof Error ? a : b}', []],
  [
    '${e.g. FinesseOS} ${Jersey Team Name} ${API_KEY} ${your/own}',
    ['e.g. FinesseOS', 'Jersey Team Name', 'API_KEY', 'your/own'],
  ],
  ['${} ${ } ${{ secrets.X }} ${${int}} $ {x}', ['int']],
])('%s holds the placeholders %j: a program’s text is none', (text, names) => {
  expect(findPlaceholders(text).map(({ name }) => name)).toEqual(names);
});

test.each([
  ['Position', 'position'],
  ['Footballer Name', 'footballer_name'],
  ['API_KEY', 'api_key'],
  ['projectName', 'projectName'],
  ['points clés', 'points_cles'],
  ["Brand's core product", 'brands_core_product'],
  ['1st', 'value_1st'],
  ['empty', 'value_empty'],
])('%s is called %s', (spelled, name) => {
  expect(variableName(spelled)).toBe(name);
});

test('with no values given, the text is what it was with its defaults put in', () => {
  const piece = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', '{', '}', '{{', '%', '$', '\\', '\n', ' ', '{% raw %}'), maxLength: 8 }),
    fc.constantFrom('${name:Ann Lee}', '${City:}', '${Some Thing:{}', '${a b:c: d}'),
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (text) => {
        const { content } = makeVariables(prompt(text));
        const filled = withDefaults(text);
        if (filled.missing) return;
        expect(rendered(content)).toBe(filled.text);
      },
    ),
  );
});

const CSV = corpus('awesome-chatgpt-prompts.csv');

test.skipIf(CSV.absent)('every prompt of the corpus that has placeholders converts with its defaults kept', () => {
  const { data } = Papa.parse<{ prompt?: string }>(readFileSync(CSV.path, 'utf8'), { header: true });
  const texts = data.flatMap(({ prompt: text }) => (text?.includes('${') ? [text] : []));
  expect(texts).toHaveLength(447);
  let defaults = 0;
  for (const text of texts) {
    const placeholders = findPlaceholders(text);
    const { content, losses } = makeVariables(prompt(text));
    for (const { name, fallback } of placeholders) {
      if (fallback === null) continue;
      const kept = content.variables.find((variable) => variable.name === variableName(name))?.default;
      const told = losses.some((loss) => loss.text.includes(`“${fallback}” is not kept`));
      expect(kept === fallback || told, `${name}:${fallback}`).toBe(true);
      defaults++;
    }
    expect(checkMessages(content.format, content.messages).problems, text.slice(0, 80)).toEqual([]);
    expect(rendered(content)).toBe(withDefaults(text).text);
    // As they come in by an import, where some read as Liquid.
    const guessed = prompt(text, guessFormat([text]).format);
    const problems = checkMessages(guessed.format, guessed.messages).problems.length;
    const { content: imported } = makeVariables(guessed);
    expect(checkMessages(imported.format, imported.messages).problems.length).toBe(problems);
  }
  // 212 prompts of the 447 say defaults.
  expect(defaults).toBeGreaterThan(600);
});

test('placeholders of a prompt in another format are made variables on the way to it', () => {
  const { content, placeholders } = convertContent(prompt('{{ x }} ${name:Ann}', 'jinja2'), 'jinja2', true);
  expect(content.messages[0]!.text).toBe('{{ x }} {{ name }}');
  expect([content.format, placeholders, content.variables[0]?.default]).toEqual(['jinja2', 1, 'Ann']);
});

test('a prompt without placeholders is left in its format, to the byte', () => {
  const content = prompt('{%- if a -%} x {%- endif -%}', 'jinja2');
  expect(convertContent(content, 'jinja2', true)).toEqual({ content, losses: [], placeholders: 0 });
});

function rendered(content: Content): string {
  const missing = content.variables.filter((variable) => variable.default === undefined);
  // What has no default is asked for: the placeholder itself stands for what a writer would give.
  const values = Object.fromEntries(missing.map(({ name }) => [name, `<${name}>`]));
  const { messages, problems } = renderMessages({ ...content, values });
  expect(problems).toEqual([]);
  return messages[0]!.text;
}

const isPlaceholder = (whole: string): boolean => findPlaceholders(whole).length === 1;

/** Worked out without the converter: the first default of each name stands wherever the name does. */
function withDefaults(text: string): { text: string; missing: boolean } {
  const defaults = new Map<string, string>();
  const pattern = /\$\{([^${}:\n]+)(?::([^{}]*))?\}/g;
  for (const [whole, name = '', fallback] of text.matchAll(pattern)) {
    const key = variableName(name.trim());
    if (isPlaceholder(whole) && fallback !== undefined && !defaults.has(key)) defaults.set(key, fallback);
  }
  const filled = text.replaceAll(pattern, (whole: string, name: string) => {
    if (!isPlaceholder(whole)) return whole;
    const key = variableName(name.trim());
    return defaults.get(key) ?? `<${key}>`;
  });
  return { text: filled, missing: false };
}
