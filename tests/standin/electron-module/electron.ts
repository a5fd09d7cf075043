import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Chromium } from '../chromium-pipe.ts';
import { app } from './app.ts';
import { chromiumSwitches } from './command-line.ts';
import { usePagesOf } from './pages.ts';
import { WebContents } from './web-contents.ts';

export { app };
export { BrowserWindow } from './browser-window.ts';
export { dialog, Menu, nativeTheme, screen, shell } from './desktop.ts';
export { ipcMain } from './ipc-main.ts';
export { protocol } from './schemes.ts';
export { session } from './session.ts';
export { WebContents as webContents };

/** Starts Chromium and lets the app begin. As with Electron, that is once its main module has run to its end. */
export async function becomeReady(): Promise<void> {
  const profile = join(app.getPath('userData'), 'chromium');
  mkdirSync(profile, { recursive: true });
  const chromium = new Chromium(await chromiumPath(), [
    '--headless=new',
    '--no-sandbox',
    '--no-startup-window',
    `--user-data-dir=${profile}`,
    ...chromiumSwitches(),
  ]);
  const leaving = Promise.withResolvers<number>();
  chromium.process.once('exit', () => {
    void leaving.promise.then((code) => process.exit(code));
    for (const contents of WebContents.getAllWebContents()) contents.gone();
  });
  const line = await devToolsLine(chromium.process.stderr!);
  await usePagesOf(chromium);
  process.stderr.write(`${line}\n`);
  process.on('SIGTERM', () => app.quit());
  app.becomeReady((code) => {
    leaving.resolve(code);
    chromium.sendIfThere('Browser.close');
  });
}

/** Specs name the one they run with; the search for it loads all of Playwright, so it is the second choice. */
async function chromiumPath(): Promise<string> {
  return process.env['GALLEY_CHROMIUM'] ?? (await import('../../chromium.ts')).ensureChromium();
}

function devToolsLine(output: Readable): Promise<string> {
  const lines = createInterface({ input: output });
  return new Promise((resolve, reject) => {
    const seen: string[] = [];
    lines.on('line', (line) => {
      seen.push(line);
      if (line.startsWith('DevTools listening on ws://')) resolve(line);
    });
    lines.once('close', () => reject(new Error(`Chromium did not start:\n${seen.join('\n')}`)));
  });
}
