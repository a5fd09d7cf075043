import { CHANGE_KINDS, type Change, type ChangeKind } from '../../shared/change.ts';
import { Refused } from '../../shared/reply.ts';
import type { InFlight } from '../sync/sync-seam.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Registry } from './registry.ts';

/** Changes of a kind that take effect once they have a place in the team's log, in the order they will be sent. */
export function queuedOf<K extends ChangeKind>(registry: Registry, kind: K): Change<K>[] {
  const seqs = registry.statements.column<number>(
    `SELECT seq FROM changes WHERE seq >= ${PENDING_FROM} AND kind = ? ORDER BY seq`,
    CHANGE_KINDS.indexOf(kind),
  );
  return seqs.map((seq) => registry.log.at(seq).change as Change<K>);
}

/**
 * Takes back what this person asked for and was not sent yet: it is as if it had never been asked for. Refuses: `not-queued`
 * where it is in the log already or counts here at once, `in-flight` where it is on its way, `built-upon` where another
 * queued move expects it.
 */
export function cancelQueued(registry: Registry, changeId: string): void {
  registry.transaction(() => {
    const { log, notes, statements } = registry;
    const queued = [...log.queued()];
    const found = queued.find(({ change }) => change.id === changeId);
    if (!found) throw new Refused('not-queued', 'This does not wait any more: it was sent in the meantime.');
    if (notes.read<InFlight>('in-flight')?.changeIds.includes(changeId))
      throw new Refused('in-flight', 'This is being sent just now. Once it is in, make another change.');
    const after = queued.find(
      ({ change }) =>
        change.kind === 'label.moved' && change.body.moves.some(({ expectedMoveId }) => expectedMoveId === changeId),
    );
    if (after) throw new Refused('built-upon', 'A later move of this label waits too: take that one back first.');
    for (const table of ['changes', 'refused', 'undo']) statements.run(`DELETE FROM ${table} WHERE seq = ?`, found.seq);
    registry.forgetStanding();
    log.marks.rebased(new Set());
  });
}
