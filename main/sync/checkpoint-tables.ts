import Database from 'better-sqlite3';
import { migrations as allMigrations } from '../registry/migrations.ts';

/** The log and what is folded from it: the same on every device that has the log up to the same place. */
export const SHARED_TABLES = [
  'changes',
  'workspace',
  'prompts',
  'versions',
  'labels',
  'releases',
  'diverged',
  'team',
  'segments',
  'refused',
  'redacted',
] as const;

/** The search index, as SQLite keeps it; the first is its face. */
export const INDEX_TABLES = [
  'heads_fts',
  'heads_fts_data',
  'heads_fts_idx',
  'heads_fts_docsize',
  'heads_fts_config',
] as const;

/** This device's own: never in a checkpoint. */
export const LOCAL_TABLES = ['drafts', 'input_sets', 'local_settings', 'sync', 'undo', 'rebases'] as const;

type SchemaRow = { type: string; name: string; tbl_name: string; sql: string | null };

/** Whether the tables of a stranger's file are those that so many of Galley's migrations make, to the letter: no trigger and no
 *  view of theirs is ever run. */
export function hasOwnSchema(db: Database.Database, version: number, migrations = allMigrations): boolean {
  const own = new Database(':memory:');
  try {
    for (const step of migrations.slice(0, version)) own.exec(step);
    return JSON.stringify(schemaOf(db)) === JSON.stringify(schemaOf(own));
  } finally {
    own.close();
  }
}

function schemaOf(db: Database.Database): SchemaRow[] {
  return db.prepare<[], SchemaRow>('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();
}
