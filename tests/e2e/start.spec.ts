import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const repo = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

test.beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'galley-start-'))));
test.afterEach(() => rm(folder, { recursive: true, force: true }));

/** `npm start` with a folder of one's own where Electron is looked for. */
function start(args: string[], electronFolder: string) {
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: electronFolder };
  const started = spawn(process.execPath, ['main/start.ts', ...args], {
    cwd: repo,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(started, 'close') as Promise<[number | null]>;
  let printed = '';
  for (const stream of [started.stdout, started.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  return { printed: () => printed, exitCode: async () => (await ended)[0], kill: () => started.kill('SIGTERM') };
}

test('where Electron is not there, npm start says so, opens the browser host, and ends cleanly when asked', async ({
  page,
}) => {
  const galley = start(['--no-open', '--workspace', join(folder, 'w.galley')], folder);
  await expect
    .poll(galley.printed, { timeout: 60_000 })
    .toMatch(/Electron is not installed, so Galley opens in your browser\.\n(.*\n)*.*http:\S+\s/);
  await page.goto(/http:\S+/.exec(galley.printed())![0]);
  await expect(page).toHaveTitle('Galley');
  galley.kill();
  expect(await galley.exitCode()).toBe(0);
});

test('where Electron is there, npm start opens Galley in it with the same options, and ends as it ends', async () => {
  test.skip(process.platform === 'win32', 'the program that stands for Electron here is a shell script');
  const electron = join(folder, 'electron');
  await mkdir(folder, { recursive: true });
  await writeFile(electron, '#!/bin/sh\necho "electron: $*"\nexit 3\n', { mode: 0o755 });
  const galley = start(['--workspace', 'some where.galley'], folder);
  expect(await galley.exitCode()).toBe(3);
  expect(galley.printed()).toMatch(/^electron: (--no-sandbox )?\S+ --workspace some where\.galley$/m);
});

test('a port that is taken is refused with one sentence', async () => {
  const taken = start(['--no-open', '--workspace', join(folder, 'one.galley')], folder);
  await expect.poll(taken.printed, { timeout: 60_000 }).toContain('http://');
  const { port } = new URL(/http:\S+/.exec(taken.printed())![0]);
  const refused = start(['--no-open', '--port', port, '--workspace', join(folder, 'two.galley')], folder);
  expect(await refused.exitCode()).toBe(1);
  expect(refused.printed()).toContain(
    `Port ${port} is taken by another program: choose another with --port, or leave it out.`,
  );
  taken.kill();
  expect(await taken.exitCode()).toBe(0);
});

test('options that Galley does not know, or cannot read, end with the usage', async () => {
  for (const args of [
    ['--browser', '--prot', '80'],
    ['--no-open', '--port', 'eighty'],
  ]) {
    const refused = start(args, folder);
    expect(await refused.exitCode()).toBe(2);
    expect(refused.printed()).toMatch(
      /Unknown option '--prot'[^]*Usage: npm start|--port takes a number from 0 to 65535, not "eighty"\./,
    );
  }
});
