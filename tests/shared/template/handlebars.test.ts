import { expect, test } from 'vitest';
import { problems, rendered, variables } from './reading.ts';

const VALUES = {
  user: { name: 'Ann', age: null },
  items: [{ name: 'pen' }, { name: 'ink' }],
  ticket: { received: 'today' },
  html: '<b>{{user}}</b>',
  one: 1,
  '@state': { count: 3 },
};

test.each([
  ['{{user.name}} {{{tone}}} {{&tone}}', ['user.name', 'tone', 'tone']],
  [
    '{{#each items as |i k|}}{{i.name}}{{k}}{{name}}{{../title}}{{@index}}{{/each}}{{f}}',
    ['items', 'title@../title', 'f'],
  ],
  ['{{#with user}}{{name}} {{this.age}}{{/with}}', ['user', 'user.name@name', 'user.age@this.age']],
  ['{{#if a}}{{b}}{{else if c}}{{d}}{{else}}{{e}}{{/if}}', ['a', 'b', 'c', 'd', 'e']],
  ['{{#ifEquals a "x"}}{{/ifEquals}}{{json b indent=2}}{{lookup c d}}', ['a', 'b', 'c', 'd']],
  [
    '{{@state.count}} {{@root.z}} {{items.[0].x}} {{items.length}}',
    ['@state.count', 'z@@root.z', 'items@items.[0].x', 'items@items.length'],
  ],
  ['\\{{a}} {{! b }} {{!-- {{c}} --}} {{this}}', []],
  ['ä\r\n\n  {{ name }}', ['name']],
])('the variables of %s are found where they stand', (text, found) => {
  expect(variables('handlebars', text)).toEqual(found);
});

test.each([
  ['a\n{{ x', 'unclosed [{{ x] {{ is not closed: }} is missing. To send braces as they are, write \\{{.'],
  ['a {{#if a}}b', 'unclosed [{{#if a}}] {{#if}} is not closed: {{/if}} is missing.'],
  ['{{#if a}}b{{/each}}', 'unclosed [if] {{#if}} is closed by {{/each}}: {{/if}} is missing before it.'],
  ['a\nb {{/if}} c', 'unclosed [{{/if}}] {{/if}} closes nothing that is open here.'],
  ['x {{else}} y', 'syntax [{{else}}] {{else}} stands outside of a block such as {{#if}}.'],
  [
    '{{customer name}}',
    "unknown-helper [{{customer name}}] There is no helper customer. A variable's name has no spaces.",
  ],
  [
    '{{jsn x}}',
    "unknown-helper [{{jsn x}}] There is no helper jsn. Did you mean json? A variable's name has no spaces.",
  ],
  ['{{log x}}', "unknown-helper [{{log x}}] There is no helper log. A variable's name has no spaces."],
  ['{{#if}}a{{/if}}', 'syntax [{{#if] {{#if}} takes one value; here it has 0.'],
  ['{{#role "user"}}a{{/role}}', 'syntax [{{#role] role opens no block: write {{role "…"}} before what it is about.'],
  [
    '{{#if detailed\nx y {{/if}}',
    'unclosed [{{#if detailed] {{ is not closed: }} is missing. To send braces as they are, write \\{{.',
  ],
  ['a {{\n\n{{b}}', 'unclosed [{{] {{ is not closed: }} is missing. To send braces as they are, write \\{{.'],
  ['{{if a}}', 'syntax [{{if a}}] if opens a block: write {{#if}} … {{/if}}.'],
  ['{{> (lookup a b)}}', 'unsupported [{{> (lookup a b)}}] A snippet is named in the text itself, not by a value.'],
  ['{{#> tone}}a{{/tone}}', 'unsupported [{{#> tone}}a{{/tone}}] A snippet takes no block: write {{> tone}}.'],
  [
    '{{> tone@v3 this}}',
    'unsupported [this] A snippet sees only what it is given by name: write {{> tone@v3 product=product}}.',
  ],
  ['{{* d}}', 'unsupported [{{* d}}] Decorators are code, and cannot stand in a prompt.'],
  [
    '{{role "user"}}',
    'unsupported [{{role "user"}}] A role cannot change within a message: give what follows a message of its own.',
  ],
  ['{{history}}', 'unsupported [{{history}}] A history cannot stand within a message: put a placeholder message here.'],
  ['{{media url=u}}', 'unsupported [{{media url=u}}] Images and other media cannot be part of a text message.'],
])('%s is told at its place', (text, problem) => {
  expect(problems('handlebars', text)).toEqual([problem]);
  expect(rendered('handlebars', text, VALUES)).toBe(problem);
});

test('a section mark is a warning: the text is sent without it', () => {
  expect(problems('handlebars', '{{section "x"}}a')).toEqual([
    'unsupported [{{section "x"}}] A section mark adds nothing to the text that is sent.',
  ]);
  expect(rendered('handlebars', '{{section "x"}}a')).toBe('a');
});

test.each([
  [
    'a {{ticket.recieved}}',
    'missing-variable [ticket.recieved] There is no variable ticket.recieved. Did you mean ticket.received?',
  ],
  ['{{#each items}}{{nam}}{{/each}}', 'missing-variable [nam] There is no variable nam.'],
  ['{{#each lines}}{{/each}}', 'missing-variable [lines] There is no variable lines.'],
  ['{{json nobody}}', 'missing-variable [nobody] There is no variable nobody.'],
  ['{{lookup nobody "x"}}', 'missing-variable [nobody] There is no variable nobody.'],
])('%s names the variable that is missing', (text, problem) => {
  expect(rendered('handlebars', text, VALUES)).toBe(problem);
});

test.each([
  ['{{user.name}} {{{html}}} {{html}} {{user.age}}|', 'Ann <b>{{user}}</b> <b>{{user}}</b> |'],
  ['{{#each items}}{{@index}}{{name}}{{../user.name}};{{/each}}', '0penAnn;1inkAnn;'],
  ['{{one}}{{one}}', '11'],
  ['{{#if nobody}}a{{else}}b{{/if}}{{#unless nobody}}c{{/unless}}', 'bc'],
  ['{{#each nobody}}a{{else}}none{{/each}}', 'none'],
  ['{{#ifEquals one 1}}same{{/ifEquals}}{{#unlessEquals one "1"}} not the text{{/unlessEquals}}', 'same not the text'],
  ['{{json user}} {{user}}', '{"name":"Ann","age":null} {"name":"Ann","age":null}'],
  ['{{@state.count}}|{{@state.status}}|{{@auth.email}}', '3||'],
  ['a   {{~user.name~}}   b', 'aAnnb'],
  ['{{#user}}{{name}}{{/user}}{{^nobody}}!{{/nobody}}', 'Ann!'],
  ['{"a": {"b": 1}}', '{"a": {"b": 1}}'],
])('%s renders as %j', (text, output) => {
  expect(rendered('handlebars', text, VALUES)).toBe(output);
});

test('nesting without end is a problem, not a crash', () => {
  const text = '{{#if a}}'.repeat(20_000) + '{{/if}}'.repeat(20_000);
  expect(problems('handlebars', text).map((problem) => problem.split(' ')[0])).toEqual(['too-deep']);
});
