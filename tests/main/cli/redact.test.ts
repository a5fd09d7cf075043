import { expect, test } from 'vitest';
import { Desk } from './galley.ts';

test('redact says what it means, asks for --yes, and leaves no words to show, render or export', async () => {
  const ana = new Desk();
  await ana.galley('init', '--name', 'Ana');
  await ana.commit('support/reply', 'Be kind.');
  await ana.commit('support/reply', 'The key is hunter2.');
  expect((await ana.run(['redact', 'support/reply', '--reason', 'a key', '--yes'])).stderr).toContain(
    'support/reply@v3',
  );

  const asked = await ana.run(['redact', 'support/reply@v2', '--reason', 'a key']);
  expect(asked.code).not.toBe(0);
  for (const part of ['gone for good', 'keeps its number', '--yes']) expect(asked.stderr).toContain(part);
  expect(await ana.galley('show', 'support/reply')).toContain('hunter2');

  expect(await ana.json('redact', 'support/reply@v2', '--reason', 'a key', '--yes')).toMatchObject({
    name: 'support/reply',
    number: 2,
    queued: false,
  });
  const shown = await ana.galley('show', 'support/reply@v2');
  expect(shown).toContain(': a key');
  expect(shown).not.toContain('hunter2');
  expect(await ana.galley('history', 'support/reply')).toContain(': a key)');
  expect(await ana.refused(['render', 'support/reply@v2'])).toContain('is gone');
  expect(await ana.refused(['export', '-', '--format', 'text'])).not.toContain('hunter2');
  const whole = await ana.done(['export', '-', '--format', 'galley']);
  expect(whole.stdout).not.toContain('hunter2');
  expect(whole.stderr).toContain('v2 is exported without its text');
  await ana.done(['verify']);
});
