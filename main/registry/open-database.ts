import Database from 'better-sqlite3';
import { existsSync, mkdirSync, openSync, readSync, closeSync, statSync, constants, accessSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Refused } from '../../shared/reply.ts';
import { backupBeforeMigration } from './backup.ts';
import { APPLICATION_ID, migrations, SCHEMA_VERSION } from './migrations.ts';

export type Db = Database.Database;

/** Why the workspace at hand can only be read, as a sentence; null when it can be written. */
export type Opened = { db: Db; readOnly: string | null; isNew: boolean };

/**
 * Opens the workspace at `path`, making it where there is none and `create` is set. Refuses (throws `Refused`) a file
 * that is not a workspace (`not-a-workspace`), is damaged (`damaged`), comes from a newer Galley (`from-the-future`), or
 * cannot be reached (`no-workspace`, `cannot-open`). A file that is refused is never written to: it is looked at through
 * a read-only connection first.
 */
export function openDatabase(path: string, options: { create: boolean; busyMilliseconds: number }): Opened {
  const isNew = !existsSync(path) || statSync(path).size === 0;
  if (isNew && !options.create)
    throw new Refused('no-workspace', `There is no workspace at ${path}. Make one with “galley init”, or name another file.`);
  if (isNew) makeFolder(path);
  else inspect(path);
  const readOnly = isNew ? null : whyReadOnly(path);
  const db = connect(path, readOnly !== null, options.busyMilliseconds);
  try {
    if (readOnly === null) prepare(db, path);
    return { db, readOnly, isNew };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Looks at a file before anything may write to it. */
function inspect(path: string): void {
  const name = basename(path);
  if (!statSync(path).isFile()) throw new Refused('not-a-workspace', `${path} is not a file, so it cannot be a workspace.`);
  if (!startsAsSqlite(path))
    throw new Refused('not-a-workspace', `${name} is not a Galley workspace, or its beginning is damaged. It has not been changed.`);
  const db = connect(path, true, 5_000);
  try {
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID)
      throw new Refused('not-a-workspace', `${name} is a SQLite file, but not a Galley workspace. It has not been changed.`);
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version > SCHEMA_VERSION)
      throw new Refused('from-the-future', `${name} was written by a newer Galley. Update Galley to open it; it has not been changed.`);
    assertSound(db, name);
  } catch (error) {
    if (isDamage(error)) throw damaged(name, (error as Error).message);
    throw error;
  } finally {
    db.close();
  }
}

/** The file's pages and trees are whole. Reads every page, so damage is met here and not in the middle of work. */
function assertSound(db: Db, name: string): void {
  const findings = db.pragma('quick_check(1)', { simple: true });
  if (findings !== 'ok') throw damaged(name, String(findings));
}

function damaged(name: string, finding: string): Refused {
  return new Refused(
    'damaged',
    `${name} is damaged, so Galley leaves it untouched. Copy it somewhere safe, then go back to a backup (they lie beside it).`,
    { finding: finding.slice(0, 500) },
  );
}

export function isDamage(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

function startsAsSqlite(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const magic = Buffer.alloc(16);
    readSync(file, magic, 0, 16, 0);
    return magic.toString('latin1') === 'SQLite format 3\0';
  } finally {
    closeSync(file);
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw new Refused('cannot-open', `The folder for ${path} cannot be made: ${(error as Error).message}.`);
  }
}

function whyReadOnly(path: string): string | null {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return null;
  } catch {
    return `${basename(path)} can only be read: you may not write to it or to its folder.`;
  }
}

function connect(path: string, readonly: boolean, busyMilliseconds: number): Db {
  try {
    const db = new Database(path, { readonly, timeout: busyMilliseconds });
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    return db;
  } catch (error) {
    if (isDamage(error)) throw damaged(basename(path), (error as Error).message);
    throw new Refused('cannot-open', `${path} cannot be opened: ${(error as Error).message}.`);
  }
}

function prepare(db: Db, path: string): void {
  // Page size must be set before the first table; on an existing file it changes nothing.
  db.pragma('page_size = 8192');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -32768'); // 32 MiB
  migrate(db, path);
}

function migrate(db: Db, path: string): void {
  const before = Number(db.pragma('user_version', { simple: true }));
  if (before === SCHEMA_VERSION) return;
  if (before > 0) backupBeforeMigration(db, path, before);
  db.transaction(() => {
    // Another process may have migrated while this one waited for the lock.
    const now = Number(db.pragma('user_version', { simple: true }));
    for (const step of migrations.slice(now)) db.exec(step);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
    db.pragma(`application_id = ${APPLICATION_ID}`);
  }).immediate();
}
