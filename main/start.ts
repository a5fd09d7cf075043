import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build, isBuilt } from './start/build.ts';
import { downloadElectron, findElectron, mayDownload } from './start/electron-binary.ts';

/** `npm start`: builds what is out of date, then opens Galley in Electron, or in a browser where Electron cannot run. */
const repo = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);

if (!isBuilt(repo)) {
  console.log('Building Galley…');
  const failure = build(repo);
  if (failure !== null) {
    console.error(failure);
    console.error('Galley could not be built; the messages above say why.');
    process.exit(1);
  }
}

const why = await openInElectron();
if (why !== null) console.log(`${why}, so Galley opens in your browser.`);
// The browser host reads the same arguments, and lives in this process so that signals reach it.
await import(new URL('../dist/main/browser.js', import.meta.url).href);

/** Ends this process with Electron's. Where Electron cannot run it returns the reason, the first half of a sentence; null
 *  where nobody asked for Electron. */
async function openInElectron(): Promise<string | null> {
  if (has('--browser', '--help', '-h')) return null;
  const found = findElectron(repo);
  // These options mean something to the browser host alone.
  if (has('--port', '--open', '--no-open')) return found ? null : 'Electron is not installed';
  if (!hasDisplay())
    return found
      ? 'Electron has no display for a window here'
      : 'Electron is not installed, and there is no display for a window';
  const executable = found ?? fetchElectron();
  if (executable === null)
    return 'Electron is not installed and could not be downloaded ("npx install-electron" tries again)';
  const end = await runElectron(executable);
  const couldNotStart = end === 127 || end === 'SIGTRAP' || end === null; // a library is missing; the sandbox is forbidden; no program
  if (couldNotStart) return 'Electron cannot run on this machine';
  return process.exit(typeof end === 'number' ? end : 1);
}

function has(...options: string[]): boolean {
  return args.some((arg) => options.includes(arg.split('=')[0]!));
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY || ELECTRON_OVERRIDE_DIST_PATH);
}

function fetchElectron(): string | null {
  if (!mayDownload(repo)) return null;
  console.log('Downloading Electron, once…');
  return downloadElectron(repo);
}

/** How Electron ended: its exit code, the signal, or null where it could not be started at all. */
function runElectron(executable: string): Promise<number | NodeJS.Signals | null> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const electron = spawn(executable, [...(isRoot ? ['--no-sandbox'] : []), repo, ...args], { stdio: 'inherit', env });
  // The terminal sends Ctrl+C to both: this process only has to outlive it. A plain kill reaches this one alone.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => electron.kill('SIGTERM'));
  return new Promise((resolve) => {
    electron.once('error', () => resolve(null));
    electron.once('exit', (code, signal) => resolve(code ?? signal));
  });
}
