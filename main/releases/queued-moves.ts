import { CHANGE_KINDS, type Change } from '../../shared/change.ts';
import type { QueuedMove } from '../../shared/contract/label-calls.ts';
import { PENDING_FROM } from '../registry/pending-from.ts';
import type { Registry } from '../registry/registry.ts';
import { numberOf } from '../registry/version-queries.ts';

/** Label moves of this device that wait for their place in the team's log, in the order they will be sent. */
export function queuedMoves(registry: Registry): QueuedMove[] {
  return registry.db.transaction(() => {
    const last = new Map<string, string | null>(); // the move that a next one of the label has to expect
    return queuedChanges(registry).flatMap(({ id, at, body: { moves, reason } }) =>
      moves.map(({ promptId, label, versionId, expectedMoveId }): QueuedMove => {
        const place = `${promptId} ${label}`;
        const expected = last.get(place) ?? registry.state.label(promptId, label)?.moveId ?? null;
        const isStale = expectedMoveId !== expected;
        if (!isStale) last.set(place, id);
        return {
          changeId: id,
          promptId,
          promptName: registry.state.prompt(promptId)?.name ?? '',
          label,
          to: versionId === null ? null : { versionId, number: numberIn(registry, promptId, versionId) },
          reason,
          at,
          together: moves.length,
          isStale,
        };
      }),
    );
  })();
}

function queuedChanges(registry: Registry): Change<'label.moved'>[] {
  const seqs = registry.statements.column<number>(
    `SELECT seq FROM changes WHERE seq >= ${PENDING_FROM} AND kind = ? ORDER BY seq`,
    CHANGE_KINDS.indexOf('label.moved'),
  );
  return seqs.flatMap((seq) => {
    const [read] = registry.log.read(seq - 1);
    return read?.change.kind === 'label.moved' ? [read.change] : [];
  });
}

function numberIn(registry: Registry, promptId: string, versionId: string): number | null {
  const place = registry.state.version(promptId, versionId)?.number;
  const seq = registry.state.versionSeq(promptId, versionId);
  return place === undefined || seq === null ? null : numberOf(place, seq);
}
