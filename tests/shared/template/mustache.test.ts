import { expect, test } from 'vitest';
import { problems, rendered, variables } from './reading.ts';

const VALUES = {
  user: { name: 'Ann', age: null },
  items: [{ name: 'pen' }, { name: 'ink' }],
  names: ['a', 'b'],
  ticket: { received: 'today' },
  html: '<b>{{user}}</b> & "q"',
  yes: true,
  no: false,
};

test('variables are found in tags and sections, where they stand', () => {
  const text = '{{ user.name }}{{#items}}{{{name}}}{{.}}{{/items}}{{^none}}{{&b}}{{/none}}{{! c }}{{items.0.name}}';
  expect(variables('mustache', text)).toEqual(['user.name', 'items', 'name', 'none', 'b', 'items@items.0.name']);
});

test.each([
  ['a {{ x', 'unclosed [{{ x] {{ is not closed: }} is missing.'],
  ['{{#a}}b', 'unclosed [{{#a}}] {{#a}} is not closed: {{/a}} is missing.'],
  ['{{#a}}b{{/c}}', 'unclosed [{{#a}}] {{#a}} is not closed: {{/a}} is missing.'],
  ['b{{/a}}', 'unclosed [{{/a}}] {{/a}} closes nothing that is open here.'],
  [
    '{{> tone formal}}',
    'syntax [formal] Write a snippet like {{> tone/formal@v3 product=product tone="kind"}}; a name with spaces stands in quotes.',
  ],
  ['{{}}', 'syntax [{{}}] This tag names nothing.'],
])('%s is told at its place', (text, problem) => {
  expect(problems('mustache', text)).toEqual([problem]);
  expect(rendered('mustache', text, VALUES)).toBe(problem);
});

// Sections, inverted sections, dotted names and standalone lines as in https://github.com/mustache/spec
test.each([
  ['{{html}} {{{html}}} {{&html}}', `${VALUES.html} ${VALUES.html} ${VALUES.html}`],
  ['{{#items}}{{name}} of {{user.name}}, {{/items}}', 'pen of Ann, ink of Ann, '],
  ['{{#names}}({{.}}){{/names}}', '(a)(b)'],
  ['{{#user}}{{name}}{{/user}}{{#no}}x{{/no}}{{#nobody}}y{{/nobody}}{{^nobody}}z{{/nobody}}', 'Annz'],
  ['{{#yes}}\n  in\n{{/yes}}\nout', '  in\nout'],
  ['{{names}} {{names.length}} {{names.1}} {{user}}', 'a,b 2 b {"name":"Ann","age":null}'],
  ['[{{user.age}}]', '[]'],
  ['{{=<% %>=}}{{user.name}}<%={{ }}=%> is {{user.name}}', '{{user.name}} is Ann'],
  ['{"a": {"b": {}}}', '{"a": {"b": {}}}'],
  [
    '{{ticket.recieved}}',
    'missing-variable [{{ticket.recieved}}] There is no variable ticket.recieved. Did you mean ticket.received?',
  ],
  ['{{#user}}{{nam}}{{/user}}', 'missing-variable [{{nam}}] There is no variable nam.'],
])('%s renders as %j', (text, output) => {
  expect(rendered('mustache', text, VALUES)).toBe(output);
});

test('sections over lists within lists are bounded', () => {
  const list = Array.from({ length: 300 }, () => 'abc');
  const text = '{{#l}}{{#l}}{{#l}}{{#l}}{{.}}{{/l}}{{/l}}{{/l}}{{/l}}';
  expect(rendered('mustache', text, { l: list }).split(' ')[0]).toMatch(/^render-/);
});
