import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { pack } from '../packaging/pack.ts';
import { expect, test } from './fixtures.ts';
import { RunningApp } from './running-app.ts';

test('what was packed has all it needs: it opens and stores a prompt', async () => {
  test.skip(process.platform !== 'linux', 'packing for this system needs a real Electron');
  // Outside the repository, whose node_modules would fill in for what is missing.
  const folder = mkdtempSync(join(tmpdir(), 'galley-packaged-'));
  const packed = await pack(process.arch as 'x64' | 'arm64', join(folder, 'packed'));
  const app = join(folder, 'app');
  extractAll(join(packed, 'resources', 'app.asar'), app);

  const galley = new RunningApp(app);
  await galley.start();
  const { promptId } = await galley.call('prompt.create', { name: 'triage' });
  const rendered = await galley.call('template.render', {
    format: 'liquid',
    messages: [{ role: 'user', text: 'Sort {{ticket}}.' }],
    values: { ticket: 'mine' },
  });
  expect(rendered.messages).toEqual([{ role: 'user', text: 'Sort mine.' }]);
  await galley.quit();

  await galley.start();
  expect(await galley.call('prompt.list', {})).toMatchObject({ prompts: [{ id: promptId, name: 'triage' }] });
  await galley.quit();
  galley.remove();
  rmSync(folder, { recursive: true });
  expect(galley.errors).toEqual([]);
});
