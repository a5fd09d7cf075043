import { Refused } from '../../shared/reply.ts';
import type { Registry } from '../registry/registry.ts';
import type { Head } from '../../shared/segment/segment-header.ts';
import { checkpointFault } from './checkpoint-fault.ts';
import type { OpenedCheckpoint } from './checkpoint-read.ts';
import { INDEX_TABLES, SHARED_TABLES } from './checkpoint-tables.ts';

/** What is noted until the log behind a checkpoint was folded and compared. */
export type Unaudited = { number: number; stateHash: string; done: number };

export const UNAUDITED = 'unaudited';

/** Null where everything this device has was checked. */
export function unaudited(registry: Registry): Unaudited | null {
  return registry.notes.read<Unaudited>(UNAUDITED);
}

/** Puts a checkpoint in the place of an empty log, in one transaction. Throws `Refused`
 *  (`not-fresh`, `wrong-workspace`). */
export function takeCheckpoint(registry: Registry, { header, file }: OpenedCheckpoint): void {
  const { db, notes, statements, log, state } = registry;
  db.prepare('ATTACH ? AS checkpoint').run(file);
  // SQLite guards the tables behind an index against writers.
  db.unsafeMode(true);
  try {
    registry.transaction(() => {
      if (!notes.isAttached || notes.head() !== null || log.pendingCount() > 0)
        throw new Refused('not-fresh', 'This workspace holds something already, and goes on from that.');
      if (notes.get('joining') !== header.chain) throw checkpointFault('wrong-workspace', header.number);
      // What of the index still waits to be written is dropped with it.
      statements.run(`INSERT INTO heads_fts (heads_fts) VALUES ('delete-all')`);
      for (const table of [...SHARED_TABLES, ...INDEX_TABLES.slice(1)])
        db.exec(`DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM checkpoint.${table}`);
      // Rolling back nothing makes SQLite read the index anew: its tables were replaced under it.
      db.exec('SAVEPOINT replaced; ROLLBACK TO replaced; RELEASE replaced');
      log.forget();
      state.remember();
      registry.forgetStanding();
      registry.headTexts.clear();
      const { number, hash, stateHash } = header;
      if (number > (notes.read<Head>('seen')?.number ?? 0)) notes.write('seen', { number, hash });
      notes.write(UNAUDITED, { number, stateHash, done: 0 } satisfies Unaudited);
      log.marks.rebased(null);
    });
  } finally {
    db.unsafeMode(false);
    db.exec('DETACH checkpoint');
  }
}
