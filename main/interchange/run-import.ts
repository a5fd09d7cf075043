import type { CarriedPrompt, ColumnMapping, ImportFormat, ImportOptions, InspectedSource, LossReport } from '../../shared/interchange.ts';
import { nameProblem } from '../../shared/names.ts';
import { Refused } from '../../shared/reply.ts';
import { textOf } from '../../shared/content.ts';
import type { Registry } from '../registry/registry.ts';
import { applyImport } from './apply-import.ts';
import type { Format } from './format.ts';
import { detectFormat, formatNamed } from './formats.ts';
import { LossList } from './loss-list.ts';
import type { OpenedSource } from './source-file.ts';

/** Reads `files` in `format` (each by its own where none is given) and adds what they carry: all or nothing.
 *  Throws `Refused` where a file cannot be read, or, under `strict`, where anything had to be skipped. */
export function runImport(
  registry: Registry,
  files: OpenedSource[],
  format: ImportFormat | null,
  options: ImportOptions,
  onProgress?: (prompts: number) => void,
): LossReport {
  const problem = options.folder === '' ? null : nameProblem(options.folder);
  if (problem) throw new Refused('bad-folder', `The folder “${options.folder}” cannot be used: ${problem}`);
  const losses = new LossList(options.strict);
  const prompts = readPrompts(files, format, options.mapping, losses);
  return applyImport(registry, prompts, losses, { folder: options.folder, onProgress });
}

/** What `files` would bring in: their format, columns where it has them, and the first few prompts. */
export function inspectFiles(files: OpenedSource[], format: ImportFormat | null): InspectedSource {
  const first = files[0];
  if (!first) throw new Refused('no-files', 'There is no file here that Galley can import.');
  // In a folder of many kinds the first known file speaks for the rest.
  const chosen = format === null ? files.map(detected).find((one) => one !== null) : formatNamed(format);
  if (!chosen) throw unknownFormat(first.path);
  const { columns, mapping } = chosen.inspect?.(first) ?? { columns: [], mapping: null };
  const sample: InspectedSource['sample'] = [];
  for (const prompt of readPrompts(files, chosen.name, mapping, new LossList(false))) {
    const head = prompt.versions.at(-1);
    sample.push({ name: prompt.name, text: head ? textOf(head.content).slice(0, 500) : '' });
    if (sample.length === 5) break;
  }
  return { format: chosen.name, columns, mapping, sample };
}

function* readPrompts(
  files: OpenedSource[],
  format: ImportFormat | null,
  mapping: ColumnMapping | null,
  losses: LossList,
): Iterable<CarriedPrompt> {
  const siblings = new Map(files.map((file) => [file.path, file]));
  const context = { lose: losses.add.bind(losses), mapping, siblings };
  for (const file of files) {
    const reader = format === null ? detected(file) : formatNamed(format);
    if (reader) for (const prompt of reader.read(file, context)) yield { ...prompt, file: prompt.file ?? file.path };
    else if (files.length === 1) throw unknownFormat(file.path);
    else losses.add({ severity: 'error', file: file.path, text: 'Galley does not know this kind of file; it was passed over.' });
  }
}

function detected(file: OpenedSource): Format | null {
  return detectFormat({ path: file.path, start: file.start() });
}

function unknownFormat(path: string): Refused {
  return new Refused('unknown-format', `Galley cannot tell what kind of file ${path} is. Choose its format.`);
}
