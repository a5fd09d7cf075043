import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { workspacePath } from './bench-import.ts';
import { median, seconds, timedAsync, type BenchWorld, type Figure } from './measure.ts';

const ROUNDS = 5;

/** The little of Playwright that is used; it is a development tool, so it is looked for and not bundled. */
type Page = {
  goto(url: string): Promise<unknown>;
  getByRole(role: string): { first(): { waitFor(): Promise<void> } };
  getByLabel(label: string): { isEditable(): Promise<boolean> };
};
type Launcher = {
  launch(options: object): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }>;
  executablePath(): string;
};

/**
 * From starting Galley's process and a browser to the library drawn and the search field ready for letters, against
 * starting a bare web server and the same browser to the load of an empty page. Null, with the reason told, where there
 * is no browser to measure with.
 */
export async function benchStart(world: BenchWorld): Promise<Figure | null> {
  const built = fileURLToPath(new URL('../../../dist/main/browser.js', import.meta.url));
  const launcher = await findLauncher();
  if (!launcher || !existsSync(built)) {
    world.tell(
      'app start: not measured; it needs a checkout with Playwright and a Chromium, built by “npm run build”.',
    );
    return null;
  }
  const own: number[] = [];
  const blank: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const galley = [built, '--no-open', '--port', '0', '--workspace', workspacePath(world)];
    own.push((await timedAsync(() => open(launcher, galley, interactive))).milliseconds);
    blank.push((await timedAsync(() => open(launcher, ['-e', EMPTY_SERVER], () => Promise.resolve()))).milliseconds);
  }
  return {
    name: `start to interactive with ${world.prompts.toLocaleString('en')} prompts`,
    galley: `process and browser started, library drawn, search field ready: ${seconds(median(own))}`,
    peer: `a bare server and the same browser, an empty page loaded: ${seconds(median(blank))}`,
    ratio: median(own) / median(blank),
    aim: 2,
  };
}

const EMPTY_SERVER = `const s = require('node:http').createServer((_, r) => r.setHeader('content-type', 'text/html').end('<!doctype html><title>.</title>'));
s.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + s.address().port + '/ '));`;

async function interactive(page: Page): Promise<void> {
  await page.getByRole('treeitem').first().waitFor();
  if (!(await page.getByLabel('Search prompts').isEditable())) throw new Error('the search field takes no letters');
}

async function open(launcher: Launcher, args: string[], ready: (page: Page) => Promise<void>): Promise<void> {
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
      const page = await browser.newPage();
      await page.goto(link);
      await ready(page);
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
