import type { interchangeCalls } from '../../shared/contract/interchange-calls.ts';
import { done } from './done.ts';
import type { HandlersOf } from './services.ts';

export const interchangeHandlers: HandlersOf<typeof interchangeCalls> = {
  'file.begin': ({ files }, { name }) => ({ fileId: files.begin(name) }),
  'file.write': ({ files }, { fileId, base64 }) => done(() => files.append(fileId, Buffer.from(base64, 'base64'))),
  'file.read': ({ files }, { fileId, offset }) => {
    const { bytes, end } = files.read(fileId, offset);
    return { base64: Buffer.from(bytes).toString('base64'), end };
  },
  'file.drop': ({ files }, { fileIds }) => done(() => fileIds.forEach((fileId) => files.drop(fileId))),
  'import.inspect': async ({ files }, { fileIds, format }) => {
    // The readers of seven formats are loaded when they are asked for, not while a window waits to open.
    const { inspectFiles } = await import('../interchange/run-import.ts');
    const sources = fileIds.map((fileId) => files.source(fileId));
    return inspectFiles(sources, format ?? null);
  },
  'import.start': ({ jobs, files }, { fileIds, format, options }) => ({
    jobId: jobs.start({
      kind: 'import',
      files: fileIds.map((fileId) => ({ disk: files.pathOf(fileId), name: files.nameOf(fileId) })),
      format: format ?? null,
      options,
    }),
  }),
  'export.start': ({ jobs, files }, { format, promptIds, label }) => {
    const fileId = files.begin('export');
    return { jobId: jobs.start({ kind: 'export', format, promptIds, label, target: files.pathOf(fileId) }, fileId) };
  },
  'verify.start': ({ jobs }) => ({ jobId: jobs.start({ kind: 'verify' }) }),
  'backup.start': ({ jobs, files }) => {
    const fileId = files.begin('backup');
    const target = files.pathOf(fileId);
    files.clear(fileId); // a backup never replaces a file, not even an empty one
    return { jobId: jobs.start({ kind: 'backup', target }, fileId) };
  },
  'job.get': ({ jobs }, { jobId }) => jobs.get(jobId),
  'job.cancel': ({ jobs }, { jobId }) => done(() => jobs.cancel(jobId)),
};
