import type { CarriedPrompt, ColumnMapping, ImportFormat, InspectedSource, Loss } from '../../shared/interchange.ts';

/** A file on its way in. `path` is relative to what the person chose, with slashes; `text()` is checked UTF-8 and throws
 *  `Refused('invalid-utf8', …)` with the file and the byte where it is not. A byte order mark is left out. */
export interface SourceFile {
  readonly path: string;
  readonly size: number;
  text(): string;
}

export interface ReadContext {
  /** Reports something that could not be carried. Severity `error` means that the item is skipped; under `strict` it
   *  ends the import. */
  lose(loss: Loss): void;
  mapping: ColumnMapping | null;
  /** Other files of the same import, by path: partials, referenced schemas. */
  siblings: ReadonlyMap<string, SourceFile>;
}

export interface WriteContext {
  lose(loss: Loss): void;
}

/** A file on its way out; several are zipped together, or written into a folder by the command line. */
export type WrittenFile = { path: string; bytes: Uint8Array };

/** An interchange format: one file each in this folder, listed in `formats.ts`. */
export interface Format {
  readonly name: ImportFormat;
  /** What people see: `CSV`, `Galley JSON`. */
  readonly title: string;
  /** File name endings this format answers to, with the dot, most specific first. */
  readonly endings: readonly string[];
  /** Whether `write` carries whole histories and archived prompts; else it is given one version a prompt. */
  readonly carriesHistory: boolean;
  /** How sure this format is that the file is its own: 0 not at all, 1 by its ending, 2 by what is in it. `start` is
   *  the first 64 KiB. */
  detect(file: { path: string; start: string }): 0 | 1 | 2;
  /** Columns and the guessed mapping; only formats with columns have it. */
  inspect?(file: SourceFile): Pick<InspectedSource, 'columns' | 'mapping'>;
  /** The prompts in `file`, each with its versions in order. Throws `Refused` where the file as a whole cannot be read;
   *  a bad item is reported and passed over. */
  read(file: SourceFile, context: ReadContext): Iterable<CarriedPrompt>;
  /** The files that carry `prompts`. What cannot be carried is reported. */
  write(prompts: Iterable<CarriedPrompt>, context: WriteContext): Iterable<WrittenFile>;
}
