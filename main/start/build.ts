import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['main', 'preload', 'renderer', 'shared', 'vite.config.ts', 'package.json', 'package-lock.json'];
// The build writes all of them anew each time.
const results = [
  'dist/renderer/index.html',
  'dist/main/browser.js',
  'dist/main/electron.js',
  'dist/preload/preload.cjs',
];

/** Whether every result of the build is there and younger than every source. */
export function isBuilt(repo: string): boolean {
  const built = Math.min(...results.map((path) => changedAt(join(repo, path))));
  return built > 0 && sources.every((path) => newestBelow(join(repo, path)) < built);
}

/** Builds; the output of the build where it failed, otherwise null. */
export function build(repo: string): string | null {
  const vite = join(repo, 'node_modules', 'vite', 'bin', 'vite.js');
  const run = spawnSync(process.execPath, [vite, 'build', '--app'], {
    cwd: repo,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return run.status === 0 ? null : `${run.stdout}${run.stderr}${run.error?.message ?? ''}`;
}

/** 0 where there is nothing. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The latest change below a path. Folders count themselves: that is where a deleted file shows. */
function newestBelow(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestBelow(join(path, name))));
}
