import type { ReleaseGroup } from '../../shared/contract/label-calls.ts';
import { moveFacts } from '../registry/move-facts.ts';
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
    const found = movesOf(registry, { ...filter, prompt, before });
    const groups = found.slice(0, filter.limit).map(({ move, count }) => {
      const moves = releases(registry, { move, prompt, label: filter.label, limit: FIRST });
      return { ...factsOf(move), count, moves };
    });
    return { groups, more: found.length > filter.limit };
  })();
}

type Wanted = Omit<GroupFilter, 'promptId' | 'before'> & { prompt: number | undefined; before: number | undefined };

// An imported move says itself who made it and when. Looking for the word is many times faster than reading the JSON.
const HAS_ORIGIN = `instr(c.body, '"origin":') > 0`;
const AUTHOR = `CASE WHEN ${HAS_ORIGIN} THEN coalesce(c.body ->> '$.origin.author', c.author) ELSE c.author END`;
const AT = `CASE WHEN ${HAS_ORIGIN} THEN coalesce(c.body ->> '$.origin.committedAt', c.at) ELSE c.at END`;

/** One more than was asked for, where there are more. Each move is judged once, however many labels it moved. */
function movesOf(registry: Registry, wanted: Wanted): { move: number; count: number }[] {
  const { prompt, label, before, author, since, until, limit } = wanted;
  const rows = ['1'];
  if (prompt !== undefined) rows.push('prompt = @prompt');
  if (label !== undefined) rows.push('label = @label');
  const moves = ['1'];
  if (before !== undefined) moves.push('m.move < @before');
  if (author !== undefined) moves.push(`${AUTHOR} = @author`);
  if (since !== undefined) moves.push(`${AT} >= @since`);
  if (until !== undefined) moves.push(`${AT} < @until`);
  const of = rows.join(' AND ');
  return registry.statements.all(
    `SELECT m.move, (SELECT count(*) FROM releases r WHERE r.move = m.move AND ${of}) AS count
     FROM (SELECT DISTINCT move FROM releases WHERE ${of}) m JOIN changes c ON c.seq = m.move
     WHERE ${moves.join(' AND ')} ORDER BY m.move DESC LIMIT @limit`,
    { prompt, label, before, author, since, until, limit: limit + 1 },
  );
}

/** Whoever has moved a label, by name. */
export function releaseAuthors(registry: Registry): string[] {
  const rows = registry.statements.column<string>(
    `SELECT DISTINCT ${AUTHOR} FROM changes c
     WHERE c.seq IN (SELECT DISTINCT move FROM releases)`,
  );
  return rows.toSorted((a, b) => a.localeCompare(b, 'en'));
}
