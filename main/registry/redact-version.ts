import { Refused } from '../../shared/reply.ts';
import { idText } from './bytes.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Registry } from './registry.ts';
import { versionById } from './version-queries.ts';

/**
 * Takes the text of a version out, for good: here at once where no remote confirms the log, else wherever the log is read,
 * once the change is in it (`queued`). Refuses `pending` where the version itself is not in the log yet; what else is refused,
 * the fold decides: see `shared/fold/judge-reviews.ts`.
 */
export function redactVersion(
  registry: Registry,
  { versionId, reason }: { versionId: string; reason: string },
): { queued: boolean } {
  return registry.transaction(() => {
    const { prompt, place } = versionById(registry, versionId);
    const row = registry.statements.get<{ seq: number; id: Buffer }>(
      'SELECT v.seq, c.id FROM versions v JOIN changes c ON c.seq = v.seq WHERE v.prompt = ? AND v.number = ?',
      prompt,
      place,
    )!;
    if (row.seq >= PENDING_FROM)
      throw new Refused('pending', 'This version is not in the team’s log yet. Sync first, then redact it.');
    registry.record({ kind: 'body.redacted', body: { changeId: idText(row.id), reason: reason.trim() } });
    return { queued: registry.notes.isAttached };
  });
}
