import Database from 'better-sqlite3';
import { Refused, type Refusal } from '../shared/reply.ts';
import { isDamage } from './registry/inspect-database.ts';
import { RemoteError } from './sync/remotes/remote.ts';

/** What went wrong, as a code and a sentence. The one place where the unexpected becomes an answer. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof RemoteError) return { code: error.code, message: error.sentence };
  if (error instanceof Database.SqliteError) return ofSqlite(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (Object.hasOwn(ofDisk, code)) return { code: 'disk', message: ofDisk[code]! };
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'unexpected', message: `Something unexpected went wrong: ${detail}. Nothing was changed.` };
}

function ofSqlite(error: InstanceType<typeof Database.SqliteError>): Refusal {
  if (isDamage(error))
    return { code: 'damaged', message: 'The workspace file is damaged. Stop writing to it, and go back to a backup.' };
  const known = Object.keys(sqliteSentences).find((code) => error.code.startsWith(code));
  if (known) return { code: sqliteSentences[known]![0], message: sqliteSentences[known]![1] };
  return {
    code: 'unexpected',
    message: `The workspace answered “${error.message}” (${error.code}). Nothing was changed.`,
  };
}

const sqliteSentences: Record<string, [code: string, message: string]> = {
  SQLITE_BUSY: ['busy', 'Another process is writing to this workspace. Try again in a moment; nothing was changed.'],
  SQLITE_FULL: ['disk-full', 'The disk is full, so nothing was written. Free some space and try again.'],
  SQLITE_READONLY: ['read-only', 'The workspace can only be read, so nothing was written.'],
  SQLITE_IOERR: [
    'disk',
    'The disk failed while reading or writing the workspace; nothing was changed. Check the disk.',
  ],
  SQLITE_CANTOPEN: ['cannot-open', 'The workspace cannot be opened: its folder is gone or may not be used.'],
};

const ofDisk: Record<string, string> = {
  ENOSPC: 'The disk is full, so nothing was written. Free some space and try again.',
  EROFS: 'The disk can only be read, so nothing was written.',
  EACCES: 'That file or folder may not be used by this user.',
};
