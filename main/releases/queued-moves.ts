import type { QueuedMove } from '../../shared/contract/label-calls.ts';
import { queuedOf } from '../registry/queued.ts';
import type { Registry } from '../registry/registry.ts';
import { versionNumber } from '../registry/version-queries.ts';

/** Label moves of this device that wait for their place in the team's log, in the order they will be sent. */
export function queuedMoves(registry: Registry): QueuedMove[] {
  return registry.db.transaction(() => {
    const last = new Map<string, string | null>(); // the move that a next one of the label has to expect
    return queuedOf(registry, 'label.moved').flatMap(({ id, at, body: { moves, reason } }) =>
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
          to: versionId === null ? null : { versionId, number: versionNumber(registry, promptId, versionId) },
          reason,
          at,
          together: moves.length,
          isStale,
        };
      }),
    );
  })();
}
