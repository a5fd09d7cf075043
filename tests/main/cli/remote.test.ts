import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Desk } from './galley.ts';

test('a folder is made ready, made ready again, and proved, before there is any workspace', async () => {
  const desk = new Desk();
  const url = `file://${desk.path('team')}`;
  const step = { what: `the folder ${desk.path('team')}` };
  expect(await desk.json('remote', 'init', url)).toMatchObject({ steps: [{ ...step, done: true }] });
  expect(await desk.json('remote', 'init', desk.path('team'))).toMatchObject({ steps: [{ ...step, done: false }] });
  expect(await desk.json('remote', 'probe', url)).toMatchObject({ url, kind: 'folder', name: 'team', log: null });
  expect(await desk.galley('remote', 'probe', url)).toMatch(/can keep a log.*\nremote +folder team\n/);
});

test('a store that cannot be a remote is refused with one sentence', async () => {
  const desk = new Desk();
  mkdirSync(desk.path('kept/.stfolder'), { recursive: true });
  expect(await desk.refused(['remote', 'probe', desk.path('kept')])).toContain('Syncthing');
  expect(await desk.refused(['remote', 'probe', desk.path('gone')])).toContain('There is no folder');
  expect(await desk.refused(['remote', 'probe', 'http://example.com'])).toContain('file:///');
  writeFileSync(desk.path('file'), '');
  expect(await desk.refused(['remote', 'init', desk.path('file')])).toContain('is not a folder');
  const { stderr } = await desk.run(['remote', 'probe', 'postgres://ana:hidden@127.0.0.1:1/team']);
  expect(stderr).toContain('cannot be reached');
  expect(stderr).not.toContain('hidden');
});
