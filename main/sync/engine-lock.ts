import Database from 'better-sqlite3';

/** That this process alone syncs a workspace. */
export type EngineLock = { release(): void };

/**
 * Takes the right to sync the workspace at `path`, or gives null where another process or thread has it. It is a transaction
 * held open on a small SQLite file beside the workspace: the system lets go of it when a process dies, however it dies.
 * Throws where that file cannot be made.
 */
export function takeEngineLock(path: string): EngineLock | null {
  const db = new Database(`${path}-sync`, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return { release: () => db.close() };
}
