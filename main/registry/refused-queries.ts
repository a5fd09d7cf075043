import type { Change } from '../../shared/change.ts';
import type { Refusal } from '../../shared/reply.ts';
import { signers } from './change-authors.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Registry } from './registry.ts';

/** A change that had no effect at its place (or would have none, where it waits). */
export type RefusedChange = {
  seq: number;
  change: Change;
  refusal: Refusal;
  memberId: string | null;
  isPending: boolean;
};

type Row = { seq: number; code: string; message: string; details: string | null };

/** The same version once more is nothing that anybody needs to hear of. */
const HARMLESS = 'version-exists';

/** Changes that had no effect, newest first; those of one member, where one is given. */
export function refusedChanges(
  registry: Registry,
  { memberId, limit = 500 }: { memberId?: string | null; limit?: number } = {},
): RefusedChange[] {
  const { statements, log } = registry;
  const signedAt = signers(registry);
  const found: RefusedChange[] = [];
  for (const row of statements.all<Row>(`SELECT * FROM refused WHERE code <> '${HARMLESS}' ORDER BY seq DESC`)) {
    if (found.length === limit) break;
    const { memberId: by } = signedAt(row.seq);
    if (memberId !== undefined && by !== memberId) continue;
    const { change } = log.bareAt(row.seq);
    found.push({ seq: row.seq, change, refusal: refusalIn(row), memberId: by, isPending: row.seq >= PENDING_FROM });
  }
  return found;
}

/** Tells why the change at a seq had no effect; null where it had one. */
export function refusalsAt({ statements }: Registry): (seq: number) => Refusal | null {
  return (seq) => {
    const row = statements.get<Row>(`SELECT * FROM refused WHERE seq = ? AND code <> '${HARMLESS}'`, seq);
    return row ? refusalIn(row) : null;
  };
}

function refusalIn({ code, message, details }: Row): Refusal {
  const refusal = { code, message };
  return details === null ? refusal : { ...refusal, details: JSON.parse(details) as Record<string, unknown> };
}
