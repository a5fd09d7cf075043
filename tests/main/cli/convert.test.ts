import { expect, test } from 'vitest';
import { newWorkspace } from './galley.ts';

test('a prompt is shown in another format, saved as a draft, and committed', async () => {
  const desk = await newWorkspace();
  await desk.commit('p', 'Hello {{ name | upcase }}, {% raw %}{{x}}{% endraw %}!');
  const shown = await desk.done(['convert', 'p', '--to', 'handlebars']);
  expect(shown.stdout).toContain('+Hello {{name}}, \\{{x}}!');
  expect(shown.stderr).toBe(
    'lost: message 1, line 1: The filter upcase has no counterpart in Handlebars: the value is taken as it is.\n',
  );
  expect(await desk.json('list')).toMatchObject([{ head: 1, hasDraft: false }]);

  expect(await desk.galley('convert', 'p', '--to', 'handlebars', '--draft')).toBe('The draft of p is in handlebars\n');
  expect(await desk.refused(['convert', 'p', '--to', 'jinja2', '--commit', '-m', 'why'])).toBe(
    '“p” has a draft: convert that with --draft, or commit it first.',
  );
  expect(await desk.json('convert', 'p', '--to', 'jinja2')).toMatchObject({
    content: { format: 'jinja2', messages: [{ text: 'Hello {{ name }}, {{ "{{" }}x}}!' }] },
    losses: [],
  });
}, 180_000);

test('placeholders become variables with their defaults, and render as before', async () => {
  const desk = await newWorkspace();
  await desk.commit('p', 'Be a ${Position:Software Developer}.');
  expect(await desk.galley('convert', 'p', '--placeholders', '--commit', '-m', 'Variables')).toBe(
    'p v2 is in liquid\n',
  );
  expect(await desk.json('show', 'p')).toMatchObject({
    content: {
      messages: [{ text: 'Be a {{ position }}.' }],
      variables: [{ name: 'position', default: 'Software Developer' }],
    },
  });
  expect(await desk.refused(['convert', 'p', '--to', 'liquid'])).toBe('“p” is the same in liquid.');
  expect(await desk.refused(['convert', 'p'], {}, 2)).toBe('Say which format it becomes: --to FORMAT.');
}, 180_000);
