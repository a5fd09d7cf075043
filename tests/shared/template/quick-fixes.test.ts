import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORMATS, type TemplateFormat } from '../../../shared/content.ts';
import type { Problem } from '../../../shared/contract.ts';
import { checkMessages } from '../../../shared/template/messages.ts';

function problemsOf(format: TemplateFormat, text: string, declared: string[] = []): Problem[] {
  const variables = declared.map((name) => ({ name, type: 'string' as const }));
  return checkMessages(format, [{ role: 'user', text }], { variables }).problems;
}

/** Each fix of the first problem, as `title: text afterwards`. */
function fixed(format: TemplateFormat, text: string, declared: string[] = []): string[] {
  return (problemsOf(format, text, declared)[0]?.fixes ?? []).map((fix) => {
    const edits = fix.edits.toSorted((a, b) => b.from - a.from);
    const words = edits.reduce((all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to), text);
    return `${fix.title}: ${words}`;
  });
}

const AS_IS = 'Send these braces as they are';

test.each([
  ['liquid', '{% if a %}b', ['Add {% endif %}: {% if a %}b{% endif %}']],
  ['liquid', 'a {{ b\nc', ['Close it with }}: a {{ b }}\nc', `${AS_IS}: a {% raw %}{{{% endraw %} b\nc`]],
  ['liquid', 'a {{"b": 1}} c', [`${AS_IS}: a {% raw %}{{"b": 1}}{% endraw %} c`]],
  ['liquid', '{{ a | upcaes }}', ['Write upcase: {{ a | upcase }}']],
  ['mustache', '{{#a}}b', ['Add {{/a}}: {{#a}}b{{/a}}']],
  ['mustache', '{{#a}}b{{/c}}', ['Add {{/a}}: {{#a}}b{{/a}}{{/c}}']],
  ['mustache', 'a{{/b}}', ['Remove it: a']],
  ['mustache', 'a {{ b\nc', ['Close it with }}: a {{ b }}\nc', `${AS_IS}: a {{=<% %>=}}{{<%={{ }}=%> b\nc`]],
  ['handlebars', '{{#if a}}b', ['Add {{/if}}: {{#if a}}b{{/if}}']],
  ['handlebars', '{{#if a}}b{{/each}}', ['Add {{/if}}: {{#if a}}b{{/if}}{{/each}}']],
  ['handlebars', 'a {{"b": 1}} c', [`${AS_IS}: a \\{{"b": 1}} c`]],
  ['jinja2', '{% if a %}b', ['Add {% endif %}: {% if a %}b{% endif %}']],
  ['jinja2', 'a {{ b\nc', ['Close it with }}: a {{ b }}\nc', `${AS_IS}: a {{ "{{" }} b\nc`]],
  ['f-string', '{"a": {b}, "c": {"d": 1}}', [`${AS_IS}: {{"a": {b}, "c": {{"d": 1}}}}`]],
  ['f-string', 'a } b', [`${AS_IS}: a }} b`]],
  ['f-string', 'a { b', [`${AS_IS}: a {{ b`]],
] as const)('in %s, %s can be put right', (format, text, fixes) => {
  expect(fixed(format, text)).toEqual(fixes);
});

test('a variable that is not declared can be declared, or written as the one that was meant', () => {
  expect(fixed('liquid', 'Hi {{ prodcut }}', ['product'])).toEqual([
    'Write product: Hi {{ product }}',
    'Declare prodcut: Hi {{ prodcut }}',
  ]);
  const [undeclared, unused, ...more] = problemsOf('mustache', '{{ticket}}', ['ticket.text', 'user', 'user.name']);
  expect(more).toEqual([]);
  expect(
    [undeclared, unused].map((problem) => [problem?.code, problem?.message, problem?.fixes?.[0]?.undeclare]),
  ).toEqual([
    ['unused-variable', -1, ['user']],
    ['unused-variable', -1, ['user.name']],
  ]);
  expect(problemsOf('liquid', '{{ anything }}')).toEqual([]);
});

test('what is used is not known of a text that cannot be read', () => {
  expect(problemsOf('liquid', '{{ a', ['a', 'b']).map(({ code }) => code)).toEqual(['unclosed']);
});

const PIECES = [
  '{{',
  '}}',
  '{',
  '}',
  '{%',
  '%}',
  ' ',
  'a',
  '"b": 1',
  '\n',
  '#if a',
  '/if',
  'if a',
  'endif',
  '>',
  '| x',
];

test.each(FORMATS)('in %s, every fix of any text stands within it', (format) => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (source) => {
      for (const { fixes = [] } of problemsOf(format, source)) {
        for (const { from, to } of fixes.flatMap((fix) => fix.edits))
          expect(0 <= from && from <= to && to <= source.length, `${from}–${to} of ${source}`).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
