import type { ImportFormat } from '../../shared/interchange.ts';

type FormatText = {
  title: string;
  /** What an export writes, in one line. */
  written: string;
  /** Holds the whole history, rather than one version of each prompt. */
  everyVersion: boolean;
};

/** The interchange formats as people know them, in the order they are offered. */
export const FORMATS: Record<ImportFormat, FormatText> = {
  galley: {
    title: 'Galley JSON',
    written: 'One file that holds everything: every version, message, label and tag.',
    everyVersion: true,
  },
  dotprompt: {
    title: 'dotprompt (.prompt)',
    written: 'A .prompt file for each prompt, with its settings above the text.',
    everyVersion: false,
  },
  prompty: { title: 'Prompty (.prompty)', written: 'A .prompty file for each prompt.', everyVersion: false },
  langfuse: { title: 'Langfuse JSON', written: 'Prompts as Langfuse’s API gives and takes them.', everyVersion: true },
  csv: { title: 'CSV', written: 'A table with a row for each prompt.', everyVersion: false },
  jsonl: { title: 'JSON Lines', written: 'A line of JSON for each version, oldest first.', everyVersion: true },
  text: { title: 'Plain text and Markdown', written: 'A text file for each prompt, in folders.', everyVersion: false },
};

export const FORMAT_ORDER = Object.keys(FORMATS) as ImportFormat[];
