import type { Output } from '../../shared/contract.ts';
import { isOptimistic } from '../../shared/change.ts';
import type { PendingChange } from '../../shared/contract/sync-calls.ts';
import { changeWords, type Names } from '../../shared/team/change-words.ts';
import type { Registry } from '../registry/registry.ts';

/** So many of what waits are told one by one. */
const TOLD = 200;

/** What is on its way. */
export function syncPanel(registry: Registry): Output<'sync.panel'> {
  return registry.db.transaction(() => {
    const pending: PendingChange[] = [];
    let pendingCount = 0;
    for (const { change } of registry.log.read(registry.notes.covered())) {
      pendingCount += 1;
      if (pendingCount > TOLD) continue;
      const { what, promptId } = changeWords(change, NO_NAMES);
      pending.push({
        changeId: change.id,
        kind: change.kind,
        promptId,
        promptName: promptId === null ? null : (registry.state.prompt(promptId)?.name ?? null),
        what,
        at: change.at,
        mark: isOptimistic(change.kind) ? 'pending' : 'queued',
        why: null,
      });
    }
    return { pending, pendingCount, incoming: [] };
  })();
}

const NO_NAMES: Names = {
  version: () => null,
  versionOfChange: () => null,
  member: () => null,
  memberOfDevice: () => null,
  review: () => null,
};
