import type { Registry } from './registry.ts';
import { segmentActors } from './segment-rows.ts';
import type { Statements } from './statements.ts';

const AT_ONCE = 500; // changes in memory

/** Empties what is folded from the log. What this device keeps for itself stays. */
export function emptyState(statements: Statements): void {
  for (const table of ['workspace', 'prompts', 'versions', 'labels', 'releases', 'diverged', 'team', 'undo'])
    statements.run(`DELETE FROM ${table}`);
}

/** Folds everything that has a place in the log into the empty state. */
export function foldAgain(registry: Registry): void {
  const { log, writer, notes, statements } = registry;
  const actorAt = segmentActors(statements, notes);
  // SQLite writes nothing while a query is being read.
  for (let from = 0, chunk = log.first(from, AT_ONCE); chunk.length > 0; chunk = log.first(from, AT_ONCE)) {
    for (const { seq, change, versionId } of chunk) {
      const outcome = writer.judge(versionId === null ? { change } : { change, versionId }, actorAt(seq));
      if ('effects' in outcome) writer.write(outcome.effects, seq, change.content ?? null);
    }
    from = chunk.at(-1)!.seq;
  }
}
