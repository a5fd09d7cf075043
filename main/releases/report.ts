import type { Release } from '../../shared/contract.ts';
import type { Report, ReportedPrompt } from '../../shared/contract/label-calls.ts';
import { Refused } from '../../shared/reply.ts';
import { idText } from '../registry/bytes.ts';
import { moveFacts } from '../registry/move-facts.ts';
import type { Registry } from '../registry/registry.ts';

/** A label, and the time from `since` up to and without `until`, in milliseconds since 1970. */
export type Period = { label: string; since: number; until: number };

type Row = {
  prompt_id: Buffer;
  name: string;
  archived: number;
  move: number;
  from_number: number | null;
  from_id: Buffer | null;
  to_number: number | null;
  to_id: Buffer | null;
};

/**
 * What happened to a label in a period: where it stood on each prompt when the period began and when it ended, and every
 * release in between, prompts by name. An imported release counts at the time it was made. Throws `Refused('bad-period')`.
 */
export function readReport(registry: Registry, { label, since, until }: Period): Report {
  if (until <= since) throw new Refused('bad-period', 'The period ends before it begins; choose a later end.');
  return registry.db.transaction(() => ({
    label,
    since,
    until,
    workspace: registry.state.workspace()?.name ?? '',
    madeAt: registry.now(),
    prompts: reportedPrompts(registry, { label, since, until }),
  }))();
}

function reportedPrompts(registry: Registry, { label, since, until }: Period): ReportedPrompt[] {
  const factsOf = moveFacts(registry);
  // What was written before the period began happened before it; an import may tell of releases that are older still.
  const rows = registry.statements.all<Row>(
    `SELECT p.id AS prompt_id, p.name, p.archived, r.move, r.from_number, ac.version AS from_id, r.to_number, bc.version AS to_id
     FROM releases r JOIN changes c ON c.seq = r.move JOIN prompts p ON p.seq = r.prompt
     LEFT JOIN versions a ON a.prompt = r.prompt AND a.number = r.from_number LEFT JOIN changes ac ON ac.seq = a.seq
     LEFT JOIN versions b ON b.prompt = r.prompt AND b.number = r.to_number LEFT JOIN changes bc ON bc.seq = b.seq
     WHERE r.label = @label AND c.at >= @since ORDER BY p.name_key, r.move`,
    { label, since },
  );
  const within = rows.filter((row) => {
    const { at } = factsOf(row.move);
    return at >= since && at < until;
  });
  const byPrompt = Map.groupBy(within, (row) => idText(row.prompt_id));
  return [...byPrompt].map(([promptId, own]) => {
    const { name, archived } = own[0]!;
    const releases = own.map((row): Release => ({
      ...factsOf(row.move),
      promptId,
      promptName: name,
      label,
      from: place(row.from_id, row.from_number),
      to: place(row.to_id, row.to_number),
    }));
    const [before, after] = [releases[0]!.from, releases.at(-1)!.to];
    return { promptId, name, archived: archived === 1, kind: kindOf(before, after), before, after, releases };
  });
}

function place(id: Buffer | null, number: number | null): Release['from'] {
  return id && { versionId: id.toString('hex'), number: number! };
}

function kindOf(before: Release['from'], after: Release['to']): ReportedPrompt['kind'] {
  if (before?.versionId === after?.versionId) return 'returned';
  if (before === null) return 'released';
  return after === null ? 'taken-off' : 'moved';
}
