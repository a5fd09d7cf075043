import { readFileSync, statSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Runs an Electron app's built main module on Node, with Chromium for its windows. Main, preload and renderer are the
 *  unchanged build; only the module `electron` is another. It takes Electron's command line, as Playwright writes it:
 *  `-r loader.js --no-sandbox --inspect=0 --remote-debugging-port=0 main.js …`. Node itself does the inspecting.
 *  What differs from Electron: no sandboxed process of Electron's own, no second JavaScript world for the preload (it runs
 *  in a closure of the page's world), custom schemes are shown as https, and no native menus, dialogs or theme are drawn. */
const ELECTRON = new URL('./electron-module/electron.ts', import.meta.url);

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: ELECTRON.href, shortCircuit: true } : next(specifier, context),
});

const given = process.argv.slice(2);
process.argv = [process.execPath, ...given];

const electron = await import('./electron-module/electron.ts');
const require = createRequire(import.meta.url);
for (const [index, argument] of given.entries()) {
  if (argument === '-r') require(resolve(given[index + 1] ?? ''));
}

const app = given.find((argument, index) => !argument.startsWith('-') && given[index - 1] !== '-r');
if (app === undefined) throw new Error('Name the app to run: its folder, or its built main module.');
await import(pathToFileURL(mainModule(resolve(app))).href);
await electron.becomeReady();

function mainModule(path: string): string {
  if (!statSync(path).isDirectory()) return path;
  const { main } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { main: string };
  return join(path, main);
}
