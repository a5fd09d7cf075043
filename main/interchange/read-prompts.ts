import type { CarriedPrompt, ColumnMapping, ImportFormat, Loss } from '../../shared/interchange.ts';
import { Refused } from '../../shared/reply.ts';
import type { Format } from './format.ts';
import { detectFormat, formatNamed } from './formats.ts';
import type { OpenedSource } from './source-file.ts';

/** The prompts in `files`, each file read in `format`, or by its own kind where none is given. Throws `Refused` where a
 *  file cannot be read at all; one of many whose kind is unknown is reported and passed over. */
export function* readPrompts(
  files: OpenedSource[],
  format: ImportFormat | null,
  mapping: ColumnMapping | null,
  lose: (loss: Loss) => void,
): Iterable<CarriedPrompt> {
  const siblings = new Map(files.map((file) => [file.path, file]));
  for (const file of files) {
    const reader = format === null ? detected(file) : formatNamed(format);
    if (reader) for (const prompt of reader.read(file, { lose, mapping, siblings })) yield { ...prompt, file: prompt.file ?? file.path };
    else if (files.length === 1) throw unknownFormat(file.path);
    else lose({ severity: 'error', file: file.path, text: 'Galley does not know this kind of file; it was passed over.' });
  }
}

/** What kind of file this is; null where no format knows it. */
export function detected(file: OpenedSource): Format | null {
  return detectFormat({ path: file.path, start: file.start() });
}

export function unknownFormat(path: string): Refused {
  return new Refused('unknown-format', `Galley cannot tell what kind of file ${path} is. Choose its format.`);
}
