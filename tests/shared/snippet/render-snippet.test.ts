import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../shared/canonical-json.ts';
import type { TemplateFormat } from '../../../shared/content.ts';
import type { Meaning, SnippetNode, SnippetSet } from '../../../shared/snippet/snippet-set.ts';
import { writeReference } from '../../../shared/snippet/write-reference.ts';
import { checkMessages, renderMessages } from '../../../shared/template/messages.ts';
import type { Values } from '../../../shared/template/template-language.ts';

type Said = { format?: TemplateFormat; text: string };

function setOf(snippets: Record<string, Said>): SnippetSet {
  const meanings = new Map<string, Meaning>(Object.keys(snippets).map((name) => [name, { node: name }]));
  const nodes = new Map<string, SnippetNode>();
  for (const [name, { format = 'liquid', text }] of Object.entries(snippets)) {
    const messages = [{ role: 'user' as const, text }];
    const { variables, references } = checkMessages(format, messages);
    nodes.set(name, {
      promptId: name,
      name,
      version: { id: name, number: 1 },
      isArchived: false,
      format,
      messages,
      variables: [],
      asks: variables.map((variable) => variable.name),
      lists: [],
      references: references.map(({ target, arguments: given }) => ({ target, given })),
      meanings,
      mistake: null,
    });
  }
  return { holder: null, meanings, nodes };
}

function sent(
  text: string,
  snippets: Record<string, Said>,
  values: Values = {},
  format: TemplateFormat = 'liquid',
): string {
  const { messages, problems } = renderMessages({
    format,
    messages: [{ role: 'user', text }],
    values,
    snippets: setOf(snippets),
  });
  const errors = problems.filter((problem) => problem.severity === 'error');
  return errors.length > 0 ? errors.map((problem) => `${problem.code}: ${problem.text}`).join(' ') : messages[0]!.text;
}

const OUTER = ['liquid', 'mustache', 'handlebars'] as const;
const INNER = {
  liquid: '{{ v }}',
  mustache: '{{v}}',
  handlebars: '{{v}}',
  'f-string': '{v}',
  jinja2: '{{ v }}',
} as const;
const inner = Object.keys(INNER) as (keyof typeof INNER)[];
const MARKUP = [
  '{{',
  '}}',
  '{%',
  '%}',
  '{v}',
  '{{ v }}',
  "{% render 's' %}",
  '{{> s}}',
  '{{=<% %>=}}',
  '\\',
  '\n',
  ' ',
  'a',
  '$&',
];
const value = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...MARKUP)).map((parts) => parts.join('')),
);

describe.each(OUTER)('a snippet in %s', (format) => {
  test.each(inner)('written in %s sends what it is given as it is, and what it says is not read again', (own) => {
    fc.assert(
      fc.property(value, (v) => {
        const tag = writeReference(format, 's', ['v'])!;
        expect(
          sent(`a ${tag} b`, { s: { format: own, text: INNER[own] } }, { v, s: 'never', a: 'never' }, format),
        ).toBe(`a ${v} b`);
      }),
    );
  });

  test.each(inner)('written in %s never sees what it was not given', (own) => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('v', 'x', 'secret', 'user'), fc.jsonValue() as fc.Arbitrary<Json>),
        (values) => {
          const output = sent(writeReference(format, 's')!, { s: { format: own, text: INNER[own] } }, values, format);
          expect(output).toMatch(/^missing-argument: s needs v\./);
        },
      ),
    );
  });
});

const NOT_GIVEN: Record<TemplateFormat, string[]> = {
  liquid: [
    '{% if secret %}{{ secret }}{% endif %}',
    '{{ secret | default: "" }}',
    '{% for x in secret %}{{ x }}{% endfor %}',
    "{% assign t = 'secret' %}{{ t | map: 'secret' }}",
  ],
  mustache: ['{{#secret}}{{.}}{{/secret}}', '{{#v}}{{#secret}}{{.}}{{/secret}}{{/v}}'],
  handlebars: [
    '{{#if secret}}{{secret}}{{/if}}',
    '{{lookup . "secret"}}',
    '{{#if @root.secret}}{{@root.secret}}{{/if}}',
    '{{@secret}}',
    '{{#with v}}{{lookup .. "secret"}}{{/with}}',
  ],
  'f-string': [],
  jinja2: ['{{ secret | default("") }}', '{% if secret is defined %}{{ secret }}{% endif %}'],
  text: ['secret'],
};

test.each(OUTER)('in %s, a snippet that asks in a way that may come to nothing gets nothing', (format) => {
  const values = { secret: 'sesame', '@secret': 'sesame', v: { a: 1 } };
  for (const [own, texts] of Object.entries(NOT_GIVEN)) {
    for (const text of texts) {
      const set = setOf({ s: { format: own as TemplateFormat, text } });
      // As where the check is passed: what it demands is not asked for here.
      const lenient = new Map([...set.nodes].map(([key, node]) => [key, { ...node, asks: ['v'] }]));
      const messages = [{ role: 'user' as const, text: writeReference(format, 's', ['v'])! }];
      const rendered = renderMessages({ format, messages, values, snippets: { ...set, nodes: lenient } });
      expect(JSON.stringify(rendered), `${own}: ${text}`).not.toContain('sesame');
    }
  }
});

const ATTACKS: Record<(typeof OUTER)[number], string[]> = {
  liquid: [
    "{% render 's', v: __proto__ %}",
    "{% render 's', v: constructor %}",
    "{% render 's', v: user.constructor %}",
    "{% render 's', v: user.__proto__ %}",
    "{% render 's' with user.constructor as v %}",
    "{% render 's' for user.constructor as v %}",
    "{% for i in list %}{% render 's', v: forloop.constructor %}{% endfor %}",
  ],
  mustache: ['{{> s v=__proto__}}', '{{> s v=constructor}}', '{{> s v=user.constructor}}', '{{> s v=list.map}}'],
  handlebars: [
    '{{> s v=__proto__}}',
    '{{> s v=constructor}}',
    '{{> s v=user.constructor}}',
    '{{> s v=user.__proto__}}',
    '{{> s v=@root.constructor}}',
    '{{> s v=(lookup user "constructor")}}',
  ],
};

test.each(OUTER.flatMap((format) => ATTACKS[format].map((text) => [format, text] as const)))(
  'in %s, %s hands nothing over that is no value',
  (format, text) => {
    const output = sent(text, { s: { text: '[{{ v }}]' } }, { user: { name: 'Ann' }, list: ['a'] }, format);
    expect(output).toMatch(/^(missing-variable|syntax|snippet-failed)|^\[?\]?$/);
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(12);
  },
);

test.each(OUTER)('in %s, arguments named like pieces of the language are values and nothing else', (format) => {
  const names = ['constructor', 'toString', 'hasOwnProperty', '__proto__'];
  for (const name of names) {
    const tag = format === 'liquid' ? `{% render 's', ${name}: v %}` : `{{> s ${name}=v}}`;
    const output = sent(tag, { s: { format: 'f-string', text: `{${name}}` } }, { v: 'x' }, format);
    expect([
      `x`,
      `missing-argument: s needs ${name}. It sees only what it is given.`,
      `snippet-failed: s: There is no variable ${name}.`,
    ]).toContain(output);
  }
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

describe('limits hold over all snippets together', () => {
  test('snippets that double each other end with the characters', () => {
    const snippets: Record<string, Said> = { s8: { text: 'x'.repeat(1_000) } };
    for (let at = 7; at >= 1; at--) snippets[`s${at}`] = { text: `{% render 's${at + 1}' %}`.repeat(12) };
    expect(sent("{% render 's1' %}", snippets)).toMatch(/^render-(too-long|timeout): /);
  });

  test.each(OUTER)(
    'and in %s those that say nothing end with the time',
    (format) => {
      const snippets: Record<string, Said> = { s8: { format, text: '' } };
      for (let at = 7; at >= 1; at--)
        snippets[`s${at}`] = { format, text: writeReference(format, `s${at + 1}`)!.repeat(30) };
      expect(sent(writeReference(format, 's1')!, snippets, {}, format)).toMatch(/^render-timeout: /);
    },
    20_000,
  );

  test('a circle that nobody checked ends too', () => {
    const set = setOf({ a: { text: "x{% render 'a' %}" } });
    const blind = new Map([...set.nodes].map(([key, node]) => [key, { ...node, references: [] }]));
    const { problems } = renderMessages({
      format: 'liquid',
      messages: [{ role: 'user', text: "{% render 'a' %}" }],
      values: {},
      snippets: { ...set, nodes: blind },
    });
    expect(problems).toMatchObject([{ code: 'snippet-depth', severity: 'error', message: 0, from: 11, to: 12 }]);
  });
});

test('an error inside a snippet stands at the tag that asks for it, with the way to it', () => {
  const snippets = { outer: { text: "{% render 'inner', x: y %}" }, inner: { text: '{{ x.name.first }}' } };
  const { problems } = renderMessages({
    format: 'liquid',
    messages: [{ role: 'user', text: "ab {% render 'outer', y: z %}" }],
    values: { z: { name: null } },
    snippets: setOf(snippets),
  });
  expect(problems).toMatchObject([
    { code: 'snippet-failed', from: 14, to: 19, text: expect.stringMatching(/^outer → inner: /) as string },
  ]);
});
