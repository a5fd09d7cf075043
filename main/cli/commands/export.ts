import { relative } from 'node:path';
import type { ExportFormat } from '../../../shared/interchange.ts';
import { nameKey } from '../../../shared/names.ts';
import { Refused } from '../../../shared/reply.ts';
import { FORMATS } from '../../interchange/formats.ts';
import { runExport } from '../../interchange/run-export.ts';
import { promptRows } from '../../registry/prompt-queries.ts';
import type { Registry } from '../../registry/registry.ts';
import { note, print, printJson, progressLine } from '../output.ts';
import type { Session } from '../session.ts';
import { noteWarnings, warningsOf } from '../warnings.ts';
import { counted } from '../words.ts';
import { writeExport } from '../write-export.ts';

type Options = { format?: ExportFormat; label?: string };

export async function exportPrompts(
  session: Session,
  [path, prefix]: [string, string?],
  options: Options,
): Promise<void> {
  const format = options.format ?? formatOf(path);
  const registry = session.open();
  const promptIds = prefix === undefined ? null : promptsUnder(registry, prefix);
  const progress = progressLine((done, total) => `Exporting prompt ${done} of ${total}…`);
  try {
    const { files, report } = runExport(registry, { format, promptIds, label: options.label }, progress.step);
    progress.end();
    const written = await writeExport(path, files);
    const { prompts, versions } = report;
    const told = `Wrote ${counted(prompts, 'prompt')} (${counted(versions, 'version')})`;
    if (path === '-') note(`${told}.`);
    else if (session.json) return printJson({ prompts, versions, files: written, warnings: warningsOf(report) });
    else print(`${told}: ${placeOf(written, path)}`);
    noteWarnings(report);
  } finally {
    progress.end();
  }
}

function placeOf(written: string[], path: string): string {
  return written.length === 1 ? relative('', written[0]!) : `${counted(written.length, 'file')} in ${path}`;
}

/** The format whose ending `path` has. Several formats end in .json; Galley's own is the first of them. */
function formatOf(path: string): ExportFormat {
  const found = FORMATS.filter((format) => format.endings.some((ending) => path.toLowerCase().endsWith(ending)));
  const chosen = found.find(({ name }) => name === 'galley') ?? found[0];
  if (chosen) return chosen.name;
  const names = FORMATS.map(({ name }) => name).join(', ');
  throw new Refused(
    'usage',
    `The ending of ${path} does not say which format to write; choose one with --format: ${names}.`,
  );
}

/** The prompt of that very name, else all whose names begin so. */
function promptsUnder(registry: Registry, prefix: string): string[] {
  const rows = promptRows(registry).filter((row) => !row.archived);
  const key = nameKey(prefix);
  const exact = rows.find((row) => nameKey(row.name) === key);
  const found = exact ? [exact] : rows.filter((row) => nameKey(row.name).startsWith(key));
  if (found.length === 0) throw new Refused('nothing-to-export', `No prompt’s name begins with “${prefix}”.`);
  return found.map((row) => row.id);
}
