import { z } from 'zod';
import type { SnippetRecord } from './change.ts';
import { Content } from './content.ts';

/** What the import and export dialogs, the command line and the format files share. */
export const FORMAT_NAMES = ['galley', 'csv', 'jsonl', 'dotprompt', 'prompty', 'langfuse', 'text'] as const;
export const ImportFormat = z.enum(FORMAT_NAMES);
export type ImportFormat = z.infer<typeof ImportFormat>;
export const ExportFormat = ImportFormat;
export type ExportFormat = ImportFormat;

/** One thing that could not be carried, was changed on the way, or was skipped. */
export const Loss = z.object({
  severity: z
    .enum(['note', 'loss', 'error'])
    .describe('note: carried in another form; loss: left behind; error: the item was skipped'),
  file: z.string().optional(),
  line: z.number().int().optional(),
  prompt: z.string().optional(),
  text: z.string(),
});
export type Loss = z.infer<typeof Loss>;

/** What an import added or an export wrote. `losses` holds at most `MAX_LOSSES`; `lossCount` counts them all. */
export const LossReport = z.object({
  prompts: z.number(),
  versions: z.number(),
  unchanged: z.number(),
  skipped: z.number(),
  losses: z.array(Loss),
  lossCount: z.number(),
});
export type LossReport = z.infer<typeof LossReport>;
export const MAX_LOSSES = 1_000;

/** Which column holds what, for CSV and JSONL. `vars` columns become input values kept as examples. */
export const ColumnMapping = z.strictObject({
  name: z.string().nullable().default(null),
  messages: z
    .array(z.strictObject({ column: z.string(), role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']) }))
    .default([]),
  folder: z.string().nullable().default(null),
  tags: z.array(z.string()).default([]),
  message: z.string().nullable().default(null),
  author: z.string().nullable().default(null),
  committedAt: z.string().nullable().default(null),
  revision: z.string().nullable().default(null),
});
export type ColumnMapping = z.infer<typeof ColumnMapping>;

export const ImportOptions = z.strictObject({
  strict: z.boolean().default(false),
  folder: z.string().default(''),
  mapping: ColumnMapping.nullable().default(null),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

export const InspectedSource = z.object({
  format: ImportFormat,
  columns: z.array(z.object({ name: z.string(), sample: z.string() })).describe('for CSV and JSONL; empty otherwise'),
  mapping: ColumnMapping.nullable(),
  sample: z
    .array(z.object({ name: z.string(), text: z.string() }))
    .describe('the first few prompts as they would come in'),
});
export type InspectedSource = z.infer<typeof InspectedSource>;

/** One prompt on its way in or out: its versions in order, oldest first. */
export type CarriedPrompt = {
  name: string;
  tags: string[];
  archived?: boolean;
  versions: CarriedVersion[];
  /** Label → index into `versions`. */
  labels: Record<string, number>;
  /** Release records, oldest first; only Galley's own format carries them. */
  releases?: CarriedRelease[];
  file?: string;
  line?: number;
};

/** One label move; `from` and `to` are indexes into `versions`, null where the label was first set or taken off. */
export type CarriedRelease = {
  label: string;
  from: number | null;
  to: number | null;
  reason: string;
  author: string;
  at: number; // milliseconds since 1970
  rollback: boolean;
};

export type CarriedVersion = {
  content: Content;
  message: string;
  author?: string;
  committedAt?: number; // milliseconds since 1970
  /** Indexes into the prompt's versions, each below this one's own; the version before where it is left out. */
  parents?: number[];
  /** What its references meant when it was committed, in the workspace it comes from; only Galley's own format has it. */
  snippets?: SnippetRecord[];
  line?: number;
};
