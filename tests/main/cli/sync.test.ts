import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { AttentionItem, SyncStatus } from '../../../shared/contract/sync-calls.ts';
import { newWorkspace, repo, type Desk } from './galley.ts';

async function connected(): Promise<{ desk: Desk; remote: string; url: string }> {
  const desk = await newWorkspace();
  await desk.commit('support/reply', 'Be kind.');
  const remote = desk.path('remote');
  mkdirSync(remote);
  const url = pathToFileURL(remote).href;
  await desk.galley('remote', 'add', url);
  return { desk, remote, url };
}

test('a workspace is connected, synced and disconnected; what is pending says so until it is sent', async () => {
  const { desk, remote, url } = await connected();
  expect(readdirSync(join(remote, 'log'))).toHaveLength(1);
  expect(SyncStatus.parse(await desk.json('status'))).toMatchObject({
    state: 'synced',
    remote: { url, kind: 'folder', name: 'remote' },
    member: { name: 'Ana', role: 'owner' },
    ahead: 0,
  });
  expect(await desk.json('remote', 'show')).toMatchObject({ url });

  await desk.commit('support/reply', 'Be kinder.');
  expect(await desk.galley('history', 'support/reply')).toMatch(/^pending .*\nv1 /);
  expect(await desk.galley('status')).toMatch(/1 change to send/);
  expect(SyncStatus.parse(await desk.json('sync'))).toMatchObject({ state: 'synced', ahead: 0 });
  expect(await desk.galley('history', 'support/reply')).toMatch(/^v2 .*\nv1 /);
  expect(readdirSync(join(remote, 'log'))).toHaveLength(2);

  expect(await desk.galley('remote', 'remove')).toContain('Nothing was deleted');
  expect(await desk.json('remote', 'show')).toBeNull();
  await desk.commit('support/reply', 'Be kindest.');
  expect(await desk.galley('history', 'support/reply')).toMatch(/^pending /);
  expect(await desk.refused(['sync'])).toContain('galley remote add');
  await desk.galley('remote', 'add', url);
  expect(await desk.galley('history', 'support/reply')).toMatch(/^v3 /);
}, 180_000);

test('a remote that cannot be used is refused with its own sentence, and nothing is connected', async () => {
  const desk = await newWorkspace();
  const missing = pathToFileURL(desk.path('nowhere')).href;
  expect(await desk.refused(['remote', 'add', missing])).toContain(desk.path('nowhere'));
  expect(await desk.refused(['remote', 'add', 'ftp://example.com'])).toContain('ftp:');
  expect(await desk.refused(['remote', 'remove'])).toBe('No remote is connected.');
  expect(await desk.refused(['sync', '--once', '--watch'], {}, 2)).toContain('cannot be used with');
  expect(await desk.json('status')).toMatchObject({ state: 'none', remote: null });
}, 120_000);

test('an emptied remote is told of, nothing is deleted here, and the segments are put back', async () => {
  const { desk, remote } = await connected();
  rmSync(join(remote, 'log'), { recursive: true });
  const run = await desk.run(['sync']);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('The remote is empty, but held');
  expect(await desk.json('status')).toMatchObject({ state: 'attention', problem: { remedy: 'heal' } });
  expect(AttentionItem.array().parse(await desk.json('attention'))).toContainEqual(
    expect.objectContaining({ kind: 'remote' }),
  );
  expect(await desk.galley('sync', '--put-back')).toBe('1 segment put back.\n');
  expect(await desk.json('sync')).toMatchObject({ state: 'synced', problem: null });
  expect(await desk.galley('show', 'support/reply')).toContain('Be kind.');
  expect(await desk.refused(['sync', '--put-back'])).toContain('lacks nothing');
}, 180_000);

test('sync --watch sends what another process commits, and ends cleanly at Ctrl+C', async () => {
  const { desk, remote } = await connected();
  const program = join(repo, 'main/cli/main.ts');
  const child = spawn(process.execPath, [program, 'sync', '--watch', '--json'], {
    env: { ...process.env, GALLEY_WORKSPACE: desk.workspace, GALLEY_KEYS: desk.path('keys') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const said: SyncStatus[] = [];
  const heard = (wanted: (status: SyncStatus) => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (said.some(wanted)) return resolve();
      lines.on('line', () => said.some(wanted) && resolve());
    });
  lines.on('line', (line) => said.push(SyncStatus.parse(JSON.parse(line))));
  await heard(({ state }) => state === 'synced');
  await desk.commit('support/reply', 'Be kinder.');
  await heard(({ state, head }) => state === 'synced' && head?.number === 2);
  expect(readdirSync(join(remote, 'log'))).toHaveLength(2);
  // Beside it, another process has the same answer without a second engine.
  expect(await desk.json('sync')).toMatchObject({ ahead: 0 });
  child.kill('SIGINT');
  expect(await exited).toEqual([0, null]);
  expect(await desk.json('sync')).toMatchObject({ state: 'synced' });
}, 180_000);
