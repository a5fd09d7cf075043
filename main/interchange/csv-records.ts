import Papa from 'papaparse';
import { Refused } from '../../shared/reply.ts';

/** One record of a CSV text, from line `line` to line `lastLine`, from 1. `malformed`: a quotation mark within a quoted
 *  cell is not doubled, so the record goes on to the next place where a cell could end. */
export type CsvRecord = { cells: string[]; line: number; lastLine: number; malformed: boolean };

const DELIMITERS = [',', ';', '\t'] as const;
const BATCH = 200;

/** The records of `text` as it is read, blank ones left out. Cells are exact, whatever the line ends.
 *  Throws `Refused('csv-quote')` where a quotation mark is never closed. */
export function* readRecords(text: string, path: string): Generator<CsvRecord> {
  const config = { delimiter: delimiterOf(text), newline: newlineOf(text), fastMode: false, preview: BATCH } as const;
  let offset = 0;
  let line = 1;
  while (offset < text.length) {
    const start = offset;
    // Papa drops a byte order mark wherever it is given a text, without counting it.
    const dropped = text[start] === '\ufeff' ? 1 : 0;
    const batch: CsvRecord[] = [];
    Papa.parse<string[]>(text.slice(start), {
      ...config,
      step: ({ data, errors, meta }) => {
        const end = start + dropped + meta.cursor;
        const unclosed = errors.find((error) => error.code === 'MissingQuotes');
        if (unclosed) refuseUnclosed(line + lineEndsIn(text, offset, start + dropped + (unclosed.index ?? 0)), path);
        const next = line + lineEndsIn(text, offset, end);
        const lastLine = text[end - 1] === '\n' ? next - 1 : next;
        batch.push({ cells: withoutReturn(data, text, end), line, lastLine, malformed: errors.length > 0 });
        line = next;
        offset = end;
      },
    });
    if (offset === start) throw new Error(`the CSV parser stands still at ${start}`);
    for (const record of batch) if (record.cells.some((cell) => cell.trim() !== '')) yield record;
  }
}

/** What separates the cells of the first line: the likeliest of comma, semicolon and tab. */
function delimiterOf(text: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  for (const character of text.slice(0, 100_000)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function newlineOf(text: string): '\n' | '\r' {
  return !text.includes('\n') && text.includes('\r') ? '\r' : '\n';
}

/** Lines may end in CR LF or LF, even in one file, so records are split at LF; the CR that ended a line is not part of
 *  its last cell, but one within quotation marks is. */
function withoutReturn(cells: string[], text: string, end: number): string[] {
  const last = cells.at(-1);
  if (last === undefined || !last.endsWith('\r')) return cells;
  const from = end - last.length - 1;
  // Behind a quotation mark stands the end of the line alone: the cell, quoted, happens to end like it.
  if (!text.startsWith(`${last}\n`, from) || text[from - 1] === '"') return cells;
  return [...cells.slice(0, -1), last.slice(0, -1)];
}

function lineEndsIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function refuseUnclosed(line: number, path: string): never {
  throw new Refused('csv-quote', `The quotation mark that opens at line ${line} of ${path} is never closed.`);
}
