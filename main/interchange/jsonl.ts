import { canonicalJson } from '../../shared/canonical-json.ts';
import type { CarriedPrompt, ColumnMapping } from '../../shared/interchange.ts';
import { guessMapping, mappingFor, type Column } from './columns.ts';
import type { Format, ReadContext, SourceFile, WriteContext, WrittenFile } from './format.ts';
import { linesOf, rowOf, type JsonRow } from './json-rows.ts';
import { readContent, readDate, readTags, reportAt } from './reading.ts';
import { promptOf, readRow, readRowName, type ReadRow } from './rows.ts';
import { readLabels } from './labels.ts';
import { reportFor } from './writing.ts';

const FILE = 'prompts.jsonl';
const INSPECTED_LINES = 100;

/** An object per line: a prompt, or one of its versions. Lines of one name are versions of it, ordered by `revision` where
 *  each has one. Galley's own lines hold the whole content of a version. */
export const jsonl: Format = {
  name: 'jsonl',
  title: 'JSONL',
  endings: ['.jsonl', '.ndjson'],
  carriesHistory: true,
  detect({ path, start }) {
    if (!/\.(?:jsonl|ndjson)$/i.test(path)) return 0;
    return start.trimStart().startsWith('{') ? 2 : 1;
  },
  inspect(file) {
    const { columns, guess } = inspectText(file.text(), file.path);
    return { columns, mapping: guess };
  },
  read: readJsonl,
  write: writeJsonl,
};

/** Versions of one prompt may stand anywhere, so the file is gone through twice: first for the last line of each name, then
 *  to read. Only prompts whose last line is still ahead are held. */
function* readJsonl(file: SourceFile, context: ReadContext): Generator<CarriedPrompt> {
  const text = file.text();
  const { columns, guess } = inspectText(text, file.path);
  const mapping = context.mapping === null ? guess : mappingFor(context.mapping, columns, file.path);
  const lastLines = new Map<string, number>();
  for (const line of linesOf(text)) {
    const row = rowOf(line, file.path, SILENT);
    const name =
      row && readRowName(row, mappingOf(row, mapping), file.path, reportAt(SILENT, { file: file.path }), true);
    if (name !== null) lastLines.set(name, line.line);
  }
  const open = new Map<string, ReadVersion[]>();
  for (const line of linesOf(text)) {
    const row = rowOf(line, file.path, context);
    if (row === null) continue;
    const read = readVersion(row, mapping, file.path, context);
    const name =
      read?.name ?? readRowName(row, mappingOf(row, mapping), file.path, reportAt(SILENT, { file: file.path }), true);
    if (name === null) continue;
    const versions = open.get(name) ?? [];
    if (read !== null) versions.push(read);
    open.set(name, versions);
    if (lastLines.get(name) !== line.line) continue;
    open.delete(name);
    if (versions.length > 0) yield withFacts(promptOf(versions, file.path), versions, context);
  }
}

const SILENT = { lose: () => {} };

type ReadVersion = ReadRow & { labels: string[]; archived: boolean };

/** Galley's own lines are read by their own names, whatever columns were chosen for the others. */
function mappingOf(row: JsonRow, mapping: ColumnMapping): ColumnMapping {
  return row.content === undefined ? mapping : OWN_COLUMNS;
}

const OWN_COLUMNS: ColumnMapping = {
  name: 'name',
  messages: [],
  folder: null,
  tags: ['tags'],
  message: 'message',
  author: 'author',
  committedAt: 'committedAt',
  revision: 'revision',
};

function readVersion(row: JsonRow, mapping: ColumnMapping, file: string, context: ReadContext): ReadVersion | null {
  if (row.content === undefined) {
    const read = readRow(row, mapping, file, context, true);
    return read && { ...read, labels: [], archived: false };
  }
  const name = readRowName(row, OWN_COLUMNS, file, reportAt(context, { file, line: row.line }), true);
  if (name === null) return null;
  const report = reportAt(context, { file, line: row.line, prompt: name });
  const content = readContent(row.content, report);
  if (content === null) return null;
  const version: ReadRow['version'] = { content, message: row.text('message'), line: row.line };
  if (row.text('author') !== '') version.author = row.text('author');
  const committedAt = readDate(row.text('committedAt'), report);
  if (committedAt !== undefined) version.committedAt = committedAt;
  const revision = Number.parseInt(row.text('revision'), 10);
  return {
    name,
    version,
    tags: readTags(row.list('tags') ?? [], report),
    revision: Number.isNaN(revision) ? null : revision,
    labels: row.list('labels') ?? [],
    archived: row.text('archived') === 'true',
  };
}

function withFacts(prompt: CarriedPrompt, rows: readonly ReadVersion[], context: ReadContext): CarriedPrompt {
  for (const row of rows) {
    const report = reportAt(context, { file: prompt.file ?? '', line: row.version.line, prompt: prompt.name });
    for (const label of readLabels(row.labels, report)) prompt.labels[label] = prompt.versions.indexOf(row.version);
  }
  if (rows.some((row) => row.archived)) prompt.archived = true;
  return prompt;
}

/** The members of the first records that hold texts, and which of them hold what. */
function inspectText(text: string, path: string): { columns: Column[]; guess: ColumnMapping } {
  const samples = new Map<string, string>();
  let structured = false;
  for (const line of linesOf(text)) {
    if (line.number > INSPECTED_LINES) break;
    const row = rowOf(line, path, SILENT);
    structured ||= row?.content !== undefined || row?.messages !== undefined;
    for (const column of row?.columns ?? [])
      if (!samples.get(column)) samples.set(column, (row?.text(column) ?? '').slice(0, 200).toWellFormed());
  }
  const columns = [...samples].map(([name, sample]) => ({ name, sample }));
  return { columns, guess: guessMapping(columns, structured) };
}

/** A line per version, oldest first; what belongs to the prompt stands on its newest. */
function* writeJsonl(prompts: Iterable<CarriedPrompt>, context: WriteContext): Generator<WrittenFile> {
  const chunks: string[] = [];
  for (const prompt of prompts) {
    const report = reportFor(prompt, FILE, context);
    if (prompt.versions.length === 0) report.skip('This prompt has no version yet and was not exported.');
    prompt.versions.forEach((version, index) => {
      const labels = Object.keys(prompt.labels).filter((label) => prompt.labels[label] === index);
      const newest = index === prompt.versions.length - 1;
      const line = {
        name: prompt.name,
        revision: index + 1,
        message: version.message,
        author: version.author,
        committedAt: version.committedAt === undefined ? undefined : new Date(version.committedAt).toISOString(),
        labels: labels.length > 0 ? labels.toSorted() : undefined,
        tags: newest && prompt.tags.length > 0 ? prompt.tags : undefined,
        archived: newest && prompt.archived ? true : undefined,
        content: version.content,
      };
      chunks.push(`${canonicalJson(line)}\n`);
    });
    if (prompt.versions.some((version, index) => version.parents && !follows(version.parents, index)))
      report.loss('JSONL puts the versions in one line; which of them were made from which is left behind.');
    if (prompt.versions.some((version) => version.snippets))
      report.loss('JSONL leaves behind which versions of snippets each version was committed with.');
    if (prompt.releases?.length) report.loss('JSONL leaves the record of earlier label moves behind.');
  }
  yield { path: FILE, bytes: new TextEncoder().encode(chunks.join('')) };
}

/** Whether the only parent is the version before. */
export function follows(parents: readonly number[], index: number): boolean {
  return index === 0 ? parents.length === 0 : parents.length === 1 && parents[0] === index - 1;
}
