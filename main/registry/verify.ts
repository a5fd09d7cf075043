import { createHash } from 'node:crypto';
import { applyChange } from '../../shared/fold/apply-change.ts';
import { isOptimistic } from '../../shared/change.ts';
import { MemoryState } from '../../shared/fold/memory-state.ts';
import { Refused } from '../../shared/reply.ts';
import { ChangeLog } from './change-log.ts';
import { foldContext } from './fold-context.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Registry } from './registry.ts';
import { segmentActors } from './segment-rows.ts';

export type Verified = {
  /** SHA-256 of the state that the log folds to: equal on every machine that has the log up to the same place. */
  stateHash: string;
  /** The same with what is pending on this device; equal where nothing is. */
  viewHash: string;
  changes: number;
  /** How many of the changes have no place in the log yet. */
  pending: number;
};

/** SHA-256 over the state's lines: equal on every machine that folded the same log. */
export function stateHash(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest('hex');
}

/**
 * Checks the file, then folds the log again from nothing, reading every content and recomputing every version id, and what is
 * pending on top of it, and compares with the state at hand. Refuses (`verify-failed`) where they differ, with the change
 * it met the difference at, or the two hashes. `onProgress` may throw to stop.
 */
export function verify(registry: Registry, onProgress?: (done: number, total: number) => void): Verified {
  // One read transaction: a commit by another process half-way must not look like a difference.
  return registry.db.transaction(() => {
    // Every index against its table, too: a change's id stands nowhere else that could tell it was altered.
    const finding = registry.db.pragma('integrity_check(1)', { simple: true });
    if (finding !== 'ok') throw failed(`The file does not hold together: ${String(finding)}.`);
    const total = registry.log.count();
    const fold = new Refold(registry);
    let confirmed: string | null = null;
    for (const one of readLog(registry)) {
      if (one.seq >= PENDING_FROM) confirmed ??= stateHash(fold.state.lines());
      fold.step(one);
      onProgress?.(fold.changes, total);
    }
    const view = stateHash(fold.state.lines());
    const kept = stateHash(registry.state.lines());
    if (view !== kept)
      throw failed(`The log folds to state ${view.slice(0, 12)}, but the workspace holds ${kept.slice(0, 12)}.`);
    return { stateHash: confirmed ?? view, viewHash: view, changes: fold.changes, pending: fold.pending };
  })();
}

type One = ReturnType<Registry['log']['read']> extends Iterable<infer Item> ? Item : never;

/** Folds a log's changes one by one, from nothing or on top of `state`, and throws `Refused('verify-failed')` where what is kept
 *  of one is not what comes of it. */
export class Refold {
  readonly state: MemoryState;
  changes = 0;
  pending = 0;
  private readonly actorAt: ReturnType<typeof segmentActors>;
  private readonly refused: Map<number, string>;

  constructor({ statements, notes }: Registry, state: MemoryState = new MemoryState()) {
    this.state = state;
    this.actorAt = segmentActors(statements, notes);
    const rows = statements.all<{ seq: number; code: string }>('SELECT seq, code FROM refused');
    this.refused = new Map(rows.map(({ seq, code }) => [seq, code]));
  }

  step({ seq, change, versionId }: One): void {
    this.changes += 1;
    if (seq >= PENDING_FROM) this.pending += 1;
    if (seq >= PENDING_FROM && !isOptimistic(change.kind)) return;
    const outcome = applyChange(this.state, change, foldContext(this.actorAt(seq)));
    const refusal = 'refusal' in outcome ? outcome.refusal : null;
    const kept = this.refused.get(seq);
    if (refusal && kept === undefined)
      throw failed(`Change ${seq} (${change.kind}) does not follow from those before it: ${refusal.message}`);
    if (kept !== undefined && kept !== refusal?.code)
      throw failed(`Change ${seq} (${change.kind}) is kept as refused (${kept}), but it has an effect at its place.`);
    const effects = 'effects' in outcome ? outcome.effects : [];
    const made = effects.find((effect) => effect.table === 'version')?.row.id ?? null;
    if (made !== versionId) throw failed(`Change ${seq} does not say what it said when it was committed.`);
    this.state.write(effects);
  }
}

function* readLog(registry: Registry): ReturnType<Registry['log']['read']> {
  let last = 0;
  try {
    // A log of its own: what is remembered in memory must not stand in for what the disk holds.
    for (const one of new ChangeLog(registry.statements).read()) {
      last = one.seq;
      yield one;
    }
  } catch (error) {
    throw failed(`Change ${last + 1} cannot be read: ${(error as Error).message}.`);
  }
}

function failed(message: string): Refused {
  return new Refused('verify-failed', `${message} Go back to a backup, or export what you can to Galley JSON.`);
}
