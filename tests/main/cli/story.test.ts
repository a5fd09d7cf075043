import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newWorkspace } from './galley.ts';

const FIRST = 'Dear {{name}},\nyour ticket {{ticket}} has arrived.\nRegards\n';
const SECOND = 'Dear {{name}},\nyour ticket {{ticket}} has arrived!\nKind regards\n';

test('a writer imports a prompt, edits it, releases it, takes the release back, and nothing is lost', async () => {
  const desk = await newWorkspace();
  const file = desk.file('reply.txt', FIRST);

  expect(await desk.json('import', file, '--folder', 'support')).toEqual({
    prompts: 1,
    versions: 1,
    unchanged: 0,
    warnings: [],
  });
  expect(await desk.galley('list')).toMatch(/^support\/reply {2}v1 {2}\d{4}-\d\d-\d\d \d\d:\d\d\n$/);
  expect(await desk.galley('search', 'ticket arrived')).toContain('support/reply\n    Dear {{name}}, your ticket');
  expect(await desk.galley('show', 'support/reply')).toContain(`── user ──\n${FIRST}`);

  desk.file('reply.txt', SECOND);
  expect(await desk.galley('commit', 'support/reply', '--file', file, '-m', 'Warmer')).toBe('support/reply v2\n');
  const history = await desk.galley('history', 'support/reply');
  expect(history).toMatch(/^v2 {2}[-\d]{10} [:\d]{5} {2}Ana {2}Warmer\nv1 {2}[-\d]{10} [:\d]{5} {2}Ana\n$/);
  expect(await desk.galley('diff', 'support/reply', 'v1', 'latest')).toBe(
    [
      '--- support/reply v1',
      '+++ support/reply v2 [latest]',
      '@@ message 1, user @@',
      ' Dear {{name}},',
      '-your ticket {{ticket}} has arrived.',
      '-Regards',
      '+your ticket {{ticket}} has arrived!',
      '+Kind regards',
      ' \n',
    ].join('\n'),
  );

  expect(await desk.galley('label', 'support/reply', 'production', 'v1', '--reason', 'First release')).toBe(
    'support/reply: production is now on v1\n',
  );
  expect(await desk.galley('label', 'support/reply', 'production', 'v2', '--reason', 'Warmer')).toBe(
    'support/reply: production v1 → v2\n',
  );
  const values = ['--var', 'name=Ben', '--var', 'ticket=7'];
  expect(await desk.galley('render', 'support/reply', ...values)).toBe(
    'Dear Ben,\nyour ticket 7 has arrived!\nKind regards\n',
  );
  expect(await desk.galley('rollback', 'support/reply', 'production', '--reason', 'Too warm')).toBe(
    'support/reply: production v2 → v1, rolled back\n',
  );
  expect(await desk.galley('render', 'support/reply', ...values)).toBe(
    'Dear Ben,\nyour ticket 7 has arrived.\nRegards\n',
  );
  const releases = await desk.galley('releases', 'support/reply');
  expect(
    releases
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/).slice(1)),
  ).toEqual([
    ['[production]', 'v2 → v1', 'Ana', 'rollback Too warm'],
    ['[production]', 'v1 → v2', 'Ana', 'Warmer'],
    ['[production]', '– → v1', 'Ana', 'First release'],
  ]);

  const verified = await desk.json('verify');
  await desk.galley('backup', 'copy.galley');
  expect(existsSync(desk.path('copy.galley'))).toBe(true);
  expect(await desk.json('--workspace', 'copy.galley', 'verify')).toEqual(verified);
}, 180_000);

test('an archived prompt leaves the list and comes back whole', async () => {
  const desk = await newWorkspace();
  await desk.commit('old', 'some words');
  await desk.galley('archive', 'old');
  expect(await desk.json('list')).toEqual([]);
  expect(await desk.json('list', '--archived')).toMatchObject([{ name: 'old', archived: true }]);
  expect(await desk.refused(['commit', 'old', '--stdin', '-m', 'more'], { stdin: 'other words' })).toContain(
    'is archived',
  );
  await desk.galley('unarchive', 'old');
  expect(await desk.json('list')).toMatchObject([{ name: 'old', archived: false, head: 1 }]);
});
