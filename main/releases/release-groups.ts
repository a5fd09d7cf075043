import type { ReleaseGroup } from '../../shared/contract/label-calls.ts';
import { moveFacts, type MoveFacts } from '../registry/move-facts.ts';
import { promptSeq } from '../registry/prompt-queries.ts';
import { releases } from '../registry/release-queries.ts';
import type { Registry } from '../registry/registry.ts';
import { moveSeq } from './roll-back-release.ts';

export type GroupFilter = {
  promptId?: string | undefined;
  label?: string | undefined;
  author?: string | undefined;
  since?: number | undefined;
  until?: number | undefined;
  before?: string | undefined;
  limit: number;
};

/** Moves of a release that are told with it. */
const FIRST = 3;

/** Releases, newest first: labels that were moved together count as one. Of a release over several prompts or labels, only
 *  what was asked for is counted and shown. */
export function releaseGroups(registry: Registry, filter: GroupFilter): { groups: ReleaseGroup[]; more: boolean } {
  return registry.db.transaction(() => {
    const prompt = filter.promptId === undefined ? undefined : promptSeq(registry, filter.promptId);
    const before = filter.before === undefined ? undefined : moveSeq(registry, filter.before);
    const factsOf = moveFacts(registry);
    const groups: ReleaseGroup[] = [];
    for (const { move, count } of movesOf(registry, { prompt, label: filter.label, before })) {
      const facts = factsOf(move);
      if (!isWanted(facts, filter)) continue;
      if (groups.length === filter.limit) return { groups, more: true };
      const moves = releases(registry, { move, prompt, label: filter.label, limit: FIRST });
      groups.push({ ...facts, count, moves });
    }
    return { groups, more: false };
  })();
}

type Wanted = { prompt: number | undefined; label: string | undefined; before: number | undefined };

/** Read in full before the first is looked at: a statement that is still being stepped cannot be begun again. */
function movesOf(registry: Registry, { prompt, label, before }: Wanted): { move: number; count: number }[] {
  const where = ['1'];
  if (prompt !== undefined) where.push('prompt = @prompt');
  if (label !== undefined) where.push('label = @label');
  if (before !== undefined) where.push('move < @before');
  return registry.statements.all(
    `SELECT move, count(*) AS count FROM releases WHERE ${where.join(' AND ')} GROUP BY move ORDER BY move DESC`,
    { prompt, label, before },
  );
}

function isWanted(facts: MoveFacts, { author, since, until }: GroupFilter): boolean {
  if (author !== undefined && facts.author !== author) return false;
  return facts.at >= (since ?? -Infinity) && facts.at < (until ?? Infinity);
}

/** Whoever has moved a label, by name. */
export function releaseAuthors(registry: Registry): string[] {
  const rows = registry.statements.column<string>(
    `SELECT DISTINCT coalesce(c.body ->> '$.origin.author', c.author) FROM changes c
     WHERE c.seq IN (SELECT DISTINCT move FROM releases)`,
  );
  return rows.toSorted((a, b) => a.localeCompare(b, 'en'));
}
