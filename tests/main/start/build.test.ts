import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBuilt } from '../../../main/start/build.ts';

let repo: string;

const built = ['dist/renderer/index.html', 'dist/main/browser.js', 'dist/main/electron.js', 'dist/preload/preload.cjs'];

beforeEach(async () => {
  repo = await mkdtemp(join(tmpdir(), 'galley-build-'));
  for (const path of ['main/cli/main.ts', 'renderer/main.tsx', 'package.json', ...built]) await write(path);
  await setTimes(['main/cli/main.ts', 'main/cli', 'main', 'renderer/main.tsx', 'renderer', 'package.json'], 1_000);
  await setTimes(built, 2_000);
});

afterEach(() => rm(repo, { recursive: true, force: true }));

async function write(path: string): Promise<void> {
  await mkdir(dirname(join(repo, path)), { recursive: true });
  await writeFile(join(repo, path), '');
}

async function setTimes(paths: string[], seconds: number): Promise<void> {
  for (const path of paths) await utimes(join(repo, path), seconds, seconds);
}

test('a build younger than every source is used as it is', () => {
  expect(isBuilt(repo)).toBe(true);
});

test('a changed source, however deep, asks for a build', async () => {
  await setTimes(['main/cli/main.ts'], 3_000);
  expect(isBuilt(repo)).toBe(false);
});

test('a deleted source asks for a build', async () => {
  await rm(join(repo, 'main/cli/main.ts'));
  expect(isBuilt(repo)).toBe(false);
});

test.each(built)('a build without %s is not one', async (path) => {
  await rm(join(repo, path));
  expect(isBuilt(repo)).toBe(false);
});
