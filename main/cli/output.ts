import { stripVTControlCharacters, styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Text for people or programs, on stdout. A line break is put at the end where there is none. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** What is said beside the answer: refusals, warnings, hints. On stderr, so that stdout holds the answer alone. */
export function note(text: string): void {
  process.stderr.write(`${visible(text)}\n`);
}

/** `text` in a style where stdout is a terminal that wants it: NO_COLOR and FORCE_COLOR are heeded. */
export function paint(style: Style, text: string): string {
  return text === '' ? '' : styleText(style, text, { stream: process.stdout });
}

export function isColoured(): boolean {
  return paint('bold', 'x') !== 'x';
}

/** Rows with their columns aligned, two spaces apart. A cell wider than `WIDEST` sticks out instead of pushing all others. */
export function columns(rows: string[][]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, Math.min(WIDEST, widthOf(cell)))));
  const line = (row: string[]) =>
    row.map((cell, at) => cell + ' '.repeat(Math.max(0, widths[at]! - widthOf(cell)))).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

const WIDEST = 60;

const WIDE = /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

/** Terminal columns: Han, kana, Hangul and emoji take two. */
function widthOf(cell: string): number {
  const text = stripVTControlCharacters(cell);
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** What somebody wrote, on one line. */
export function oneLine(text: string): string {
  return visible(text.replaceAll(/\s+/g, ' ').trim());
}

/** What somebody wrote, as it stands. A terminal gets no control characters but tabs and line breaks: text is no command. */
export function written(text: string): string {
  return process.stdout.isTTY ? visible(text) : text;
}

function visible(text: string): string {
  // oxlint-disable-next-line no-control-regex -- finding control characters is the point
  return text.replaceAll(/\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd');
}

/** Shows on a terminal how far a long work has come; elsewhere nothing. `end` clears the line. */
export function progressLine(words: (done: number, total?: number) => string): {
  step: (done: number, total?: number) => void;
  end: () => void;
} {
  let shownAt = 0;
  if (!process.stderr.isTTY) return { step: () => undefined, end: () => undefined };
  return {
    step(done, total) {
      const now = performance.now();
      if (now - shownAt < 100) return;
      shownAt = now;
      process.stderr.write(`\r\u001b[K${words(done, total)}`);
    },
    end() {
      if (shownAt > 0) process.stderr.write('\r\u001b[K');
      shownAt = 0;
    },
  };
}
