import { isOptimistic } from '../../shared/change.ts';
import type { Output } from '../../shared/contract.ts';
import type { PendingChange } from '../../shared/contract/sync-calls.ts';
import { changeWords } from '../../shared/team/change-words.ts';
import type { Registry } from '../registry/registry.ts';
import { listActivity } from '../team/activity.ts';
import { namesIn } from '../team/change-names.ts';
import { ownNames } from '../team/own-names.ts';

type Panel = Output<'sync.panel'>;

/** So many of what waits, and of what came in, are told one by one. */
const TOLD = 200;
const INCOMING = 50;

/** What is on its way, and what others sent lately. */
export function syncPanel(registry: Registry): Panel {
  return registry.db.transaction(() => {
    const names = namesIn(registry);
    const pending: PendingChange[] = [];
    const queued = registry.queuedRefusals();
    for (const { seq, change } of registry.log.oldest(registry.notes.covered(), TOLD)) {
      const { what, note, promptId } = changeWords(change, names);
      const why = queued.get(change.id)?.message ?? refusalAt(registry, seq);
      pending.push({
        changeId: change.id,
        kind: change.kind,
        promptId,
        promptName: promptId === null ? null : (registry.state.prompt(promptId)?.name ?? null),
        what: note === '' ? what : `${what}: ${note.split('\n', 1)[0]!}`,
        at: change.at,
        mark: why !== null ? 'refused' : isOptimistic(change.kind) ? 'pending' : 'queued',
        why,
      });
    }
    const pendingCount = registry.log.count() - registry.notes.covered();
    return { pending, pendingCount, incoming: incoming(registry) };
  })();
}

/** Why a change that waits would have no effect as things stand; null where it would. */
function refusalAt(registry: Registry, seq: number): string | null {
  return (
    registry.statements.get<{ message: string }>('SELECT message FROM refused WHERE seq = ?', seq)?.message ?? null
  );
}

function incoming(registry: Registry): Panel['incoming'] {
  if (registry.notes.head() === null) return [];
  const { rows } = listActivity(registry, { marks: ['confirmed'], notBy: ownNames(registry), limit: INCOMING });
  return rows.map(({ promptId, promptName, what, author, at }) => ({ promptId, promptName, what, member: author, at }));
}
