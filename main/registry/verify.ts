import { createHash } from 'node:crypto';
import { applyChange } from '../../shared/fold/apply-change.ts';
import { MemoryState } from '../../shared/fold/memory-state.ts';
import { Refused } from '../../shared/reply.ts';
import { ChangeLog } from './change-log.ts';
import { foldContext } from './fold-context.ts';
import type { Registry } from './registry.ts';

export type Verified = { stateHash: string; changes: number };

/** SHA-256 over the state's lines: equal on every machine that folded the same log. */
export function stateHash(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest('hex');
}

/**
 * Checks the file, then folds the log again from nothing, reading every content and recomputing every version id, and compares with the state
 * at hand. Refuses (`verify-failed`) where they differ, with the change it met the difference at, or the two hashes.
 * `onProgress` may throw to stop.
 */
export function verify(registry: Registry, onProgress?: (done: number, total: number) => void): Verified {
  // One read transaction: a commit by another process half-way must not look like a difference.
  return registry.db.transaction(() => {
    // Every index against its table, too: a change's id stands nowhere else that could tell it was altered.
    const finding = registry.db.pragma('integrity_check(1)', { simple: true });
    if (finding !== 'ok') throw failed(`The file does not hold together: ${String(finding)}.`);
    const total = registry.log.count();
    const state = new MemoryState();
    const context = foldContext(null);
    let changes = 0;
    for (const { seq, change, versionId } of readLog(registry)) {
      const outcome = applyChange(state, change, context);
      if ('refusal' in outcome)
        throw failed(`Change ${seq} (${change.kind}) does not follow from those before it: ${outcome.refusal.message}`);
      const made = outcome.effects.find((effect) => effect.table === 'version')?.row.id ?? null;
      if (made !== versionId) throw failed(`Change ${seq} does not say what it said when it was committed.`);
      state.write(outcome.effects);
      changes += 1;
      onProgress?.(changes, total);
    }
    const folded = stateHash(state.lines());
    const kept = stateHash(registry.state.lines());
    if (folded !== kept)
      throw failed(`The log folds to state ${folded.slice(0, 12)}, but the workspace holds ${kept.slice(0, 12)}.`);
    return { stateHash: kept, changes };
  })();
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
