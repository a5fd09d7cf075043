import Database from 'better-sqlite3';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Refused } from '../../shared/reply.ts';
import { APPLICATION_ID } from './migrations.ts';

/** How a file's tables stand to those in use. `empty`: a workspace whose making was broken off. */
export type Look = 'empty' | 'older' | 'current';

/**
 * Shows `file` to `then`, once it is known to be a workspace that this Galley may read; writes nothing. Throws `Refused`
 * (`not-a-workspace`, `from-the-future`, `damaged`), and what `connect` throws.
 */
export function looksAt<T>(
  file: string,
  schemaVersion: number,
  connect: () => Database.Database,
  then: (db: Database.Database, look: Look) => T,
): T {
  const name = basename(file);
  refuseByHeader(file, name, schemaVersion);
  const db = connect();
  try {
    const version = Number(db.pragma('user_version', { simple: true }));
    if (db.pragma('application_id', { simple: true }) === APPLICATION_ID) {
      if (version > schemaVersion) throw fromTheFuture(name);
      return then(db, version < schemaVersion ? 'older' : 'current');
    }
    const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
    if (version !== 0 || tables !== 0) throw notGalleys(name);
    return then(db, 'empty');
  } catch (error) {
    if (isDamage(error)) throw damaged(name, (error as Error).message);
    throw error;
  } finally {
    db.close();
  }
}

/** The file's pages and trees are whole. Reads every page, so damage is met here and not in the middle of work. Throws
 *  `Refused('damaged')`. */
export function assertSound(db: Database.Database, name: string): void {
  const findings = db.pragma('quick_check(1)', { simple: true });
  if (findings !== 'ok') throw damaged(name, String(findings));
}

/** Whether a journal waits to be written into the file: another process is at work, or one was killed. */
export function hasJournal(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

export function damaged(name: string, finding: string): Refused {
  return new Refused(
    'damaged',
    `${name} is damaged, so Galley leaves it untouched. Copy it somewhere safe, then go back to a backup (they lie beside it).`,
    { finding: finding.slice(0, 500) },
  );
}

export function isDamage(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

/** Refuses what the first hundred bytes tell already, so that SQLite lays nothing beside another program's file. What
 *  stands where is fixed by SQLite's file format (https://sqlite.org/fileformat2.html#the_database_header). */
function refuseByHeader(file: string, name: string, schemaVersion: number): void {
  if (!statSync(file).isFile())
    throw new Refused('not-a-workspace', `${file} is not a file, so it cannot be a workspace.`);
  const header = readHeader(file);
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0')
    throw new Refused(
      'not-a-workspace',
      `${name} is not a Galley workspace, or its beginning is damaged. It has not been changed.`,
    );
  if (hasJournal(file)) return; // newer numbers may lie there
  const isOurs = header.readUInt32BE(68) === APPLICATION_ID;
  const pages = header.readUInt32BE(28);
  if (!isOurs && pages > 1) throw notGalleys(name);
  if (isOurs && header.readUInt32BE(60) > schemaVersion) throw fromTheFuture(name);
}

function readHeader(file: string): Buffer {
  const handle = openSync(file, 'r');
  try {
    const header = Buffer.alloc(100);
    readSync(handle, header, 0, 100, 0);
    return header;
  } finally {
    closeSync(handle);
  }
}

function notGalleys(name: string): Refused {
  return new Refused(
    'not-a-workspace',
    `${name} is a SQLite file, but not a Galley workspace. It has not been changed.`,
  );
}

function fromTheFuture(name: string): Refused {
  return new Refused(
    'from-the-future',
    `${name} was written by a newer Galley. Update Galley to open it; it has not been changed.`,
  );
}
