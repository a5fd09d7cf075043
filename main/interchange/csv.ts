import Papa from 'papaparse';
import { ROLES, type Role } from '../../shared/content.ts';
import type { CarriedPrompt, ColumnMapping } from '../../shared/interchange.ts';
import { baseName, folderOf } from '../../shared/names.ts';
import { Refused } from '../../shared/reply.ts';
import { guessMapping, mappingFor, nameColumns, type Column } from './columns.ts';
import { readRecords, type CsvRecord } from './csv-records.ts';
import type { Format, ReadContext, SourceFile, WriteContext, WrittenFile } from './format.ts';
import { reportAt, uniqueNames } from './reading.ts';
import { promptOf, readRow, type ReadRow, type Row } from './rows.ts';
import { guessFormat } from './template-guess.ts';
import { newestOf, reportFor } from './writing.ts';

const TITLE = 'CSV';
const FILE = 'prompts.csv';
const MAX_COLUMNS = 1_000;

/** A table with a header: a prompt per row, or a version per row where a column holds its revision. */
export const csv: Format = {
  name: 'csv',
  title: TITLE,
  endings: ['.csv', '.tsv'],
  carriesHistory: false,
  detect: ({ path }) => (/\.[ct]sv$/i.test(path) ? 1 : 0),
  inspect(file) {
    const { columns } = openTable(file);
    return { columns, mapping: guessMapping(columns) };
  },
  read: readCsv,
  write: writeCsv,
};

function* readCsv(file: SourceFile, context: ReadContext): Generator<CarriedPrompt> {
  const { columns, rows } = openTable(file, context);
  const mapping = mappingFor(context.mapping, columns, file.path);
  if (mapping.revision === null) yield* oneByOne(rows, mapping, file.path, context);
  else yield* byName(rows, mapping, file.path, context);
}

function* oneByOne(
  rows: Iterable<Row>,
  mapping: ColumnMapping,
  file: string,
  context: ReadContext,
): Generator<CarriedPrompt> {
  const unique = uniqueNames();
  for (const row of rows) {
    const read = readRow(row, mapping, file, context, false);
    if (read === null) continue;
    const name = unique(read.name, reportAt(context, { file, line: row.line, prompt: read.name }));
    yield promptOf([{ ...read, name }], file);
  }
}

/** Rows of one name need not stand together, so all are read before the first prompt is given. */
function* byName(
  rows: Iterable<Row>,
  mapping: ColumnMapping,
  file: string,
  context: ReadContext,
): Generator<CarriedPrompt> {
  const prompts = new Map<string, ReadRow[]>();
  for (const row of rows) {
    const read = readRow(row, mapping, file, context, false);
    if (read === null) continue;
    const versions = prompts.get(read.name);
    if (versions) versions.push(read);
    else prompts.set(read.name, [read]);
  }
  for (const versions of prompts.values()) yield promptOf(versions, file);
}

/** The columns, each with a sample, and the rows below. Without `context` bad rows are passed over in silence. */
function openTable(file: SourceFile, context?: ReadContext): { columns: Column[]; rows: Iterable<Row> } {
  const text = file.text();
  const first: CsvRecord[] = [];
  for (const record of readRecords(text, file.path)) if (first.push(record) > 20) break;
  const header = first[0]?.cells ?? [];
  if (header.length > MAX_COLUMNS) {
    const [count, most] = [header.length.toLocaleString('en'), MAX_COLUMNS.toLocaleString('en')];
    throw new Refused('csv-columns', `${file.path} has ${count} columns; Galley reads at most ${most}.`);
  }
  const names = nameColumns(header);
  const columns = names.map((name, index) => {
    const sample = first.slice(1).find((record) => (record.cells[index] ?? '').trim() !== '')?.cells[index] ?? '';
    return { name, sample: sample.slice(0, 200).toWellFormed() };
  });
  return { columns, rows: rowsOf(text, names, file.path, context) };
}

function* rowsOf(text: string, names: string[], file: string, context?: ReadContext): Generator<Row> {
  const places = new Map(names.map((name, index) => [name, index]));
  let number = -1; // the header is the first record
  for (const { cells, line, lastLine, malformed } of readRecords(text, file)) {
    number++;
    if (number === 0) continue;
    const skip = (why: string) => context?.lose({ severity: 'error', file, line, text: why });
    const skipped = lastLine === line ? 'this line was' : `lines ${line} to ${lastLine} were`;
    if (malformed) skip(`A quotation mark within a quoted cell is not doubled, so ${skipped} skipped.`);
    else if (cells.length !== names.length)
      skip(
        `This row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} where the header has ${names.length}.`,
      );
    else yield { line, number, text: (column) => cells[places.get(column) ?? -1] ?? '', list: () => undefined };
  }
}

/** One row per prompt with its newest version. Each message has a column called by its role; a role that stands again
 *  has another (`user 2`), so that the order of columns is the order of messages. */
function* writeCsv(prompts: Iterable<CarriedPrompt>, context: WriteContext): Generator<WrittenFile> {
  const roles: Role[] = ['system', 'developer', 'user', 'assistant', 'tool'];
  const rows: { facts: string[]; texts: string[] }[] = [];
  for (const prompt of prompts) {
    const report = reportFor(prompt, FILE, context);
    const version = newestOf(prompt, TITLE, { history: true, tags: true }, report);
    if (version === null) continue;
    const { format, messages } = version.content;
    for (const what of unfitIn(messages)) report.loss(`CSV leaves ${what} behind.`);
    const kept = messages.filter((message) => message.role !== 'placeholder' && message.text !== '');
    if (guessFormat(kept.map((message) => message.text)).format !== format)
      report.loss(`CSV does not say that the template format is ${format}.`);
    for (const tag of prompt.tags.filter((tag) => tag.includes(';')))
      report.loss(`CSV splits the tag “${tag}” at its semicolon.`);
    const { message, author, committedAt } = version;
    const date = committedAt === undefined ? '' : new Date(committedAt).toISOString();
    const facts = [
      baseName(prompt.name),
      folderOf(prompt.name),
      prompt.tags.join(', '),
      message.trim(),
      author ?? '',
      date,
    ];
    rows.push({ facts, texts: placeTexts(kept, roles) });
  }
  const used = roles.map((_, index) => rows.some((row) => (row.texts[index] ?? '') !== ''));
  const header = [
    'name',
    'folder',
    'tags',
    'commit message',
    'author',
    'committed at',
    ...columnNames(roles.filter((_, n) => used[n])),
  ];
  const lines = rows.map((row) => [...row.facts, ...roles.map((_, n) => row.texts[n] ?? '').filter((_, n) => used[n])]);
  const text = Papa.unparse([header, ...lines], { newline: '\r\n' });
  yield { path: FILE, bytes: new TextEncoder().encode(`${text}\r\n`) };
}

function unfitIn(messages: readonly { role: Role; text: string }[]): string[] {
  const unfit = messages
    .filter(({ role }) => role === 'placeholder')
    .map(({ text }) => `the place of the messages “${text}”`);
  if (messages.some(({ role, text }) => role !== 'placeholder' && text === '')) unfit.push('an empty message');
  // Read again, such a row is an empty prompt and is passed over.
  if (messages.every(({ role, text }) => role === 'placeholder' || text.trim() === ''))
    unfit.push('a prompt of nothing but white space');
  return unfit;
}

/** Each message's text in the next column of its role; columns are added to `roles` at the end where none is left. */
function placeTexts(messages: readonly { role: Role; text: string }[], roles: Role[]): string[] {
  const texts: string[] = [];
  let next = 0;
  for (const { role, text } of messages) {
    let column = roles.indexOf(role, next);
    if (column === -1) column = roles.push(role) - 1;
    texts[column] = text;
    next = column + 1;
  }
  return texts;
}

function columnNames(roles: readonly Role[]): string[] {
  const counts = new Map<Role, number>(ROLES.map((role) => [role, 0]));
  return roles.map((role) => {
    const count = (counts.get(role) ?? 0) + 1;
    counts.set(role, count);
    return count === 1 ? role : `${role} ${count}`;
  });
}
