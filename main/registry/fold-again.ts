import { PENDING_FROM } from './pending-from.ts';
import type { Registry } from './registry.ts';
import { segmentActors } from './segment-rows.ts';
import type { Statements } from './statements.ts';

/** Empties what is folded from the log. What this device keeps for itself stays. */
export function emptyState(statements: Statements): void {
  for (const table of ['workspace', 'prompts', 'versions', 'labels', 'releases', 'diverged', 'team', 'undo'])
    statements.run(`DELETE FROM ${table}`);
}

/** Folds everything that has a place in the log into the empty state. */
export function foldAgain(registry: Registry): void {
  const { log, writer, notes, statements } = registry;
  const actorAt = segmentActors(statements, notes);
  for (const { seq, change, versionId } of log.read(0, PENDING_FROM)) {
    const outcome = writer.judge(versionId === null ? { change } : { change, versionId }, actorAt(seq));
    if ('effects' in outcome) writer.write(outcome.effects, seq, change.content ?? null);
  }
}
