import { afterEach, expect, test } from 'vitest';
import { Templates } from '../../../main/template/templates.ts';
import type { Message } from '../../../shared/content.ts';

const user = (text: string): Message => ({ role: 'user', text });
const endless = {
  format: 'handlebars' as const,
  // Loops whose bodies put nothing out are out of the engine's own sight.
  messages: [
    user('{{#each l}}{{#each @root.l}}{{#each @root.l}}{{#each @root.l}}x{{/each}}{{/each}}{{/each}}{{/each}}'),
  ],
  values: { l: Array.from({ length: 2_000 }, () => 1) },
};

let templates: Templates;
afterEach(() => templates.close());

test('texts are checked and filled in, in every format', async () => {
  templates = new Templates();
  expect(await templates.check({ format: 'handlebars', messages: [user('{{#if a}}{{b}}{{/if}}')] })).toMatchObject({
    ok: true,
    value: { variables: [{ name: 'a' }, { name: 'b' }], problems: [] },
  });
  for (const format of ['liquid', 'mustache', 'handlebars', 'jinja2'] as const) {
    expect(await templates.render({ format, messages: [user('Hi {{ name }}')], values: { name: 'Ann' } })).toEqual({
      ok: true,
      value: { messages: [user('Hi Ann')], problems: [] },
    });
  }
});

test('a call that overruns its time is refused, and those behind it are answered', async () => {
  templates = new Templates(300);
  const [before, stuck, after] = await Promise.all([
    templates.render({ format: 'liquid', messages: [user('a')], values: {} }),
    templates.render(endless),
    templates.render({ format: 'liquid', messages: [user('{{ b }}')], values: { b: 'b' } }),
  ]);
  expect(before).toMatchObject({ ok: true });
  expect(stuck).toMatchObject({ ok: false, error: { code: 'render-timeout' } });
  expect(after).toMatchObject({ ok: true, value: { messages: [user('b')] } });
});

test('a call that needs too much memory is refused, and the next is answered', async () => {
  templates = new Templates(20_000);
  const greedy = user(
    '{% assign a = "x" | split: "" %}{% for i in (1..40) %}{% assign a = a | concat: a %}{% endfor %}',
  );
  const reply = await templates.render({ format: 'liquid', messages: [greedy], values: {} });
  const problems = reply.ok ? reply.value.problems.map((problem) => problem.code) : [reply.error.code];
  expect(problems).toEqual([expect.stringMatching(/^render-(too-long|memory|timeout)$/)]);
  expect(await templates.check({ format: 'text', messages: [] })).toMatchObject({ ok: true });
});

test('closing answers what still waits, and what comes after', async () => {
  templates = new Templates();
  const waiting = templates.render(endless);
  await templates.close();
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'closed' } });
  expect(await templates.check({ format: 'text', messages: [] })).toMatchObject({
    ok: false,
    error: { code: 'closed' },
  });
});
