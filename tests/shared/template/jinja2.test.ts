import { expect, test } from 'vitest';
import { problems, rendered, variables } from './reading.ts';

const VALUES = {
  user: { name: 'Ann', age: null },
  items: [
    { name: 'pen', price: 3 },
    { name: 'ink', price: 1 },
  ],
  words: ['b', 'a'],
  ticket: { received: 'today' },
  text: '{{ user }} {% if %}',
  n: 7,
  yes: true,
};

test.each([
  ['{{ user.name }} {{ items[0].name }} {{ user["name"] }}', ['user.name', 'items', 'user']],
  [
    '{% for i in order.items if i.ok %}{{ loop.index }}{{ i.name }}{% else %}{{ e }}{% endfor %}{{ i }}',
    ['order.items', 'e', 'i'],
  ],
  ['{% for k, v in m.items() %}{{ k }}{{ v }}{% endfor %}', ['m']],
  ['{% set a = b %}{{ a }}{{ c | default("d") }}{{ e.upper() }}', ['b', 'c', 'e']],
  ['{% macro m(a, b=c) %}{{ a }}{{ b }}{{ varargs }}{% endmacro %}{{ m(d) }}', ['c', 'd']],
  ['{%- if a is defined and b -%}{{ "x" if c else d }}{%- endif -%}', ['a', 'b', 'c', 'd']],
  ['{# {{ a }} #}{{ range(n) }}{{ {"k": v} }}{{ [w, "{{ x }}"] }}\n', ['n', 'v', 'w']],
  ['  {%- set x = "a\\"b" %}{{ y ~ x }}', ['y']],
])('the variables of %s are found where they stand', (text, found) => {
  expect(variables('jinja2', text)).toEqual(found);
});

// Worked out by hand from https://jinja.palletsprojects.com/en/stable/templates/
test.each([
  ['{{ user.name }} {{ user["name"] }} {{ items[1].name }}', 'Ann Ann ink'],
  ['{{ text }}', '{{ user }} {% if %}'],
  [
    '{{ yes }} {{ user.age }} {{ words }} {{ user }} {{ 1.5 }}',
    "True None ['b', 'a'] {'name': 'Ann', 'age': None} 1.5",
  ],
  ['{{ words | join(", ") }} {{ words | sort | first }} {{ words | length }} {{ "a" | upper }}', 'b, a a 2 A'],
  ['{% for i in items if i.price > 2 %}{{ loop.index }}:{{ i.name }}{% endfor %}', '1:pen'],
  ['{% for x in [] %}a{% else %}none{% endfor %}', 'none'],
  ['a {%- if yes %} b {% endif -%} c', 'a b c'],
  ['{% if yes %}\nb\n{% endif %}\n', '\nb\n'],
  [
    '{{ nobody | default("x") }} {{ nobody or "y" }} {% if nobody %}a{% else %}b{% endif %} {{ nobody is defined }}',
    'x y b False',
  ],
  ['{{ n // 2 }} {{ n % 2 }} {{ n / 2 }} {{ 2 ** 3 }} {{ "a" ~ n }}', '3 1 3.5 8 a7'],
  ['{% set ns = namespace(c=0) %}{% for i in range(4) %}{% set ns.c = ns.c + i %}{% endfor %}{{ ns.c }}', '6'],
  ['{% macro m(a, b="x") %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(2, b="y") }}', '1x2y'],
  ['{{ "yes" if n == 7 else "no" }} {{ "a" in words }} {{ not yes }}', 'yes True False'],
])('%s renders as %j', (text, output) => {
  expect(rendered('jinja2', text, VALUES)).toBe(output);
});

const MORE = {
  items: ['a', 'b'],
  n: 3,
  word: 'Hello World',
  pad: '  x ',
  user: { name: 'Ann', tags: [1, 2] },
  empty: '',
  zero: 0,
  half: 2.5,
  rows: [
    { k: 'x', v: 1 },
    { k: 'y', v: 2 },
  ],
  yes: true,
};

// Worked out by hand from the same pages: loops and what they know, assignment, white space, filters, tests, operators.
test.each([
  [
    '{% for i in items %}{{ loop.index }}/{{ loop.length }} {{ loop.index0 }} {{ loop.revindex }} {{ loop.first }} {{ loop.last }};{% endfor %}',
    '1/2 0 2 True False;2/2 1 1 False True;',
  ],
  ['{% for i in items %}{% for j in items %}{{ loop.index }}{% endfor %}{{ loop.index }} {% endfor %}', '121 122 '],
  ['{% for r in rows if r.v > 1 %}{{ r.k }}{{ loop.length }}{% endfor %}', 'y1'],
  [
    '{% for k, v in user.items() %}{{ k }};{% endfor %}{% for i in range(1, 6, 2) %}{{ i }}{% endfor %}',
    'name;tags;135',
  ],
  [
    '{% set x = 2 %}{{ x + n }} {{ x - n }} {{ x * n }} {{ n / x }} {{ n // x }} {{ n % x }} {{ x ** n }}',
    '5 -1 6 1.5 1 1 8',
  ],
  ['{% set b %}in {{ n }}{% endset %}[{{ b }}]{% for i in items %}{% set b = i %}{% endfor %}{{ b }}', '[in 3]in 3'],
  [
    '{% macro hi(a, b="you") %}{{ a }} {{ b }}{% endmacro %}{{ hi("x") }}|{{ hi("x", b="z") }}|{{ hi(b=1, a=2) }}',
    'x you|x z|2 1',
  ],
  [
    '{{ word|upper }} {{ word|lower }} {{ word|length }} {{ pad|trim }}. {{ word|replace("o", "0") }}',
    'HELLO WORLD hello world 11 x. Hell0 W0rld',
  ],
  [
    '{{ items|first }} {{ items|last }} {{ items|reverse|list|join }} {{ rows|map(attribute="k")|join("-") }}',
    'a b ba x-y',
  ],
  [
    '{{ half|int }} {{ "7"|int + 1 }} {{ n|float }} {{ -3|abs }} {{ user|tojson }}',
    '2 8 3.0 3 {"name": "Ann", "tags": [1, 2]}',
  ],
  [
    '{{ gone|default("d") }} [{{ empty|default("d") }}] {{ empty|default("d", true) }} {{ zero or "z" }} {{ n and "m" }}',
    'd [] d z m',
  ],
  [
    '{{ n is odd }} {{ n is number }} {{ word is string }} {{ none is none }} {{ gone is not defined }} {{ user is mapping }}',
    'True True True True True True',
  ],
  [
    '{{ 2 in user.tags }} {{ "Hell" in word }} {{ 5 not in user.tags }} {{ not yes }} {{ 1 < n and n <= 3 and not zero }}',
    'True True True False True',
  ],
  [
    '{{ "y" if zero else "n" }}[{{ "y" if zero }}]{% if empty or zero or [] or {} %}y{% elif n %}e{% else %}n{% endif %}',
    'n[]e',
  ],
  [
    '{{ word[0] }} {{ word[-1] }} {{ word[:5] }} {{ word[6:] }} {{ items[::-1]|join }} {{ [1, 2] + [3] }} {{ {"a": 1}["a"] }}',
    'H d Hello World ba [1, 2, 3] 1',
  ],
  [
    '{{ word.upper() }} {{ word.split(" ")|length }} {{ word.startswith("He") }} {{ pad.strip() }}.',
    'HELLO WORLD 2 True x.',
  ],
  ['a\n  {%- if yes %}\n b\n  {%- endif %}\nc', 'a\n b\nc'],
  ['a {{- " b " -}} c {#- gone -#}  d', 'a b cd'],
  ["{% filter upper %}a{{ word }}{% endfilter %} {{ \"a\\nb\" }} {{ 'it\\'s' }}", "AHELLO WORLD a\nb it's"],
  ['one line end goes\n\n', 'one line end goes\n'],
  ['{{ none }} {{ yes }} {{ 1.0 }} {{ [none, "q\'s"] }}', `None True 1.0 [None, "q's"]`],
])('%s renders as %j, too', (text, output) => {
  expect(rendered('jinja2', text, MORE)).toBe(output);
});

test.each([
  ['{{ gone }}', 'missing-variable [gone] There is no variable gone.'],
  ['{{ user.gone }}', 'missing-variable [user.gone] There is no variable user.gone.'],
  ['{% for i in gone %}{% endfor %}', 'missing-variable [gone] There is no variable gone.'],
  [
    '{% if gone %}a{% else %}b{% endif %}{{ gone is defined }}{{ gone == 1 }}',
    'missing-variable [gone] There is no variable gone.',
  ],
  [
    '{{ 1 < n <= 3 }}',
    'render-failed [{{ 1 < n <= 3 }}] This cannot be filled in: Unknown operator "<=" between BooleanValue and IntegerValue.',
  ],
])(
  'what cannot be said is an error, never another meaning; and what is not there is one where its value is needed: %s',
  (text, problem) => {
    expect(rendered('jinja2', text, MORE)).toBe(problem);
  },
);

const LITERAL = 'To send braces as they are, write {{ "{{" }}.';
test.each([
  ['a {{ x', `unclosed [{{ x] {{ is not closed: }} is missing. ${LITERAL}`],
  ['a {% if x %}b', 'unclosed [{% if x %}] {% if %} is not closed: {% endif %} is missing.'],
  ['a {% for i in x %}b', 'unclosed [{% for i in x %}] {% for %} is not closed: {% endfor %} is missing.'],
  ['a{% endif %}', 'unclosed [{% endif %}] {% endif %} closes nothing that is open here.'],
  ['{{ customer name }}', `syntax [{{ customer name }}] This cannot be read as a variable or a tag. ${LITERAL}`],
  ['ok {{ y }} {{ a $ b }}', `syntax [{{ a $ b }}] This cannot be read: Unexpected character: $. ${LITERAL}`],
  ['{% include "tone" %}', 'missing-snippet [{% include "tone" %}] There is no snippet named tone.'],
  ['{% extends "tone" %}', 'unknown-tag [{% extends "tone" %}] There is no tag extends in a prompt.'],
  ['{% import "os" as os %}', 'unknown-tag [{% import "os" as os %}] There is no tag import in a prompt.'],
])('%s is told at its place', (text, problem) => {
  expect(problems('jinja2', text)).toEqual([problem]);
  expect(rendered('jinja2', text, VALUES)).toBe(problem);
});

test.each([
  [
    '{{ ticket.recieved }}',
    'missing-variable [ticket.recieved] There is no variable ticket.recieved. Did you mean ticket.received?',
  ],
  ['{% for x in lines %}{% endfor %}', 'missing-variable [lines] There is no variable lines.'],
  ['{{ nobody | upper }}', 'missing-variable [nobody] There is no variable nobody.'],
  ['{{ n | zap }}', 'unknown-filter [n | zap] There is no filter zap for this value.'],
  ['{{ range }}', 'render-failed [range] range is a function: it can be called, not put in.'],
])('%s names what is wrong at its place', (text, problem) => {
  expect(rendered('jinja2', text, VALUES)).toBe(problem);
});

test('loops are bounded', () => {
  const loop = '{% for i in range(999999) %}';
  expect(rendered('jinja2', `${loop}${loop}x{% endfor %}{% endfor %}`).split(' ')[0]).toMatch(/^render-/);
  expect(rendered('jinja2', '{{ range(99999999999) }}').split(' ')[0]).toBe('render-failed');
  expect(problems('jinja2', '{% if a %}'.repeat(20_000) + '{% endif %}'.repeat(20_000))[0]).toMatch(/^too-deep /);
});
