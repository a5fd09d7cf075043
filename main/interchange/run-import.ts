import type { ImportFormat, ImportOptions, InspectedSource, LossReport } from '../../shared/interchange.ts';
import { nameProblem } from '../../shared/names.ts';
import { Refused } from '../../shared/reply.ts';
import { textOf } from '../../shared/content.ts';
import type { Registry } from '../registry/registry.ts';
import { applyPrepared } from './apply-import.ts';
import { formatNamed } from './formats.ts';
import { LossList } from './loss-list.ts';
import { preparedFiles } from './prepared-files.ts';
import { detected, readPrompts, unknownFormat } from './read-prompts.ts';
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
  const prompts = preparedFiles(files, format, options.mapping, losses.add.bind(losses));
  return applyPrepared(registry, prompts, losses, { folder: options.folder, onProgress });
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
  for (const prompt of readPrompts(files, chosen.name, mapping, () => undefined)) {
    const head = prompt.versions.at(-1);
    sample.push({ name: prompt.name, text: head ? textOf(head.content).slice(0, 500) : '' });
    if (sample.length === 5) break;
  }
  return { format: chosen.name, columns, mapping, sample };
}
