import type { z } from 'zod';
import type { PendingChange, syncCalls } from '../../shared/contract/sync-calls.ts';
import type { Refusal } from '../../shared/reply.ts';
import { teller } from './activity-queries.ts';
import { signers } from './change-authors.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Registry } from './registry.ts';

type Incoming = z.output<(typeof syncCalls)['sync.panel']['output']>['incoming'][number];

/** What this device has not sent yet, in the order it will be, the first `limit` of it. What waits for its place is judged as
 *  things stand: one that would be refused says why. */
export function pendingChanges(registry: Registry, limit: number): { pending: PendingChange[]; count: number } {
  const { db, notes, log } = registry;
  return db.transaction(() => {
    if (!notes.isAttached || (notes.get('joining') !== null && notes.head() === null)) return { pending: [], count: 0 };
    const tell = teller(registry);
    const refused = registry.queuedRefusals();
    const pending: PendingChange[] = [];
    for (const one of log.oldest(notes.covered(), limit)) {
      const { changeId, kind, promptId, promptName, what, at, mark, why } = tell(one);
      const refusal: Refusal | null = refused.get(changeId) ?? null;
      const word = mark === 'confirmed' ? 'pending' : mark;
      pending.push({
        changeId,
        kind,
        promptId,
        promptName,
        what,
        at,
        mark: refusal ? 'refused' : word,
        why: refusal?.message ?? why,
      });
    }
    return { pending, count: log.count() - notes.covered() };
  })();
}

/** What others did, newest first: at most `limit`, and none that came in before place `after` of the log. */
export function incomingChanges(registry: Registry, limit: number, after = 0): Incoming[] {
  const { db, log, notes } = registry;
  return db.transaction(() => {
    const own = notes.ownActor()?.deviceId ?? null;
    const tell = teller(registry);
    const signedAt = signers(registry);
    const mine = own === null ? null : (registry.state.team('device', own)?.memberId ?? null);
    const found: Incoming[] = [];
    for (const one of log.newest(PENDING_FROM, ['seq > @after'], { after })) {
      if (found.length === limit) break;
      const { segment, memberId } = signedAt(one.seq);
      if (segment === null || memberId === mine) continue;
      const { promptId, promptName, what, author, at, mark } = tell(one);
      if (mark === 'confirmed') found.push({ promptId, promptName, what, member: author, at });
    }
    return found;
  })();
}
