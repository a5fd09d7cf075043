import { expect, test } from 'vitest';
import { problems, rendered, variables } from './reading.ts';

const VALUES = {
  user: { name: 'Ann', age: null },
  items: [{ name: 'pen' }, { name: 'ink' }],
  ticket: { received: 'today' },
  tone: 'formal',
  html: '<b>{{ tone }}</b>',
};

test.each([
  ['{{ user.name }}, {{tone}}', ['user.name', 'tone']],
  ['{% for item in order.items %}{{ item.name }} {{ forloop.index }}{% endfor %}{{ item }}', ['order.items', 'item']],
  ['{% assign t = tone | upcase %}{{ t }}', ['tone']],
  ['{{ t }}{% assign t = 1 %}{{ t }}', ['t']],
  ['{% capture c %}{{ a }}{% endcapture %}{{ c }}', ['a']],
  ['{{ items[0].name }} {{ items.size }} {{ user["first name"] }}', ['items', 'items', 'user']],
  ['{{ a[b.c] }}', ['a', 'b.c']],
  ['{% if a and b.c == "x" or not d %}{% elsif e %}{% endif %}', ['a', 'b.c', 'd', 'e']],
  ['{% case a %}{% when b %}{% endcase %}{% unless c %}{% endunless %}', ['a', 'b', 'c']],
  ['{{ a | default: b | append: c }}', ['a', 'b', 'c']],
  ['{% for i in (1..n) limit: m offset: continue %}{% endfor %}', ['n', 'm']],
  ['{% liquid\n  assign x = y\n  echo x\n%}', ['y']],
  ['{% cycle a, "b" %}{% increment n %}{% render "s", product: p %}', ['a', 'p']],
  ['{% raw %}{{ a }}{% endraw %}{% comment %}{{ b }}{% endcomment %}{# {{ c }}', ['c']],
])('the variables of %s are found where they stand', (text, found) => {
  expect(variables('liquid', text)).toEqual(found);
});

test.each([
  ['{"role": "user", "content": {"a": {}}}'],
  ['[[1, 2], {"x": [{"y": {}}]}]'],
  ['function f() { return { a: 1 }; } 100 % {a} #{b} ${c}'],
])('literal braces as in %s are text', (text) => {
  expect(problems('liquid', text)).toEqual([]);
  expect(rendered('liquid', text)).toBe(text);
});

test.each([
  [
    'a {{ tone',
    'unclosed [{{ tone] {{ is not closed: }} is missing. To send braces as they are, put them between {% raw %} and {% endraw %}.',
  ],
  ['{% if tone %}b', 'unclosed [{% if tone %}] {% if %} is not closed: {% endif %} is missing.'],
  ['{% raw %}b', 'unclosed [{% raw %}] {% raw %} is not closed: {% endraw %} is missing.'],
  ['a{% endif %}', 'unknown-tag [{% endif %}] {% endif %} closes nothing: {% if %} is missing before it.'],
  ['{% fur x in y %}', 'unknown-tag [{% fur x in y %}] There is no tag fur. Did you mean for?'],
  ['{{ a | upcasee }}', 'unknown-filter [upcasee] There is no filter upcasee. Did you mean upcase?'],
  [
    '{{ customer name }}',
    "syntax [customer name] “customer name” cannot be read as one value: a variable's name has no spaces or commas.",
  ],
  ['{{ a, b }}', "syntax [a, b] “a, b” cannot be read as one value: a variable's name has no spaces or commas."],
  [
    '{{ }}',
    'syntax [{{ }}] This cannot be read as a variable with filters. To send braces as they are, put them between {% raw %} and {% endraw %}.',
  ],
  [
    '{% render "tone", p: q | upcase %}',
    'syntax [| upcase] This cannot be read as an argument: write product: product, without filters, and commas in between.',
  ],
  ['{% render "tone" with p %}', 'syntax [with p] The snippet needs a name for this value: … as product.'],
  ['{% render name %}', "syntax [{% render name %}] A snippet's name stands in quotes: {% render 'tone/formal' %}."],
  ['{% include "a" %}', 'unknown-tag [{% include "a" %}] There is no tag include.'],
  ['{% layout "a" %}', 'unknown-tag [{% layout "a" %}] There is no tag layout.'],
  ['{{ list | where_exp: "x", text }}', 'unknown-filter [where_exp] There is no filter where_exp.'],
])('%s is told at its place', (text, problem) => {
  expect(problems('liquid', text)).toEqual([problem]);
  expect(rendered('liquid', text, VALUES)).toBe(problem);
});

test('one mistake hides neither the others nor the variables', () => {
  const text = '{{ a | nope }} {% if %}x{% else %}y{% endif %} {{ b }} {% zap %} {{ c';
  expect(variables('liquid', text)).toEqual(['b']);
  expect(problems('liquid', text).map((problem) => problem.split(' ')[0])).toEqual([
    'unknown-filter',
    'syntax',
    'unknown-tag',
    'unclosed',
  ]);
});

test.each([
  [
    '{{ ticket.recieved }}',
    'missing-variable [ticket.recieved] There is no variable ticket.recieved. Did you mean ticket.received?',
  ],
  ['Hi {{ nobody }}', 'missing-variable [nobody] There is no variable nobody.'],
  ['{{ user.age.years }}', 'missing-variable [user.age.years] There is no variable user.age.years.'],
  ['{% for x in lines %}{% endfor %}', 'missing-variable [lines] There is no variable lines.'],
  ['{% assign x = nobody %}', 'missing-variable [nobody] There is no variable nobody.'],
  ['{{ tone | append: nobody }}', 'missing-variable [nobody] There is no variable nobody.'],
])('%s names the variable that is missing', (text, problem) => {
  expect(rendered('liquid', text, VALUES)).toBe(problem);
});

test.each([
  ['{{ user.name }} {{ html }} {{ user.age }}|', 'Ann <b>{{ tone }}</b> |'],
  ['{{ user }} {{ items }}', '{"name":"Ann","age":null} {"name":"pen"}{"name":"ink"}'],
  ['{% if nobody %}a{% else %}b{% endif %}{{ nobody | default: "c" }}', 'bc'],
  ['{% for i in items %}{{ forloop.index }}/{{ forloop.length }} {{ i.name }};{% endfor %}', '1/2 pen;2/2 ink;'],
  ['{{ items.size }} {{ items.first.name }} {{ items[1].name }}', '2 pen ink'],
  ['a {%- if tone -%} b {%- endif %} c', 'ab c'],
  ['{% increment n %}{% increment n %}', '01'],
])('%s renders as %j', (text, output) => {
  expect(rendered('liquid', text, VALUES)).toBe(output);
  expect(rendered('liquid', text, VALUES), 'a second time').toBe(output);
});

test.each([
  ['{% for i in (1..1000000000) %}a{% endfor %}', 'render-too-long'],
  ['{% for i in (1..99999) %}{% for j in (1..99999) %}{% endfor %}{% endfor %}', 'render-timeout'],
  ['{% assign a = "xxxxxxxxxx" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}', 'render-too-long'],
  [
    '{% capture a %}x{% endcapture %}{% for i in (1..60) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}',
    'render-too-long',
  ],
])('%s is bounded', (text, code) => {
  expect(rendered('liquid', text).split(' ')[0]).toBe(code);
});

test('nesting without end is a problem, not a crash', () => {
  expect(problems('liquid', '{% if a %}'.repeat(20_000))[0]).toMatch(/^(too-deep|unclosed) /);
});
