import { Refused } from '../../shared/reply.ts';
import { PendingAside } from '../registry/pending-aside.ts';
import { PENDING_FROM } from '../registry/pending-from.ts';
import type { Registry } from '../registry/registry.ts';
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

/** Puts a checkpoint in the place of an empty log, in one transaction; what is pending stays, on top. Throws `Refused`
 *  (`not-fresh`, `wrong-workspace`). */
export function takeCheckpoint(registry: Registry, { header, file }: OpenedCheckpoint): void {
  const { db, notes, statements, log, state, heads } = registry;
  db.prepare('ATTACH ? AS checkpoint').run(file);
  // SQLite guards the tables behind an index against writers.
  db.unsafeMode(true);
  try {
    registry.transaction(() => {
      if (!notes.isAttached || notes.head() !== null)
        throw new Refused('not-fresh', 'This workspace has segments of the log already, and goes on from them.');
      if (notes.get('joining') !== header.chain) throw checkpointFault('wrong-workspace', header.number);
      const aside = new PendingAside(registry);
      aside.take();
      heads.forget();
      // What of the index still waits to be written is dropped with it.
      statements.run(`INSERT INTO heads_fts (heads_fts) VALUES ('delete-all')`);
      // What is pending keeps its rows.
      db.exec(
        `DELETE FROM main.changes WHERE seq < ${PENDING_FROM}; INSERT INTO main.changes SELECT * FROM checkpoint.changes`,
      );
      for (const table of [...SHARED_TABLES.slice(1), ...INDEX_TABLES.slice(1)])
        db.exec(`DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM checkpoint.${table}`);
      // Rolling back nothing makes SQLite read the index anew: its tables were replaced under it.
      db.exec('SAVEPOINT replaced; ROLLBACK TO replaced; RELEASE replaced');
      log.forget();
      state.remember();
      registry.forgetStanding();
      registry.headTexts.clear();
      notes.write('seen', { number: header.number, hash: header.hash });
      notes.write(UNAUDITED, { number: header.number, stateHash: header.stateHash, done: 0 } satisfies Unaudited);
      aside.putBack(notes.ownActor());
      log.marks.rebased(null);
    });
  } finally {
    db.unsafeMode(false);
    db.exec('DETACH checkpoint');
  }
}
