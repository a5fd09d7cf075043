import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { Refused } from '../../shared/reply.ts';
import { exportAuditLog } from '../sync/audit-log.ts';
import { print, printJson, progressLine } from './output.ts';
import type { Session } from './session.ts';
import { counted } from './words.ts';

/** Writes the signed log to a new file: whole, or not at all. */
export function exportLog(session: Session, target: string): void {
  const path = resolve(target);
  if (existsSync(path))
    throw new Refused('exists', `There is something at ${path} already; a log never replaces a file.`);
  const progress = progressLine((done, total) => `Writing segment ${done} of ${total}…`);
  let segments = 0;
  const file = opened(path);
  try {
    const lines = exportAuditLog(session.open(), (done, total) => {
      segments = total;
      progress.step(done, total);
    });
    for (const line of lines) writeSync(file, line);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
    progress.end();
  }
  if (session.json) printJson({ path, segments });
  else
    print(
      `The signed log is in ${path} (${counted(segments, 'segment')}). Anybody can check it: galley verify --log FILE.`,
    );
}

function opened(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    throw new Refused('cannot-write', `${path} cannot be written: ${(error as Error).message}.`);
  }
}
