import type { Format, ReadContext, WrittenFile } from '../../../main/interchange/format.ts';
import { sourceFrom } from '../../../main/interchange/source-file.ts';
import type { CarriedPrompt, ColumnMapping, Loss } from '../../../shared/interchange.ts';

/** What a format reads from files in memory, with everything it reports. */
export function readAll(
  format: Format,
  files: Record<string, string | Uint8Array>,
  mapping: ColumnMapping | null = null,
): { prompts: CarriedPrompt[]; losses: Loss[] } {
  const losses: Loss[] = [];
  const sources = Object.entries(files).map(([path, text]) =>
    sourceFrom(path, typeof text === 'string' ? new TextEncoder().encode(text) : text),
  );
  const context: ReadContext = {
    lose: (loss) => losses.push(loss),
    mapping,
    siblings: new Map(sources.map((source) => [source.path, source])),
  };
  return { prompts: sources.flatMap((source) => [...format.read(source, context)]), losses };
}

/** What a format writes, with everything it reports. */
export function writeAll(format: Format, prompts: Iterable<CarriedPrompt>): { files: WrittenFile[]; losses: Loss[] } {
  const losses: Loss[] = [];
  return { files: [...format.write(prompts, { lose: (loss) => losses.push(loss) })], losses };
}

/** Written and read again. */
export function roundTrip(
  format: Format,
  prompts: CarriedPrompt[],
): { prompts: CarriedPrompt[]; written: Loss[]; read: Loss[] } {
  const { files, losses: written } = writeAll(format, prompts);
  const { prompts: back, losses: read } = readAll(
    format,
    Object.fromEntries(files.map((file) => [file.path, file.bytes])),
  );
  return { prompts: back, written, read };
}

/** The prompts without the places they were read from. */
export function withoutPlaces(prompts: readonly CarriedPrompt[]): CarriedPrompt[] {
  return prompts.map(({ file: _file, line: _line, ...prompt }) => ({
    ...prompt,
    versions: prompt.versions.map(({ line: _at, ...version }) => version),
  }));
}

/** The prompts that nothing was reported about when they were written. */
export function unreported(prompts: readonly CarriedPrompt[], losses: readonly Loss[]): CarriedPrompt[] {
  const reported = new Set(losses.filter((loss) => loss.severity !== 'note').map((loss) => loss.prompt));
  return prompts.filter((prompt) => !reported.has(prompt.name));
}
