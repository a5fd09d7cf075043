import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newWorkspace } from './galley.ts';

test('what was tried in staging is promoted together, told in a report, and all or nothing', async () => {
  const desk = await newWorkspace();
  for (const name of ['support/reply', 'support/triage', 'sales/mail']) {
    await desk.commit(name, `First words of ${name}.`);
    await desk.commit(name, `Better words of ${name}.`);
    await desk.galley('label', name, 'production', 'v1', '--reason', 'First release');
  }
  for (const name of ['support/reply', 'support/triage'])
    await desk.galley('label', name, 'staging', 'v2', '--reason', 'Try it');

  expect(await desk.refused(['promote', 'support/reply', 'sales/mail', '--reason', 'x'])).toBe(
    '“sales/mail” has no version labelled “staging”; nothing was moved.',
  );
  expect(await desk.json('releases', '--label', 'production')).toHaveLength(3);
  expect(await desk.refused(['promote', '--reason', 'x'], {}, 2)).toContain('--prefix');

  expect(await desk.galley('promote', '--prefix', 'support/', '--reason', 'Both were better')).toBe(
    'support/reply   production v1 → v2\nsupport/triage  production v1 → v2\n',
  );
  const releases = await desk.json<{ moveId: string; reason: string }[]>('releases', '--label', 'production');
  expect(releases).toHaveLength(5);
  expect(releases[0]).toMatchObject({ moveId: releases[1]!.moveId, reason: 'Both were better' });
  const again = await desk.run(['promote', '--prefix', '', '--reason', 'x']);
  expect(again).toMatchObject({ code: 0, stdout: '', stderr: 'Nothing to promote: production is where staging is.\n' });

  const markdown = await desk.galley('report');
  expect(markdown).toContain('## support/reply: no version → v2');
  expect(markdown).toContain('+Better words of support/reply.');
  await desk.galley('report', '--format', 'html', '--output', 'week.html');
  expect(readFileSync(desk.path('week.html'), 'utf8')).toContain('Both were better');
  expect(await desk.json('report', '--label', 'staging')).toMatchObject({
    label: 'staging',
    prompts: [{ name: 'support/reply', kind: 'released' }, { name: 'support/triage' }],
  });
}, 180_000);

test('a time is a day, a moment or an age', async () => {
  const desk = await newWorkspace();
  await desk.commit('a', 'words');
  await desk.galley('label', 'a', 'production', 'v1', '--reason', 'now');
  expect(await desk.json('releases', '--since', '1h')).toHaveLength(1);
  expect(await desk.json('releases', '--until', '1h')).toHaveLength(0);
  expect(await desk.json('releases', '--since', '2020-01-01', '--until', '2020-12-31')).toHaveLength(0);
  expect(await desk.json('releases', '--since', '2020-01-01T09:30')).toHaveLength(1);
  expect(await desk.refused(['releases', '--since', '2026-02-31'], {}, 2)).toContain('It is a day such as');
  expect(await desk.refused(['report', '--since', 'soon'], {}, 2)).toContain('It is a day such as');
  expect(await desk.refused(['report', '--since', '1h', '--until', '2h'])).toContain('ends before it begins');
}, 180_000);

test('a label moves together with those of the snippets that the version needs', async () => {
  const desk = await newWorkspace();
  await desk.commit('tone/formal', 'Write formally.');
  await desk.galley('label', 'tone/formal', 'production', 'v1', '--reason', 'First');
  await desk.commit('tone/kind', 'Be kind.');
  await desk.galley('label', 'tone/kind', 'staging', 'v1', '--reason', 'First');
  await desk.commit('support/reply', "{% render 'tone/formal' %} {% render 'tone/kind@staging' %}");
  await desk.galley('label', 'tone/kind', 'production', 'v1', '--reason', 'First');
  await desk.commit('tone/formal', 'Write very formally.');
  const move = ['label', 'support/reply', 'production', 'v1', '--reason', 'All', '--with-snippets'];
  expect(await desk.galley(...move)).toBe('support/reply: production is now on v1\n');

  // A label that the version was committed with and that is behind it now goes along.
  await desk.galley('label', 'tone/formal', 'production', 'v2', '--reason', 'More so');
  await desk.commit('support/reply', "{% render 'tone/formal' %} Now.");
  await desk.galley('rollback', 'tone/formal', 'production', '--reason', 'Oops');
  expect(
    await desk.json('label', 'support/reply', 'production', 'v2', '--reason', 'Both', '--with-snippets'),
  ).toMatchObject({ to: 2, snippets: [{ name: 'tone/formal', label: 'production', from: 1, to: 2 }] });
  const [first, second] = await desk.json<{ moveId: string }[]>('releases', '--limit', '2');
  expect(first!.moveId).toBe(second!.moveId);
}, 180_000);
