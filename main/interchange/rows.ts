import type { Message } from '../../shared/content.ts';
import type { CarriedPrompt, CarriedVersion, ColumnMapping } from '../../shared/interchange.ts';
import { baseName, MAX_NAME_LENGTH, nameFrom } from '../../shared/names.ts';
import type { ReadContext } from './format.ts';
import { readDate, readMessages, readName, readTags, reportAt, type Report } from './reading.ts';
import { guessFormat } from './template-guess.ts';
import { wordsOf } from './columns.ts';

/** One record of a table: a row of CSV or a line of JSONL. */
export interface Row {
  /** From 1, where the record begins. */
  line: number;
  /** From 1, counting records. */
  number: number;
  /** '' where there is none. */
  text(column: string): string;
  /** The texts of a list; undefined where the cell is not one. */
  list(column: string): string[] | undefined;
  /** Messages the record gives as a list of its own. */
  messages?: Message[];
}

/** A version and the prompt it belongs to. */
export type ReadRow = { name: string; tags: string[]; version: CarriedVersion; revision: number | null };

/** What `row` says by `mapping`; null, after a report with its line, where it says no prompt. `paths`: slashes in names
 *  make folders. */
export function readRow(
  row: Row,
  mapping: ColumnMapping,
  file: string,
  context: ReadContext,
  paths: boolean,
): ReadRow | null {
  const cell = (column: string | null) => (column === null ? '' : row.text(column));
  const name = readRowName(row, mapping, file, reportAt(context, { file, line: row.line }), paths);
  if (name === null) return null;
  const report = reportAt(context, { file, line: row.line, prompt: name });
  const messages =
    row.messages ??
    mapping.messages.flatMap(({ column, role }) => (row.text(column) === '' ? [] : [{ role, text: row.text(column) }]));
  const { format, why } = guessFormat(messages.map((message) => message.text));
  const content = readMessages(messages, format, report);
  if (content === null) return null;
  if (why !== null) report.note(why);
  const version: CarriedVersion = { content, message: cell(mapping.message).trim(), line: row.line };
  const author = cell(mapping.author).trim();
  if (author !== '') version.author = author;
  const committedAt = readDate(cell(mapping.committedAt), report);
  if (committedAt !== undefined) version.committedAt = committedAt;
  const revision = cell(mapping.revision).trim().replace(/^v/i, '');
  return {
    name,
    tags: readTags(
      mapping.tags.flatMap((column) => tagTexts(row, column)),
      report,
    ),
    version,
    revision: revision !== '' && Number.isFinite(Number(revision)) ? Number(revision) : null,
  };
}

/** The name of the prompt that `row` belongs to; null, after a report, where it cannot be named. */
export function readRowName(
  row: Row,
  mapping: ColumnMapping,
  file: string,
  report: Report,
  paths: boolean,
): string | null {
  const fileName = baseName(file).replace(/\.[^.]*$/, '');
  const raw = mapping.name === null ? `${nameFrom(fileName)} ${row.number}` : row.text(mapping.name);
  const own = readName(raw, report, paths);
  const folderText = mapping.folder === null ? '' : row.text(mapping.folder).trim();
  if (own === null || folderText === '') return own;
  const folder = readName(folderText, report, true);
  if (folder === null) return null;
  const name = `${folder}/${own}`;
  if (name.length <= MAX_NAME_LENGTH) return name;
  report.skip(`With its folder, the name has ${name.length} characters; Galley allows ${MAX_NAME_LENGTH}.`);
  return null;
}

/** The prompt of one name from its rows, oldest version first: by revision where each row names one. */
export function promptOf(rows: readonly ReadRow[], file: string): CarriedPrompt {
  const numbered = rows.every((row) => row.revision !== null);
  const ordered = numbered ? rows.toSorted((a, b) => (a.revision ?? 0) - (b.revision ?? 0)) : rows;
  const [first] = rows;
  if (!first) throw new Error('a prompt needs a row');
  return {
    name: first.name,
    tags: ordered.at(-1)?.tags ?? [],
    versions: ordered.map((row) => row.version),
    labels: {},
    file,
    line: first.version.line,
  };
}

/** What a cell says as tags. A yes-or-no column is a tag by its own name where it says yes; words in capitals, as
 *  in a `type` column, become small letters; a column called tags is taken as it is. */
function tagTexts(row: Row, column: string): string[] {
  const list = row.list(column);
  if (list) return list;
  const text = row.text(column);
  const words = wordsOf(column);
  if (/^(?:tags?|keywords|topics|labels?)$/.test(words)) return text.split(/[,;\n]/);
  if (/^(?:true|yes|1)$/i.test(text.trim())) return [words.replaceAll(' ', '-')];
  if (/^(?:false|no|0)$/i.test(text.trim())) return [];
  return text.split(/[,;\n]/).map((tag) => (tag === tag.toUpperCase() ? tag.toLowerCase() : tag));
}
