import type { ImportFormat } from '../../shared/interchange.ts';
import { Refused } from '../../shared/reply.ts';
import { csv } from './csv.ts';
import { dotprompt } from './dotprompt.ts';
import type { Format } from './format.ts';
import { galleyJson } from './galley-json.ts';
import { jsonl } from './jsonl.ts';
import { langfuse } from './langfuse.ts';
import { prompty } from './prompty.ts';
import { text } from './text.ts';

/** Every interchange format, most telling first: of two that are equally sure of a file, the first takes it. */
export const FORMATS: readonly Format[] = [galleyJson, langfuse, csv, jsonl, dotprompt, prompty, text];

/** The format that is surest that the file is its own; null where none knows it. `start` is its first 64 KiB. */
export function detectFormat(file: { path: string; start: string }): Format | null {
  const sure = FORMATS.map((format) => ({ format, certainty: format.detect(file) }));
  const best = sure.reduce((best, next) => (next.certainty > best.certainty ? next : best));
  return best.certainty === 0 ? null : best.format;
}

export function formatNamed(name: ImportFormat): Format {
  const format = FORMATS.find((format) => format.name === name);
  if (!format) throw new Refused('unknown-format', `Galley has no format called “${name}”.`);
  return format;
}
