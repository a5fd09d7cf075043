import { closeSync, openSync, writeSync } from 'node:fs';
import type { Registry } from '../registry/registry.ts';
import { exportAuditLog } from '../sync/audit-log.ts';

/** Writes the signed log to `path` and gives a name for the file. Refuses as `exportAuditLog`; `step` may throw to cancel. */
export function writeAuditLog(registry: Registry, path: string, step: (done: number, total: number) => void): string {
  const file = openSync(path, 'w', 0o600);
  try {
    for (const line of exportAuditLog(registry, step)) writeSync(file, line);
  } finally {
    closeSync(file);
  }
  const name = registry.state.workspace()!.name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
  return `${name}-audit-log.jsonl`;
}
