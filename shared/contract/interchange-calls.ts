import { z } from 'zod';
import { Id } from '../ids.ts';
import { ExportFormat, ImportFormat, ImportOptions, InspectedSource } from '../interchange.ts';
import { Done, JobState, Nothing } from './shapes.ts';

export const interchangeCalls = {
  'file.begin': { input: z.strictObject({ name: z.string().max(1_000) }), output: z.object({ fileId: Id }) },
  'file.write': { input: z.strictObject({ fileId: Id, base64: z.base64() }), output: Done },
  'file.read': {
    input: z.strictObject({ fileId: Id, offset: z.number().int().min(0) }),
    output: z.object({ base64: z.string(), end: z.boolean() }),
  },
  'file.drop': { input: z.strictObject({ fileIds: z.array(Id) }), output: Done },
  'import.inspect': {
    input: z.strictObject({ fileIds: z.array(Id).min(1).max(100_000), format: ImportFormat.optional() }),
    output: InspectedSource,
  },
  'import.start': {
    input: z.strictObject({
      fileIds: z.array(Id).min(1).max(100_000),
      format: ImportFormat.optional().describe('each file by its own kind where none is given'),
      options: ImportOptions,
    }),
    output: z.object({ jobId: Id }),
  },
  'export.start': {
    input: z.strictObject({
      format: ExportFormat,
      promptIds: z.array(Id).max(100_000).nullable().describe('null exports every prompt that is not archived'),
      label: z.string().optional().describe('export what this label points to instead of the newest version'),
    }),
    output: z.object({ jobId: Id }),
  },
  'verify.start': { input: Nothing, output: z.object({ jobId: Id }) },
  'backup.start': { input: Nothing, output: z.object({ jobId: Id }) },
  'job.get': { input: z.strictObject({ jobId: Id }), output: JobState },
  'job.cancel': { input: z.strictObject({ jobId: Id }), output: Done },
};
