import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** A Chromium to test with: the one GALLEY_CHROMIUM names, Playwright's own, or one the system has; null where there is none. */
export function findChromium(): string | null {
  const named = process.env['GALLEY_CHROMIUM'];
  if (named) {
    if (!existsSync(named)) throw new Error(`GALLEY_CHROMIUM names ${named}, and there is no such file.`);
    return named;
  }
  return [chromium.executablePath(), ...onPath(), ...elsewhere()].find((path) => existsSync(path)) ?? null;
}

/** Finds a Chromium or installs one. Throws an error that says exactly what to do where neither works. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== null) return found;
  for (const [command, ...args] of waysToInstall()) {
    console.log(`No Chromium found; installing one: ${[command, ...args].join(' ')}`);
    spawnSync(command!, args, { stdio: 'inherit', timeout: 5 * 60_000, shell: process.platform === 'win32' });
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  throw new Error(
    'The end-to-end tests need a Chromium, and none could be installed. Install Chromium or Chrome with your package manager ' +
      '("apt-get install chromium"), or run "npx playwright install chromium", or set GALLEY_CHROMIUM to the path of one.',
  );
}

/** Chromium refuses its sandbox to root. */
export const isRoot = process.getuid?.() === 0;

function waysToInstall(): string[][] {
  const ways: string[][] = [];
  if (isRoot && existsSync('/etc/debian_version')) {
    ways.push(['apt-get', 'update'], ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium']);
  }
  ways.push(['npx', 'playwright', 'install', 'chromium']);
  return ways;
}

function onPath(): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function elsewhere(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform !== 'win32') return [];
  const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '');
  return roots.flatMap((root) => [
    join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ]);
}
