import Database from 'better-sqlite3';
import type { Db } from './open-database.ts';

/**
 * Takes what was deleted out of the file itself: out of the pieces of the search index, out of free pages and out of the
 * journal beside it. Gives whether all of it is done; where others read or write just now, it is to be tried again.
 */
export function scrub(db: Db): boolean {
  if (db.inTransaction) return false;
  try {
    db.exec(`INSERT INTO heads_fts (heads_fts) VALUES ('optimize')`);
    db.exec('VACUUM');
    const [journal] = db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    return journal.busy === 0;
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED|FULL)/.test(error.code)) return false;
    throw error;
  }
}
