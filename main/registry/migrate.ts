import type Database from 'better-sqlite3';
import { backupBeforeMigration } from './backup.ts';
import { APPLICATION_ID } from './migrations.ts';

/** Takes the steps that `db` has not taken yet, all or none, after a backup beside `file`. */
export function migrate(db: Database.Database, file: string, migrations: readonly string[]): void {
  const before = versionOf(db);
  if (before >= migrations.length) return;
  if (before > 0) backupBeforeMigration(db, file, before);
  db.transaction(() => {
    // Another process may have taken them while this one waited for the lock.
    const now = versionOf(db);
    if (now >= migrations.length) return;
    for (const step of migrations.slice(now)) db.exec(step);
    db.pragma(`user_version = ${migrations.length}`);
    db.pragma(`application_id = ${APPLICATION_ID}`);
  }).immediate();
}

function versionOf(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
