import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, Menu } from 'electron';
import { openWorkspace } from '../workspace-client.ts';
import { guardPages } from './guards.ts';
import { serveWindows, tellWindows } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { finishBeforeQuit } from './quit.ts';
import { registerAppScheme, serveAppScheme } from './scheme.ts';
import { workspacePath } from './start-options.ts';
import { followTheme } from './theme.ts';
import { openWindow, showWindow } from './window.ts';

// The build puts this file into dist/main.
const RENDERER = join(import.meta.dirname, '..', 'renderer');
const PRELOAD = join(import.meta.dirname, '..', 'preload', 'preload.cjs');

app.setName('Galley');
keepDataTogether();
const workspaceFile = workspacePath(process.argv.slice(1), process.cwd());

if (app.requestSingleInstanceLock({ workspaceFile })) {
  registerAppScheme();
  // Not awaited: Electron becomes ready only after this module has run to its end.
  app.whenReady().then(start, fail).catch(fail);
} else {
  app.quit();
}

/** Unpackaged, Electron would name the folder after itself. */
function keepDataTogether(): void {
  if (app.commandLine.hasSwitch('user-data-dir')) return;
  const folder = join(app.getPath('appData'), 'Galley');
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
}

async function start(): Promise<void> {
  guardPages();
  await serveAppScheme(RENDERER);
  const workspace = followTheme(openWorkspace({ path: workspaceFile, host: 'electron' }));
  serveWindows(workspace);
  const quit = finishBeforeQuit(() => workspace.close());

  setMenu();
  app.on('activate', showOrOpen);
  app.on('second-instance', (_event, _argv, _folder, other) => {
    // This process is as good as gone and still holds the lock: what was started starts again once it is.
    if (quit.isUnderWay()) app.relaunch();
    else void greetSecond(other);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  showOrOpen();
}

function setMenu(): void {
  const template = menuTemplate({
    platform: process.platform,
    appName: app.name,
    forDevelopers: !app.isPackaged,
    run: (command) => tellWindows({ type: 'menu', command }),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function showOrOpen(): void {
  const window = theWindow();
  if (window) showWindow(window);
  else openWindow(PRELOAD);
}

function theWindow(): BrowserWindow | undefined {
  return BrowserWindow.getAllWindows()[0];
}

async function greetSecond(other: unknown): Promise<void> {
  showOrOpen();
  const wanted = (other as { workspaceFile?: unknown } | null)?.workspaceFile;
  const window = theWindow();
  if (!window || typeof wanted !== 'string' || wanted === workspaceFile) return;
  await dialog.showMessageBox(window, {
    type: 'info',
    message: `Galley is already open with ${workspaceFile}.`,
    detail: `Quit it first to open ${wanted}.`,
  });
}

function fail(error: unknown): void {
  dialog.showErrorBox('Galley could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
