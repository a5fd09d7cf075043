import { expect, test } from 'vitest';
import type { TemplateFormat } from '../../../shared/content.ts';
import { languages } from '../../../shared/template/languages.ts';
import { RENDER_LIMITS, TemplateError, type Include, type Values } from '../../../shared/template/template-language.ts';

const VALUES: Values = { product: 'P', user: { name: 'Ann', tags: ['x', 'y'] }, items: [1, 2] };

/** Each reference with what stands at its places. */
function references(format: TemplateFormat, text: string): string[] {
  return languages[format].check(text).references.map(({ target, from, to, tag, arguments: given }) => {
    expect(text.slice(from, to)).toBe(target);
    const said = given.map((argument) => `${argument.name} [${text.slice(argument.from, argument.to)}]`);
    return [text.slice(tag.from, tag.to), ...said].join(' ');
  });
}

function names(format: TemplateFormat, text: string): string[] {
  return languages[format].check(text).variables.map(({ name }) => name);
}

const twoLines: Include = (target) => (target === 'ended' ? 'one\ntwo\n' : 'one\ntwo');

const shown: Include = (target, given) => `<${target} ${JSON.stringify(given)}>`;

function filledIn(format: TemplateFormat, text: string, include: Include = shown): string {
  return languages[format].render(text, VALUES, RENDER_LIMITS, include);
}

test.each([
  ['liquid', "{% render 'tone/formal@v3', product: product, n: 3 %}", ['product [product: product]', 'n [n: 3]']],
  ['liquid', '{%- render "a b@x" with user as person -%}', ['person [with user as person]']],
  ['liquid', "{% render 'a' for items as item, b: 1 %}", ['b [b: 1]', 'item [for items as item]']],
  ['mustache', '{{> tone/formal@v3 product=product s="x y"}}', ['product [product=product]', 's [s="x y"]']],
  ['mustache', "{{>'a b'  n=3 }}", ['n [n=3]']],
  ['handlebars', '{{> tone/formal@v3 product=product s="x y"}}', ['product [product=product]', 's [s="x y"]']],
  ['handlebars', '{{~> "a b@x" n=(lookup user "name")~}}', ['n [n=(lookup user "name")]']],
] as const)('in %s, %s is found with its places', (format, tag, given) => {
  expect(references(format, `é ${tag}\n${tag}`)).toEqual([[tag, ...given].join(' '), [tag, ...given].join(' ')]);
});

test.each([
  ['liquid', "{% comment %}{% render 'a' %}{% endcomment %}{% raw %}{% render 'b' %}{% endraw %}"],
  ['mustache', '{{! {{> a}}'],
  ['handlebars', '{{!-- {{> a@v1}} --}} \\{{> b@v2}} {{{{raw}}}}{{> c}}{{{{/raw}}}}'],
  ['jinja2', "{% render 'a' %}{{> b}}"],
  ['f-string', '{{> b}}'],
  ['text', "{% render 'a' %}{{> b}}"],
] as const)('in %s, %s asks for no snippet', (format, text) => {
  expect(references(format, text)).toEqual([]);
});

test('what is passed counts as a variable of the text', () => {
  expect(names('liquid', "{% render 'a', x: user.name, y: 'product', z: items %}")).toEqual(['user.name', 'items']);
  expect(names('mustache', '{{> a x=user.name y="product" n=1 b=true z=items.0}}')).toEqual(['user.name', 'items']);
  expect(names('handlebars', '{{> a x=user.name y="product" n=1 b=true}}')).toEqual(['user.name']);
});

test.each([
  ['liquid', "{% render 'a', p: product, n: 3, s: 'x', u: user.name, none: nil %}"],
  ['mustache', '{{> a p=product n=3 s="x" u=user.name none=null}}'],
] as const)('in %s, arguments are handed over as values', (format, text) => {
  expect(filledIn(format, text)).toBe('<a {"p":"P","n":3,"s":"x","u":"Ann","none":null}>');
});

test('Handlebars hands over what its own expressions give', () => {
  expect(filledIn('handlebars', '{{#each items}}{{> a@v1 i=this u=(lookup @root.user "name")}}{{/each}}')).toBe(
    '<a@v1 {"u":"Ann","i":1}><a@v1 {"u":"Ann","i":2}>',
  );
});

test('mustache finds snippets between other delimiters, too', () => {
  const text = '{{=<% %>=}}{"a": {{}}} <%> a@v1 p=product %><%={{ }}=%>';
  expect(references('mustache', text)).toEqual(['<%> a@v1 p=product %> p [p=product]']);
  expect(filledIn('mustache', text)).toBe('{"a": {{}}} <a@v1 {"p":"P"}>');
});

test('a Liquid loop puts the snippet in for each', () => {
  expect(filledIn('liquid', "{% render 'a' for user.tags as tag, n: 1 %}")).toBe(
    '<a {"n":1,"tag":"x"}><a {"n":1,"tag":"y"}>',
  );
});

test.each(['mustache', 'handlebars'] as const)(
  'in %s, a tag alone on its line gives its indentation to every line, and the lines after it stay apart',
  (format) => {
    expect(filledIn(format, 'a\n  {{> open}}\nb', twoLines)).toBe('a\n  one\n  two\nb');
    expect(filledIn(format, 'a\n  {{> ended}}\nb', twoLines)).toBe('a\n  one\n  two\nb');
    expect(filledIn(format, 'a {{> open}}\nb', twoLines)).toBe('a one\ntwo\nb');
    expect(filledIn(format, 'a\n{{> none}}\nb', () => '')).toBe('a\nb');
  },
);

const SNIPPET: Partial<Record<TemplateFormat, string>> = {
  liquid: "{% render 'a', x: nope %}",
  mustache: '{{> a x=nope}}',
  handlebars: '{{> a x=nope}}',
};

test.each(['liquid', 'mustache', 'handlebars'] as const)(
  'in %s, a value that is missing is told at its place, and a snippet that nobody provides at its own',
  (format) => {
    const text = SNIPPET[format]!;
    expect(() => filledIn(format, text)).toThrow(
      expect.objectContaining({ code: 'missing-variable' }) as TemplateError,
    );
    expect(() => languages[format].render(text, { nope: 1 }, RENDER_LIMITS)).toThrow(
      expect.objectContaining({
        code: 'missing-snippet',
        place: { from: text.indexOf('a'), to: text.indexOf('a') + 1 },
      }) as TemplateError,
    );
  },
);

test.each(['liquid', 'mustache', 'handlebars'] as const)('in %s, what a snippet says is never read again', (format) => {
  const said = "{{ product }}{% render 'a' %}{{> a}}{{{product}}}";
  expect(filledIn(format, SNIPPET[format]!.replace('nope', 'product'), () => said)).toBe(said);
});
