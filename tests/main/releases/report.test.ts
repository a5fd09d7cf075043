import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Registry } from '../../../main/registry/registry.ts';
import { readReport } from '../../../main/releases/report.ts';
import { reportFileName, reportPieces, type ReportWriter } from '../../../main/releases/report-file.ts';
import { htmlReport } from '../../../main/releases/report-html.ts';
import { markdownReport } from '../../../main/releases/report-markdown.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { newWorkspace } from '../registry/workspace-under-test.ts';
import { labelled } from './labelled.ts';

const MONDAY = Date.UTC(2026, 10, 16);
const DAY = 86_400_000;

/** Four prompts whose production label lived through a week in four ways. */
function aWeek() {
  let now = MONDAY - 2 * DAY;
  const registry = newWorkspace({ now: () => now });
  const [moved, fresh, off, returned, still] = ['moved', 'fresh', 'off', 'returned', 'still'].map((name) =>
    labelled(registry, name, `first words of ${name}`, `second words of ${name}`),
  );
  for (const prompt of [moved, off, returned, still]) prompt!.move('production', 1, 'before');
  now = MONDAY + DAY;
  moved!.move('production', 2, 'better');
  moved!.move('staging', 1, 'another label');
  fresh!.move('production', 2, 'first time');
  off!.move('production', null, 'not wanted');
  returned!.move('production', 2, 'tried');
  now = MONDAY + 2 * DAY;
  returned!.move('production', 1, 'no');
  now = MONDAY + 8 * DAY;
  still!.move('production', 2, 'after');
  return registry;
}

const WEEK = { label: 'production', since: MONDAY, until: MONDAY + 7 * DAY };

describe('what changed', () => {
  test('stands per prompt from where the label was to where it came, with the releases in between', () => {
    expect(readReport(aWeek(), WEEK).prompts).toMatchObject([
      { name: 'fresh', kind: 'released', before: null, after: { number: 2 }, releases: [{ reason: 'first time' }] },
      { name: 'moved', kind: 'moved', before: { number: 1 }, after: { number: 2 }, releases: [{ reason: 'better' }] },
      { name: 'off', kind: 'taken-off', before: { number: 1 }, after: null, releases: [{ reason: 'not wanted' }] },
      {
        name: 'returned',
        kind: 'returned',
        before: { number: 1 },
        after: { number: 1 },
        releases: [{ reason: 'tried' }, { reason: 'no' }],
      },
    ]);
  });

  test('counts the first moment of the period and not its end', () => {
    let now = MONDAY;
    const registry = newWorkspace({ now: () => now });
    const a = labelled(registry, 'a', 'one', 'two');
    a.move('production', 1);
    now = MONDAY + 7 * DAY;
    a.move('production', 2);
    expect(readReport(registry, WEEK).prompts).toMatchObject([{ after: { number: 1 } }]);
    expect(refusalOf(() => readReport(registry, { ...WEEK, until: MONDAY }))?.code).toBe('bad-period');
  });

  test('is written as Markdown', async () => {
    const text = await written(aWeek(), markdownReport);
    expect(text).toMatch(/^# What changed in production\n/);
    expect(text).toContain('4 prompts in 5 releases: 1 changed, 1 newly released, 1 taken off, 1 moved and back');
    expect(text).toContain('## moved: v1 → v2');
    expect(text).toContain('```diff\n-first words of moved\n+second words of moved\n```');
    expect(text).toContain('## off: v1 → no version');
    expect(text).not.toContain('still');
  });

  test('is written as one HTML page without a script or an address', async () => {
    const registry = aWeek();
    const text = await written(registry, htmlReport);
    expect(text).toContain('<h2>moved <span class="way">v1 → v2</span></h2>');
    expect(text).toContain('<div class="del"><span class="sign">-</span><del>first</del> words of moved</div>');
    expect(text).not.toMatch(/<script|https?:|url\(|@import/);
    expect(reportFileName(readReport(registry, WEEK), htmlReport)).toMatch(
      /^production 2026-11-1\d to 2026-11-2\d\.html$/,
    );
  });

  test('says so where nothing did', async () => {
    const registry = newWorkspace();
    expect(await written(registry, markdownReport)).toContain('No release moved “production” in this time.');
    expect(await written(registry, htmlReport)).toContain('No release moved “production” in this time.');
  });
});

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style><svg/onload=alert(1)>',
  '--></div></main><h1>gone</h1>',
  '[click](javascript:alert(1)) ![x](http://evil.example/a.png)',
  '```\n</pre>\n# heading\n````',
  '| a | b |\n|---|---|\n<https://evil.example>',
  '\u2028\u0000\u202e&amp;&#60;b&#62;\r# heading',
];

/** Every tag that a report is made of. */
const OWN_TAGS = new Set(
  '!doctype b body caption del div figcaption figure footer h1 h2 head header html ins li main meta p section span style table tbody td th thead title tr ul'.split(
    ' ',
  ),
);

describe('hostile words', () => {
  test.each(HOSTILE)('stay text in HTML: %j', async (words) => {
    const text = await written(saying(words), htmlReport);
    const tags = new Set([...text.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map((match) => match[1]!.toLowerCase()));
    expect([...tags].filter((tag) => !OWN_TAGS.has(tag))).toEqual([]);
  });

  test.each(HOSTILE)('stay text in Markdown: %j', async (words) => {
    const outside = proseOf(await written(saying(words), markdownReport));
    expect(outside.filter((line) => line.startsWith('#')).length).toBe(2);
    expect(outside.join('\n')).not.toMatch(/(?<!\\)[<[`|]/);
  });

  test('never turn into markup, whatever they are', async () => {
    const words = fc
      .array(
        fc.oneof(fc.constantFrom('<', '>', '&', '"', "'", '`', '\n', '\r', '[', '](', '#', '\\', '~~~'), fc.string()),
      )
      .map((parts) => `${parts.join('')}x`.toWellFormed());
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        const registry = saying(text);
        try {
          const html = await written(registry, htmlReport);
          const plain = await written(saying('x'), htmlReport);
          expect(count(html, '<h2')).toBe(count(plain, '<h2'));
          expect(count(html, '<li')).toBe(count(plain, '<li'));
          const outside = proseOf(await written(registry, markdownReport));
          expect(outside.filter((line) => line.startsWith('#')).length).toBe(2);
        } finally {
          registry.close();
        }
      }),
      { numRuns: 15 },
    );
  });
});

/** A workspace where everything that a person can write says `words`, as far as it may. */
function saying(words: string): Registry {
  const registry = newWorkspace({ author: words.slice(0, 100).toWellFormed().trim() || 'x' });
  const name =
    words
      .replaceAll(/[@\\/\s\p{C}\u2028\u2029\ufffd]+/gu, ' ')
      .trim()
      .slice(0, 50)
      .toWellFormed()
      .trim() || 'x';
  const prompt = labelled(registry, `a ${name}`, `${words} first`, `second ${words}`);
  prompt.move('production', 1, words);
  prompt.move('production', 2, words);
  return registry;
}

/** The lines of a Markdown text that do not stand in a fence. */
function proseOf(text: string): string[] {
  let fence: string | null = null;
  return text.split(/\r\n|\n|\r/).filter((line) => {
    const mark = /^(`{3,})(diff)?$/.exec(line)?.[1];
    if (fence === null && mark !== undefined) {
      fence = mark;
      return false;
    }
    if (fence !== null && mark !== undefined && mark.length >= fence.length) {
      fence = null;
      return false;
    }
    return fence === null;
  });
}

async function written(registry: Registry, writer: ReportWriter): Promise<string> {
  const report = readReport(registry, { label: 'production', since: 0, until: registry.now() + DAY });
  const week =
    registry.now() < Date.UTC(2026, 10, 30) && report.prompts.length > 1 ? readReport(registry, WEEK) : report;
  const pieces: string[] = [];
  for await (const piece of reportPieces(registry, week, writer)) pieces.push(piece);
  return pieces.join('');
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
