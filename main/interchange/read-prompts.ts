import type { CarriedPrompt, ColumnMapping, ImportFormat, Loss } from '../../shared/interchange.ts';
import { Refused } from '../../shared/reply.ts';
import type { Format } from './format.ts';
import { detectFormat, formatNamed } from './formats.ts';
import type { OpenedSource } from './source-file.ts';

/** The prompts in `files`, each file read in `format`, or by its own kind where none is given. Throws `Refused` where the
 *  only file cannot be read; one of many that cannot be read, or whose kind is unknown, is reported and passed over. */
export function* readPrompts(
  files: OpenedSource[],
  format: ImportFormat | null,
  mapping: ColumnMapping | null,
  lose: (loss: Loss) => void,
): Iterable<CarriedPrompt> {
  const siblings = new Map(files.map((file) => [file.path, file]));
  for (const file of files) {
    try {
      const reader = format === null ? knownFormat(file) : formatNamed(format);
      for (const prompt of reader.read(file, { lose, mapping, siblings })) {
        yield { ...prompt, file: prompt.file ?? file.path };
      }
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.code === 'strict' || files.length === 1) throw error;
      lose({ severity: 'error', file: file.path, text: error.message });
    }
  }
}

function knownFormat(file: OpenedSource): Format {
  const format = detected(file);
  if (!format) throw unknownFormat(file.path);
  return format;
}

/** What kind of file this is; null where no format knows it. */
export function detected(file: OpenedSource): Format | null {
  return detectFormat({ path: file.path, start: file.start() });
}

export function unknownFormat(path: string): Refused {
  return new Refused('unknown-format', `Galley cannot tell what kind of file ${path} is. Choose its format.`);
}
