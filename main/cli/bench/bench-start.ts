import { workspacePath } from './bench-import.ts';
import { findBrowser, type Launcher, NO_BROWSER, type Page, withServer } from './bench-browser.ts';
import { median, seconds, timedAsync, type BenchWorld, type Figure } from './measure.ts';

const ROUNDS = 5;

/**
 * From starting Galley's process and a browser to the library drawn and the search field ready for letters, against
 * starting a bare web server and the same browser to the load of an empty page. Null, with the reason told, where there
 * is no browser to measure with.
 */
export async function benchStart(world: BenchWorld): Promise<Figure | null> {
  const found = await findBrowser();
  if (!found) {
    world.tell(`app start: not measured; ${NO_BROWSER}`);
    return null;
  }
  const { launcher, host } = found;
  const own: number[] = [];
  const blank: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const galley = [host, '--no-open', '--port', '0', '--workspace', workspacePath(world)];
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
  await withServer(launcher, args, async (browser, link) => {
    const page = await browser.newPage();
    await page.goto(link);
    await ready(page);
  });
}
