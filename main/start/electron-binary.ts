import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Offline the download fails at once or, where packets are swallowed, when connecting times out after 10 s.
const DOWNLOAD_LIMIT_MS = 60_000;
const TRY_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;

/** Electron's executable, or null where it is not there. `ELECTRON_OVERRIDE_DIST_PATH` names a folder with another one. */
export function findElectron(repo: string): string | null {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] || join(repo, 'node_modules', 'electron', 'dist');
  const executable = join(folder, nameInFolder(repo));
  return existsSync(executable) ? executable : null;
}

/** Whether a download is worth a try: not where one failed within the last day. */
export function mayDownload(repo: string): boolean {
  const failed = statSync(failureMark(repo), { throwIfNoEntry: false });
  return failed === undefined || Date.now() - failed.mtimeMs > TRY_AGAIN_AFTER_MS;
}

/** Downloads Electron's executable with Electron's own installer, which checks it; null where that did not work. */
export function downloadElectron(repo: string): string | null {
  const installer = join(repo, 'node_modules', 'electron', 'install.js');
  spawnSync(process.execPath, [installer], {
    cwd: repo,
    stdio: 'ignore',
    timeout: DOWNLOAD_LIMIT_MS,
    env: { NODE_USE_ENV_PROXY: '1', ...process.env },
  });
  const executable = findElectron(repo);
  if (executable === null) {
    mkdirSync(dirname(failureMark(repo)), { recursive: true });
    writeFileSync(failureMark(repo), '');
  }
  return executable;
}

function failureMark(repo: string): string {
  return join(repo, '.cache', 'electron-download-failed');
}

/** Electron's installer writes the name down; a folder of one's own has the platform's usual one. */
function nameInFolder(repo: string): string {
  const written = join(repo, 'node_modules', 'electron', 'path.txt');
  if (existsSync(written)) return readFileSync(written, 'utf8').trim();
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
