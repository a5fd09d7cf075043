import Database from 'better-sqlite3';
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { Refused } from '../../shared/reply.ts';
import { assertSound, damaged, hasJournal, isDamage, looksAt, type Look } from './inspect-database.ts';
import { migrate } from './migrate.ts';
import { migrations as allMigrations } from './migrations.ts';
import { copyAside } from './read-only-copy.ts';

export type Db = Database.Database;

/** How long opening waits for another process that is making or migrating the same workspace. */
const PATIENCE = 10_000; // milliseconds

export type Opening = {
  /** Make the workspace where there is none. */
  create: boolean;
  /** When every page of the file is read and checked: before it is opened, or by the caller before anything is written
   *  (only where the file was closed well; see `Opened.isChecked`), or not at all, since the caller has done so. */
  check: 'now' | 'later' | 'done';
  /** Every step from an empty file to the tables in use; only tests give others. */
  migrations?: readonly string[];
};

export type Opened = {
  db: Db;
  /** Why the workspace at hand can only be read, as a sentence; null when it can be written. */
  readOnly: string | null;
  /** Whether all its pages were found whole, or are known to be. Nothing may be written before. */
  isChecked: boolean;
  /** Closes the file, and puts away what was needed to read it. */
  close(): void;
};

/**
 * Opens the workspace at `path`, making it where there is none and `create` is set. Refuses (throws `Refused`) a file
 * that is not a workspace (`not-a-workspace`), is damaged (`damaged`), comes from a newer Galley (`from-the-future`), or
 * cannot be reached (`no-workspace`, `cannot-open`). A file that is refused is never written to: it is looked at through
 * a read-only connection first.
 */
export function openDatabase(path: string, opening: Opening): Opened {
  const file = resolve(path); // better-sqlite3 gives some relative paths a meaning of their own
  const migrations = opening.migrations ?? allMigrations;
  const isThere = existsSync(file) && (!statSync(file).isFile() || statSync(file).size > 0);
  if (!isThere) {
    if (!opening.create) throw noWorkspace(path);
    makeFolder(file);
    return openForWriting(file, migrations, true);
  }
  const readOnly = whyReadOnly(file);
  if (readOnly !== null) return openForReading(file, readOnly, migrations);
  const isWhole = check(file, opening, migrations);
  return openForWriting(file, migrations, isWhole);
}

/** Reads every page of the workspace at `path`. Throws `Refused` where it cannot be used. */
export function checkWhole(path: string): void {
  const file = resolve(path);
  looksAt(
    file,
    allMigrations.length,
    () => connect(file, true, PATIENCE),
    (db) => assertSound(db, basename(file)),
  );
}

/** Looks at a file before anything may write to it. Gives whether its pages are known to be whole. */
function check(file: string, opening: Opening, migrations: readonly string[]): boolean {
  // After a crash, closing the file writes its journal into it: then it is checked before.
  const isClean = !hasJournal(file);
  return looksAt(
    file,
    migrations.length,
    () => connect(file, true, PATIENCE),
    (db, look) => {
      if (look === 'empty') {
        if (opening.create) return true;
        throw noWorkspace(file);
      }
      if (opening.check === 'done') return true;
      if (opening.check === 'later' && isClean && look === 'current') return false;
      assertSound(db, basename(file));
      return true;
    },
  );
}

function openForWriting(file: string, migrations: readonly string[], isChecked: boolean): Opened {
  const db = connect(file, false, PATIENCE);
  try {
    // Page size must be set before the first table; on an existing file it changes nothing.
    db.pragma('page_size = 8192');
    useWriteAheadLog(db);
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma('cache_size = -32768'); // 32 MiB
    migrate(db, file, migrations);
    return { db, readOnly: null, isChecked, close: () => db.close() };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Two processes that make one workspace stand in each other's way here, and SQLite gives up at once instead of waiting. */
function useWriteAheadLog(db: Db): void {
  const giveUp = performance.now() + PATIENCE;
  for (;;) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!isBusy || performance.now() > giveUp) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10); // milliseconds; nobody wakes it
    }
  }
}

/** SQLite keeps notes beside a file even to read it. Where it cannot, a copy is read: what others write meanwhile is not
 *  seen then. */
function openForReading(file: string, readOnly: string, migrations: readonly string[]): Opened {
  const lookAt = (db: Db, look: Look): void => {
    if (look === 'empty') throw noWorkspace(file);
    if (look === 'older')
      throw new Refused(
        'read-only',
        `${basename(file)} was written by an older Galley and can only be read here. Open it once where it may be written to.`,
      );
    assertSound(db, basename(file));
  };
  try {
    looksAt(file, migrations.length, () => connect(file, true, PATIENCE), lookAt);
    const db = connect(file, true, PATIENCE);
    return { db, readOnly, isChecked: true, close: () => db.close() };
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !/^SQLITE_(CANTOPEN|READONLY)/.test(error.code)) throw error;
  }
  const copy = copyAside(file);
  try {
    looksAt(copy.file, migrations.length, () => connect(copy.file, false, PATIENCE), lookAt);
    const db = connect(copy.file, true, PATIENCE);
    return {
      db,
      readOnly,
      isChecked: true,
      close() {
        db.close();
        copy.remove();
      },
    };
  } catch (error) {
    copy.remove();
    throw error;
  }
}

function noWorkspace(path: string): Refused {
  return new Refused(
    'no-workspace',
    `There is no workspace at ${path}. Make one with “galley init”, or name another file.`,
  );
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw new Refused('cannot-open', `The folder for ${file} cannot be made: ${(error as Error).message}.`);
  }
}

function whyReadOnly(file: string): string | null {
  try {
    accessSync(file, constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
    return null;
  } catch {
    return `${basename(file)} can only be read: you may not write to it or to its folder.`;
  }
}

function connect(file: string, readonly: boolean, busyMilliseconds: number): Db {
  let db: Db | undefined;
  try {
    db = new Database(file, { readonly, timeout: busyMilliseconds });
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    return db;
  } catch (error) {
    db?.close();
    if (isDamage(error)) throw damaged(basename(file), (error as Error).message);
    throw new Refused('cannot-open', `${file} cannot be opened: ${(error as Error).message}.`);
  }
}
