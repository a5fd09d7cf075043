import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { APP_ADDRESS } from './app-address.ts';
import { MIN_SIZE, placeWindow, readWindowState, writeWindowState } from './window-state.ts';

// As in renderer/ui/tokens.css: what stands there before the page does.
const paper = () => (nativeTheme.shouldUseDarkColors ? '#191817' : '#fbfaf7');

/** The window, where it was when it was last closed. It is shown once it has something to show. */
export function openWindow(preload: string): BrowserWindow {
  const stateFile = join(app.getPath('userData'), 'window.json');
  const kept = readWindowState(stateFile);
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== main.id);

  const window = new BrowserWindow({
    ...placeWindow(
      kept,
      [main, ...others].map((display) => display.workArea),
    ),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    title: 'Galley',
    backgroundColor: paper(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // Elsewhere than on a Mac, Chromium would fetch its dictionaries from the network.
      spellcheck: process.platform === 'darwin',
    },
  });
  if (kept?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  keepState(window, stateFile);
  keepBackground(window);
  mendCrashes(window);
  // A page that waits with leaving has already sent its drafts, and quitting waits until they are stored.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault());
  void window.loadURL(APP_ADDRESS);
  return window;
}

export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

const PAUSE = 500; // milliseconds after the last move or resize

function keepState(window: BrowserWindow, file: string): void {
  const keep = () => writeWindowState(file, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  let timer: NodeJS.Timeout | undefined;
  const keepSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  };
  window.on('resize', keepSoon);
  window.on('move', keepSoon);
  window.on('close', () => {
    clearTimeout(timer);
    keep();
  });
  window.on('closed', () => clearTimeout(timer));
}

function keepBackground(window: BrowserWindow): void {
  const follow = () => window.setBackgroundColor(paper());
  nativeTheme.on('updated', follow);
  window.on('closed', () => nativeTheme.off('updated', follow));
}

function mendCrashes(window: BrowserWindow): void {
  window.webContents.on('render-process-gone', (_, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    void askToReload(window, details.reason);
  });
}

async function askToReload(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'This window has stopped working.',
    detail: `What you wrote was saved at each pause and will be there after a reload. (${reason})`,
    buttons: ['Reload', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else app.quit();
}
