import { isOptimistic, type Change, type ChangeKind } from '../../shared/change.ts';
import type { ActivityRow, teamCalls } from '../../shared/contract/team-calls.ts';
import { nameKey } from '../../shared/names.ts';
import { changeWords, type Names } from '../../shared/team/change-words.ts';
import type { z } from 'zod';
import { idText } from '../registry/bytes.ts';
import { kindOf } from '../registry/change-row.ts';
import { PENDING_FROM } from '../registry/pending-from.ts';
import type { Registry } from '../registry/registry.ts';
import { activityWhere } from './activity-where.ts';
import { namesIn } from './change-names.ts';

export type ActivityQuestion = z.output<(typeof teamCalls)['activity.list']['input']> & {
  /** Leaves out what was written under these names. */
  notBy?: readonly string[];
};

type Row = {
  seq: number;
  id: Buffer;
  kind: number;
  author: string;
  at: number;
  prompt_id: Buffer | null;
  body: string;
  origin_author: string | null;
  refused: string | null;
};

/** Everything that happened, newest first: what has no place in the log yet, then the log from its end. */
export function listActivity(registry: Registry, question: ActivityQuestion): { rows: ActivityRow[]; more: boolean } {
  // One read transaction: another process may commit between one query and the next.
  return registry.db.transaction(() => {
    const { sql, values } = activityWhere(registry, question);
    const found = registry.statements.all<Row>(
      `SELECT c.seq, c.id, c.kind, c.author, c.at, p.id AS prompt_id, c.body, c.origin_author, r.message AS refused
       FROM changes c LEFT JOIN prompts p ON p.seq = c.prompt LEFT JOIN refused r ON r.seq = c.seq
       WHERE ${sql} ORDER BY c.seq DESC LIMIT @limit`,
      { ...values, limit: question.limit + 1 },
    );
    const names = namesIn(registry);
    const memberOf = membersByName(registry);
    const rows = found.slice(0, question.limit).map((row) => activityRow(registry, row, names, memberOf));
    return { rows, more: found.length > question.limit };
  })();
}

/** Everybody who ever wrote here: members by their present name, and authors who are none. */
export function activityPeople(registry: Registry): { people: { name: string; memberId: string | null }[] } {
  const members = [...registry.state.teamRows('member')].map(({ name, memberId }) => ({ name, memberId }));
  const held = membersByName(registry);
  const authors = registry.statements.column<string>('SELECT DISTINCT author FROM changes');
  const others = authors.filter((author) => !held.has(nameKey(author))).map((name) => ({ name, memberId: null }));
  return { people: [...members, ...others].toSorted((a, b) => a.name.localeCompare(b.name, 'en')) };
}

function activityRow(registry: Registry, row: Row, names: Names, memberOf: ReadonlyMap<string, string>): ActivityRow {
  const kind = kindOf(row);
  const change = changeIn(row, kind);
  const words = changeWords(change, names);
  const isPlaced = row.seq < PENDING_FROM;
  const mark = row.refused !== null ? 'refused' : isPlaced ? 'confirmed' : isOptimistic(kind) ? 'pending' : 'queued';
  return {
    changeId: change.id,
    position: isPlaced ? row.seq : null,
    segment: isPlaced ? segmentOf(registry, row.seq) : null,
    kind,
    author: row.author,
    memberId: memberOf.get(nameKey(row.author)) ?? null,
    at: row.at,
    ...words,
    promptName: words.promptId === null ? null : (registry.state.prompt(words.promptId)?.name ?? null),
    mark,
    why: row.refused,
  };
}

/** What words need of a change: not its content, nor what a version builds on. */
function changeIn({ id, author, at, body, prompt_id, origin_author }: Row, kind: ChangeKind): Change {
  const said = JSON.parse(body) as Record<string, unknown>;
  if (prompt_id !== null) said['promptId'] = idText(prompt_id);
  if (origin_author !== null) said['origin'] = { author: origin_author };
  return { id: idText(id), kind, author, at, body: said } as unknown as Change;
}

function segmentOf({ statements }: Registry, seq: number): number | null {
  const row = statements.get<{ number: number; first_seq: number }>(
    'SELECT number, first_seq FROM segments WHERE last_seq >= ? ORDER BY last_seq, number LIMIT 1',
    seq,
  );
  return row && row.first_seq <= seq ? row.number : null;
}

/** Members by every name they have had: a name stays with who had it. */
function membersByName(registry: Registry): Map<string, string> {
  const byName = new Map<string, string>();
  for (const { memberId, names } of registry.state.teamRows('member'))
    for (const name of names) byName.set(nameKey(name), memberId);
  return byName;
}
