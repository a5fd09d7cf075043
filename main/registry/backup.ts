import type Database from 'better-sqlite3';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './durable.ts';
import { newId } from '../../shared/ids.ts';
import { Refused } from '../../shared/reply.ts';

/** A whole, compact copy of the workspace at `target`, consistent while others write. Refuses to replace a file. */
export function backupTo(db: Database.Database, target: string): void {
  if (existsSync(target)) throw new Refused('exists', `${target} exists already; a backup never replaces a file.`);
  writeCopy(db, target);
}

/** Taken before every migration, beside the workspace: `NAME.before-vN.backup`. One that is there already, from a
 *  migration that failed, gives way: all it holds is in the workspace still, and more by now. */
export function backupBeforeMigration(db: Database.Database, path: string, version: number): void {
  writeCopy(db, `${path}.before-v${version + 1}.backup`);
}

function writeCopy(db: Database.Database, target: string): void {
  const partial = `${target}.${newId()}.partial`; // two processes may be at it
  try {
    db.prepare('VACUUM INTO ?').run(partial);
    renameSync(partial, target);
    syncFolder(dirname(target));
  } catch (error) {
    rmSync(partial, { force: true });
    throw new Refused('backup-failed', `The backup could not be written to ${target}: ${(error as Error).message}.`);
  }
}
