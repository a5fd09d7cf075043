import { writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Refused } from '../shared/reply.ts';
import { openSource } from './interchange/source-file.ts';
import { packFiles, runExport } from './interchange/run-export.ts';
import { runImport } from './interchange/run-import.ts';
import type { JobMessage, JobWorkerData } from './jobs.ts';
import { refusalOf } from './refusal-of.ts';
import { backupTo } from './registry/backup.ts';
import { Registry } from './registry/registry.ts';
import { verify } from './registry/verify.ts';
import { writeAuditLog } from './team/write-audit-log.ts';

/** How often a running job tells where it stands. */
const TELL_EVERY = 50; // milliseconds

const { path, isChecked, order, cancel } = workerData as JobWorkerData;
const cancelFlag = new Int32Array(cancel);
let told = 0;

function tell(message: JobMessage): void {
  parentPort!.postMessage(message);
}

function step(done: number, total: number | null = null): void {
  if (Atomics.load(cancelFlag, 0) === 1)
    throw new Refused('cancelled', `The ${order.kind} was cancelled; nothing was changed.`);
  const now = performance.now();
  if (now - told < TELL_EVERY) return;
  told = now;
  tell({ type: 'progress', done, total });
}

function work(registry: Registry): Extract<JobMessage, { type: 'finished' }> {
  switch (order.kind) {
    case 'import': {
      const files = order.files.map((file) => openSource(file.disk, file.name));
      return {
        type: 'finished',
        report: runImport(registry, files, order.format, order.options, step),
        fileName: null,
      };
    }
    case 'export': {
      const { files, report } = runExport(registry, order, step);
      const packed = packFiles(files, registry.state.workspace()?.name ?? 'galley');
      writeFileSync(order.target, packed.bytes);
      return { type: 'finished', report, fileName: packed.path };
    }
    case 'verify':
      verify(registry, step);
      return { type: 'finished', report: null, fileName: null };
    case 'audit-log':
      return { type: 'finished', report: null, fileName: writeAuditLog(registry, order.target, step) };
    case 'backup':
      backupTo(registry.db, order.target);
      return { type: 'finished', report: null, fileName: `${registry.state.workspace()!.name}.galley` };
  }
}

let registry: Registry | undefined;
try {
  registry = new Registry(path, { busyMilliseconds: 60_000, check: isChecked ? 'done' : 'now' });
  const finished = work(registry);
  registry.close(); // before it is told: whoever hears of it may look at the file
  tell(finished);
} catch (error) {
  tell({ type: 'failed', refusal: refusalOf(error) });
} finally {
  if (registry?.db.open) registry.close();
}
