import type { Move } from '../../shared/change.ts';
import { Refused } from '../../shared/reply.ts';
import { moved, type Moved } from '../registry/move-label.ts';
import type { Registry } from '../registry/registry.ts';

/** Moves several labels, all or none. Where some were moved meanwhile, all of those are named at once: a person who is
 *  told of one at a time would try again for each. */
export function moveLabels(
  registry: Registry,
  { moves, reason, rollback = false }: { moves: Move[]; reason: string; rollback?: boolean },
): Moved {
  return registry.transaction(() => {
    refuseStale(registry, moves);
    const body = rollback ? { moves, reason, rollback: true as const } : { moves, reason };
    return moved(registry.record({ kind: 'label.moved', body }));
  });
}

const NAMED = 3;

/** Throws `Refused('stale-move')`; `details.stale` says of each where it stands now. */
function refuseStale(registry: Registry, moves: Move[]): void {
  const stale = moves.flatMap(({ promptId, label, expectedMoveId }) => {
    const current = registry.state.label(promptId, label);
    if ((current?.moveId ?? null) === expectedMoveId) return [];
    return [{ promptId, label, currentMoveId: current?.moveId ?? null, currentVersionId: current?.versionId ?? null }];
  });
  if (stale.length === 0) return;
  const names = stale.slice(0, NAMED).map((one) => `“${one.label}” on “${registry.state.prompt(one.promptId)?.name}”`);
  const more = stale.length - names.length;
  const all = more === 0 ? names : [...names, `${more.toLocaleString('en')} more`];
  throw new Refused(
    'stale-move',
    `Nothing was moved: ${list(all)} ${stale.length === 1 ? 'was' : 'were'} moved by someone else in the meantime.`,
    { stale },
  );
}

function list(parts: string[]): string {
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
