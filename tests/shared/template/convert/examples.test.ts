import { expect, test } from 'vitest';
import { emptyContent, type TemplateFormat, type Variable } from '../../../../shared/content.ts';
import { convertContent } from '../../../../shared/template/convert/convert-content.ts';

const TYPES: Record<string, Variable['type']> = { items: 'list', yes: 'boolean', name: 'string', user: 'json' };
const variables = Object.entries(TYPES).map(([name, type]): Variable => ({ name, type }));

function converted(from: TemplateFormat, to: TemplateFormat, text: string) {
  const content = { ...emptyContent(), format: from, messages: [{ role: 'user' as const, text }], variables };
  const { content: result, losses } = convertContent(content, to);
  const told = losses.map((loss) => `${loss.severity} [${text.slice(loss.from, loss.to)}] ${loss.text}`);
  return { text: result.messages[0]!.text, told, names: result.variables.map(({ name }) => name) };
}

test.each<[TemplateFormat, TemplateFormat, string, string]>([
  ['liquid', 'jinja2', 'Hi {{ name | upcase }}', 'Hi {{ name | upper }}'],
  ['liquid', 'jinja2', 'a  {%- if yes -%}  b  {%- endif %}', 'a{% if yes %}b{% endif %}'],
  [
    'liquid',
    'handlebars',
    '{% if yes %}a{% elsif name == "x" %}b{% else %}c{% endif %}',
    '{{#if yes}}a{{else}}{{#ifEquals name "x"}}b{{else}}c{{/ifEquals}}{{/if}}',
  ],
  [
    'liquid',
    'handlebars',
    "{% render 'tone/formal@production', to: user.name, n: 2 %}",
    '{{> tone/formal@production to=user.name n=2}}',
  ],
  [
    'liquid',
    'mustache',
    '{% for i in items %}{{ i.title }}{% else %}none{% endfor %}',
    '{{#items}}{{title}}{{/items}}{{^items}}none{{/items}}',
  ],
  [
    'liquid',
    'f-string',
    'Hi {{ user.name }}, {{ items[0].title }} {"a": 1}',
    'Hi {user.name}, {items[0].title} {{"a": 1}}',
  ],
  ['liquid', 'text', '{% raw %}{{ x }}{% endraw %} and {{ "{%" }}', '{{ x }} and {%'],
  ['handlebars', 'liquid', '{{#if name}}\n  Hi\n{{/if}}\nthere', '{% if name and name != "" %}  Hi\n{% endif %}there'],
  [
    'handlebars',
    'liquid',
    '{{#each items as |it n|}}{{n}} {{it.title}} {{@root.name}}{{/each}}',
    '{% for it in items %}{{ forloop.index0 }} {{ it.title }} {{ name }}{% endfor %}',
  ],
  [
    'handlebars',
    'liquid',
    '{{#with user}}{{city}} {{../name}}{{/with}}',
    '{% if user and user != empty and user != 0 %}{{ user.city }} {{ name }}{% endif %}',
  ],
  [
    'handlebars',
    'liquid',
    '{{> tone/formal@v3 to=name}}\\{{x}}',
    "{% render 'tone/formal@v3', to: name %}{% raw %}{{x}}{% endraw %}",
  ],
  ['handlebars', 'mustache', '{{> tone a="b c"}}', '{{> tone a="b c"}}'],
  ['mustache', 'liquid', '{{> "a b" to=name}}', "{% render 'a b', to: name %}"],
  ['mustache', 'handlebars', '{{#items}}\n- {{title}}\n{{/items}}\nend', '{{#each items}}- {{title}}\n{{/each}}end'],
  [
    'jinja2',
    'liquid',
    '{% for i in items -%}\n {{ loop.index }}. {{ i["first name"] }}\n{% endfor %}',
    '{% for i in items %}{{ forloop.index }}. {{ i["first name"] }}\n{% endfor %}',
  ],
  [
    'jinja2',
    'liquid',
    "{% if 'a' in items and not yes %}x{% endif %}",
    '{% if items contains "a" and not yes %}x{% endif %}',
  ],
  ['jinja2', 'handlebars', '{{ "{{" }}x}}{# why #}', '\\{{x}}{{!-- why --}}'],
  ['f-string', 'liquid', '{{"n": "{name!s}"}} {user[name]}', '{"n": "{{ name }}"} {{ user.name }}'],
])('from %s to %s without a loss: %s', (from, to, before, after) => {
  expect(converted(from, to, before)).toMatchObject({ text: after, told: [] });
});

test.each<[TemplateFormat, TemplateFormat, string, string, string[]]>([
  [
    'liquid',
    'handlebars',
    '{{ name | date: "%Y" }}',
    '{{name}}',
    ['loss [{{ name | date: "%Y" }}] The filter date has no counterpart. The value is put in as it is.'],
  ],
  [
    'liquid',
    'jinja2',
    '{% assign a = 1 %}',
    '{# {% assign a = 1 %} #}',
    ['loss [{% assign a = 1 %}] The tag assign has no counterpart. It is kept as a comment.'],
  ],
  [
    'liquid',
    'jinja2',
    "{% render 'x' %}",
    "{# {% render 'x' %} #}",
    ["loss [{% render 'x' %}] Jinja2 has no snippets. It is kept as a comment."],
  ],
  [
    'liquid',
    'handlebars',
    '{% if name %}a{% endif %}',
    '{{#if name}}a{{/if}}',
    [
      'note [{% if name %}a{% endif %}] An empty text, an empty list and 0 count as yes in Liquid, and as no in Handlebars.',
    ],
  ],
  [
    'liquid',
    'f-string',
    '{% if yes %}a{% endif %}',
    'a',
    ['loss [{% if yes %}a{% endif %}] A condition has no counterpart in f-string: its text always stands.'],
  ],
  [
    'liquid',
    'text',
    'a {{ name }}',
    'a {{ name }}',
    ['loss [{{ name }}] In plain text nothing is filled in: this is sent as it stands.'],
  ],
  [
    'f-string',
    'liquid',
    '{name:>10}',
    '{{ name }}',
    ['loss [{name:>10}] The format “:>10” has no counterpart. The value is put in as it is.'],
  ],
  [
    'mustache',
    'liquid',
    '{{#who}}{{title}}{{/who}}',
    '{% if who and who != empty and who != 0 %}{{ who.title }}{% endif %}',
    [
      'note [{{#who}}{{title}}{{/who}}] The section who is taken for an object, whose names are asked for: mustache leaves that to its value.',
    ],
  ],
  [
    'mustache',
    'liquid',
    '{{#tags}}{{.}}{{/tags}}',
    '{% for tag in tags %}{{ tag }}{% endfor %}',
    [
      'note [{{#tags}}{{.}}{{/tags}}] The section tags is taken for a loop over its items: mustache leaves that to its value.',
    ],
  ],
  [
    'handlebars',
    'mustache',
    '{{#each items}}{{@index}}{{/each}}',
    '{{#items}}{{! {{@index} } }}{{/items}}',
    ['loss [{{@index}}] The number of an item from 0 has no counterpart in mustache. It is kept as a comment.'],
  ],
  ['jinja2', 'liquid', '{{ items }}', '{{ items }}', ['note [{{ items }}] A list is written differently in Liquid.']],
  [
    'liquid',
    'handlebars',
    'a {{ b',
    'a \\{{ b',
    [
      'loss [{{ b] This text is not Liquid, so it is kept as it stands: {{ is not closed: }} is missing. To send braces as they are, put them between {% raw %} and {% endraw %}.',
    ],
  ],
])('from %s to %s with a loss told where it is: %s', (from, to, before, after, told) => {
  expect(converted(from, to, before)).toMatchObject({ text: after, told });
});

test('a name that the other format cannot have changes in the text and where it is declared', () => {
  const content = {
    ...emptyContent(),
    messages: [{ role: 'user' as const, text: '{{ first-name }} {{ first-name }}' }],
    variables: [{ name: 'first-name', type: 'string' as const, default: 'Ann' }],
  };
  const { content: result, losses } = convertContent(content, 'f-string');
  expect(result.messages[0]!.text).toBe('{first_name} {first_name}');
  expect(result.variables).toEqual([{ name: 'first_name', type: 'string', default: 'Ann' }]);
  expect(losses.map(({ text }) => text)).toEqual(
    Array(2).fill('first-name is no name in f-string: it is called first_name.'),
  );
});
