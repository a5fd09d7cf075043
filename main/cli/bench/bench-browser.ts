import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The little of Playwright that is used; it is a development tool, so it is looked for and not bundled. */
export type Locator = {
  first(): Locator;
  waitFor(): Promise<void>;
  click(): Promise<void>;
  isEditable(): Promise<boolean>;
};
export type Page = {
  goto(url: string): Promise<unknown>;
  getByRole(role: string): Locator;
  getByLabel(label: string): Locator;
  locator(selector: string): Locator;
  waitForTimeout(milliseconds: number): Promise<void>;
  keyboard: { press(key: string): Promise<void>; type(text: string, options?: { delay?: number }): Promise<void> };
};
export type Browser = {
  newPage(options?: object): Promise<Page>;
  startTracing(page: Page, options: { categories: string[] }): Promise<void>;
  stopTracing(): Promise<Buffer>;
  close(): Promise<void>;
};
export type Launcher = { launch(options: object): Promise<Browser>; executablePath(): string };

/** Playwright's Chromium and the built browser host; null where one of them is not there. */
export async function findBrowser(): Promise<{ launcher: Launcher; host: string } | null> {
  const host = fileURLToPath(new URL('../../../dist/main/browser.js', import.meta.url));
  const launcher = await findLauncher();
  return launcher && existsSync(host) ? { launcher, host } : null;
}

export const NO_BROWSER = 'it needs a checkout with Playwright and a Chromium, built by “npm run build”.';

/** Runs `use` with a new browser and the link that a process of Node prints as its first address. */
export async function withServer(
  launcher: Launcher,
  args: string[],
  use: (browser: Browser, link: string) => Promise<void>,
): Promise<void> {
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const link = await printedLink(server);
    const browser = await launcher.launch({
      executablePath: browserPath(launcher)!,
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    try {
      await use(browser, link);
    } finally {
      await browser.close();
    }
  } finally {
    server.kill();
  }
}

function printedLink(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    server.stdout!.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const link = /http:\/\/127\.0\.0\.1:\d+\/\S*(?=\s)/.exec(printed);
      if (link) resolve(link[0]);
    });
    server.once('exit', (code) =>
      reject(new Error(`the server ended with ${code} before it printed a link:\n${printed}`)),
    );
  });
}

async function findLauncher(): Promise<Launcher | null> {
  const playwright = '@playwright/test'; // a name in a variable is not bundled
  try {
    const { chromium } = (await import(playwright)) as { chromium: Launcher };
    return browserPath(chromium) ? chromium : null;
  } catch {
    return null; // not a checkout with its development tools; told by the caller
  }
}

function browserPath(launcher: Launcher): string | undefined {
  const places = [
    process.env['GALLEY_CHROMIUM'],
    launcher.executablePath(),
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
  ];
  return places.find((path) => path !== undefined && existsSync(path));
}
