import { Refused } from '../../shared/reply.ts';
import { idBytes } from '../registry/bytes.ts';
import type { Moved } from '../registry/move-label.ts';
import { releases } from '../registry/release-queries.ts';
import type { Registry } from '../registry/registry.ts';
import { moveLabels } from './move-many.ts';

/**
 * Takes a whole release back: every label it moved goes back to where it was before, all or none, as a release of its own.
 * Throws `Refused`: `no-release`, or `stale-move` where a label has been moved since.
 */
export function rollBackRelease(
  registry: Registry,
  { moveId, reason }: { moveId: string; reason: string },
): Moved & { moves: number } {
  return registry.transaction(() => {
    const moved = releases(registry, { move: moveSeq(registry, moveId) });
    const moves = moved.map(({ promptId, label, from, to }) => ({
      promptId,
      label,
      versionId: from?.versionId ?? null,
      // A label that was taken off has no move to expect.
      expectedMoveId: to === null ? null : moveId,
    }));
    // A release that takes a rollback back goes forward again: marked as a rollback, the next one would step over it.
    const rollback = moved[0]?.rollback === false;
    return { ...moveLabels(registry, { moves, reason, rollback }), moves: moves.length };
  });
}

/** The place of a release in the log. Throws `Refused('no-release')`. */
export function moveSeq(registry: Registry, moveId: string): number {
  const row = registry.statements.get<{ seq: number }>(
    'SELECT c.seq FROM changes c WHERE c.id = ? AND EXISTS (SELECT 1 FROM releases r WHERE r.move = c.seq)',
    idBytes(moveId),
  );
  if (!row) throw new Refused('no-release', 'There is no such release in this workspace.');
  return row.seq;
}
