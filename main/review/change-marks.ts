import { CHANGE_KINDS, type Change, type ChangeKind } from '../../shared/change.ts';
import { idBytes } from '../registry/bytes.ts';
import { PENDING_FROM } from '../registry/pending-from.ts';
import type { Registry } from '../registry/registry.ts';

/** How far something has come: `pending` counts here already, `queued` counts nowhere yet, `refused` never did. */
export type Mark = 'confirmed' | 'pending' | 'queued' | 'refused';

/** The mark of what stands in the state and was said by that change. */
export function markOf(registry: Registry, changeId: string): Mark {
  const row = registry.statements.get<{ seq: number }>('SELECT seq FROM changes WHERE id = ?', idBytes(changeId));
  return row && row.seq >= PENDING_FROM ? 'pending' : 'confirmed';
}

/** Changes of a kind that had no effect, with the reason, in the order of the log. */
export function refusedOf<K extends ChangeKind>(registry: Registry, kind: K): { change: Change<K>; why: string }[] {
  const rows = registry.statements.all<{ seq: number; message: string }>(
    'SELECT r.seq, r.message FROM refused r JOIN changes c ON c.seq = r.seq WHERE c.kind = ? ORDER BY r.seq',
    CHANGE_KINDS.indexOf(kind),
  );
  return rows.map(({ seq, message }) => ({ change: registry.log.at(seq).change as Change<K>, why: message }));
}
