import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { backupTo } from '../../registry/backup.ts';
import { print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

export function backup(session: Session, [target]: [string]): void {
  const path = resolve(target);
  backupTo(session.open().db, path);
  const bytes = statSync(path).size;
  if (session.json) printJson({ path, bytes });
  else print(`The workspace is copied to ${path} (${(bytes / 1_000_000).toFixed(1)} MB).`);
}
