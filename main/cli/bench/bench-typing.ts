import { join } from 'node:path';
import { emptyContent } from '../../../shared/content.ts';
import { commitVersion } from '../../registry/commit-version.ts';
import { createPrompt } from '../../registry/edit-prompts.ts';
import { Registry } from '../../registry/registry.ts';
import { type Browser, findBrowser, NO_BROWSER, type Page, withServer } from './bench-browser.ts';
import { bareEditor } from './bare-editor.ts';
import { type BenchWorld, type Figure, quantile, seconds } from './measure.ts';

const SIZE = 200_000; // characters in the message
const WORDS = 'the model answers in the language of the ticket and never promises what it cannot keep '.repeat(2);
const LETTER_EVERY = 45; // milliseconds: a fast typist
/** After this many letters the typist pauses, long enough for a save, a check and a preview. */
const LETTERS_IN_A_ROW = 25;
const PAUSE = 1_500; // milliseconds

/** Milliseconds. `quiet` is the longest task of the quietest burst: every burst is saved, checked and rendered alike, so what
 *  is longer in others is what else the machine did. */
type Typing = { p95: number; quiet: number; worst: number };

/** Typing in a message of 200,000 characters of real prose with tags and one mistake: how long the tasks of the page's main
 *  thread last, against a bare CodeMirror with the same text in the same browser. Null, with the reason told, where there is
 *  no browser to measure with. */
export async function benchTyping(world: BenchWorld): Promise<Figure | null> {
  const found = await findBrowser();
  if (!found) {
    world.tell(`typing: not measured; ${NO_BROWSER}`);
    return null;
  }
  const text = longText(world.texts);
  const workspace = join(world.folder, 'typing.galley');
  writeWorkspace(workspace, text);
  let galley: Typing | null = null;
  let bare: Typing | null = null;
  const args = [found.host, '--no-open', '--port', '0', '--workspace', workspace];
  await withServer(found.launcher, args, async (browser, link) => {
    galley = await typeIn(browser, link, async (page) => {
      await page.locator('[role=treeitem]:has-text("long")').first().click();
    });
  });
  const server = bareEditor(world.folder, text);
  await withServer(found.launcher, [server], async (browser, link) => {
    bare = await typeIn(browser, link, () => Promise.resolve());
  });
  if (!galley || !bare) throw new Error('nothing was measured');
  return figureOf(galley, bare);
}

function figureOf(galley: Typing, bare: Typing): Figure {
  const words = ({ p95, quiet, worst }: Typing) =>
    `95 of 100 tasks within ${seconds(p95)}, the longest of the quietest burst ${seconds(quiet)}, of all ${seconds(worst)}`;
  return {
    name: 'typing in a message of 200,000 characters: the longest task of the quietest burst',
    galley: `saved, checked, previewed and spell-checked as it is typed: ${words(galley)}`,
    peer: `a bare CodeMirror with the same text: ${words(bare)}`,
    ratio: galley.quiet / bare.quiet,
    aim: 2,
  };
}

/** Real prose with a tag in every second paragraph, and one that is never closed. */
function longText(texts: readonly string[]): string {
  const paragraphs: string[] = [];
  for (let at = 0, length = 0; length < SIZE; at++) {
    const prose = texts[at % texts.length]!.replaceAll(/[{}]/g, '');
    const tag = at % 2 === 0 ? `\n\n{% if plan == 'pro' %}Greet {{ customer.name }}.{% endif %}` : '';
    paragraphs.push(prose + tag);
    length += prose.length + tag.length + 2;
  }
  return `${paragraphs.join('\n\n').slice(0, SIZE)} {{ broken`;
}

function writeWorkspace(path: string, text: string): void {
  const registry = new Registry(path, { create: true, author: 'Ana' });
  const { promptId } = createPrompt(registry, 'long');
  const content = { ...emptyContent(), messages: [{ role: 'user' as const, text }] };
  commitVersion(registry, { promptId, message: '', content });
  registry.close();
}

async function typeIn(browser: Browser, link: string, open: (page: Page) => Promise<void>): Promise<Typing> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(link);
  await open(page);
  await page.locator('.cm-content').first().waitFor();
  await page.locator('.cm-line').first().click();
  await page.keyboard.press('End');
  await page.keyboard.type('warm', { delay: LETTER_EVERY });
  await page.waitForTimeout(3_000);
  await browser.startTracing(page, {
    categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline'],
  });
  for (let at = 0; at < WORDS.length; at += LETTERS_IN_A_ROW) {
    await page.keyboard.type(WORDS.slice(at, at + LETTERS_IN_A_ROW), { delay: LETTER_EVERY });
    await page.waitForTimeout(PAUSE);
  }
  const bursts = burstsIn(await browser.stopTracing());
  const longest = bursts.map((tasks) => Math.max(...tasks));
  return { p95: quantile(bursts.flat(), 0.95), quiet: Math.min(...longest), worst: Math.max(...longest) };
}

type TraceEvent = {
  name: string;
  cat: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  args?: { data?: { type?: string } };
};

/** Milliseconds of each task on the main thread that took the keys, burst by burst. Tasks under a tenth of a millisecond are
 *  the browser looking for work. */
function burstsIn(trace: Buffer): number[][] {
  const { traceEvents: events } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] };
  const keys = events
    .filter((event) => event.name === 'EventDispatch' && event.args?.data?.type === 'keydown')
    .toSorted((left, right) => left.ts - right.ts);
  const [key] = keys;
  if (!key) throw new Error('the trace holds no key press');
  const starts = keys.filter((_, at) => at % LETTERS_IN_A_ROW === 0).map((event) => event.ts);
  const tasks = events.filter((event) => event.name === 'RunTask' && event.pid === key.pid && event.tid === key.tid);
  return starts
    .map((start, at) => {
      const end = starts[at + 1] ?? Infinity;
      const own = tasks.filter((task) => task.ts >= start && task.ts < end).map((task) => (task.dur ?? 0) / 1_000);
      return own.filter((milliseconds) => milliseconds > 0.1);
    })
    .filter((own) => own.length > 0);
}
