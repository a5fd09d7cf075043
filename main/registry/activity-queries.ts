import type { z } from 'zod';
import { CHANGE_KINDS, type Change, type ChangeKind } from '../../shared/change.ts';
import type { ActivityRow, teamCalls } from '../../shared/contract/team-calls.ts';
import { Refused } from '../../shared/reply.ts';
import { changeWords, type Names } from '../../shared/team/change-words.ts';
import { signers, type Signed } from './change-authors.ts';
import type { Logged } from './change-log.ts';
import { changeNames } from './change-names.ts';
import { PENDING_FROM } from './pending-from.ts';
import { refusalsAt } from './refused-queries.ts';
import type { Registry } from './registry.ts';

export type ActivityFilter = z.output<(typeof teamCalls)['activity.list']['input']>;

/** Everything that happened, newest first: what waits on this device, then the log from its end. At most `limit` rows after
 *  `before` (a change's id); `more` tells whether there are older ones. Refuses as `no-change` where `before` is unknown. */
export function activity(registry: Registry, filter: ActivityFilter): { rows: ActivityRow[]; more: boolean } {
  // One read transaction: another process may take segments in between one row and the next.
  return registry.db.transaction(() => {
    const tell = teller(registry);
    const rows: ActivityRow[] = [];
    for (const one of newest(registry, filter)) {
      const row = tell(one);
      if (!isWanted(row, one.change, filter)) continue;
      if (rows.length === filter.limit) return { rows, more: true };
      rows.push(row);
    }
    return { rows, more: false };
  })();
}

/** Everybody who did something: members by their names today, and whoever else stands as an author. */
export function activityPeople(registry: Registry): { name: string; memberId: string | null }[] {
  const members = [...registry.state.teamRows('member')];
  const known = new Set(members.flatMap(({ names }) => names));
  const others = registry.statements
    .column<string>('SELECT DISTINCT author FROM changes')
    .filter((author) => !known.has(author));
  return [
    ...members.map(({ name, memberId }) => ({ name, memberId })),
    ...others.map((name) => ({ name, memberId: null })),
  ].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** One change as the feed tells it. */
export function teller(registry: Registry): (one: Logged) => ActivityRow {
  const names = changeNames(registry);
  const signedAt = signers(registry);
  const refusalAt = refusalsAt(registry);
  return ({ seq, change }) => {
    const refusal = refusalAt(seq);
    return {
      ...place(seq, signedAt(seq)),
      ...about(registry, change, names),
      changeId: change.id,
      kind: change.kind,
      author: change.author,
      at: change.at,
      mark: refusal ? 'refused' : markOf(seq, change.kind, registry),
      why: refusal?.message ?? null,
    };
  };
}

/** Whether a change that nothing refused counts, and for whom. */
function markOf(seq: number, kind: ChangeKind, { log }: Registry): ActivityRow['mark'] {
  if (seq < PENDING_FROM) return 'confirmed';
  return log.isQueued(kind) ? 'queued' : 'pending';
}

function place(seq: number, { segment, memberId }: Signed): Pick<ActivityRow, 'position' | 'segment' | 'memberId'> {
  return { position: seq < PENDING_FROM ? seq : null, segment, memberId };
}

function about(
  registry: Registry,
  change: Change,
  names: Names,
): Pick<ActivityRow, 'what' | 'note' | 'promptId' | 'promptName' | 'label' | 'versionId' | 'reviewId'> {
  const words = changeWords(change, names);
  const promptName = words.promptId === null ? null : nameOf(registry, change, words.promptId);
  return { ...words, promptName };
}

/** What the prompt is called today; where it never came to be, what it was to be called. */
function nameOf({ state }: Registry, change: Change, promptId: string): string | null {
  return state.prompt(promptId)?.name ?? (change.kind === 'prompt.created' ? change.body.name : null);
}

function newest({ log, state }: Registry, filter: ActivityFilter): Iterable<Logged> {
  const { before, kinds, author, promptId } = filter;
  const where: string[] = [];
  if (kinds) where.push(`kind IN (${kinds.map((kind) => CHANGE_KINDS.indexOf(kind as ChangeKind)).join(',') || '-1'})`);
  if (author !== undefined) where.push('author = @author');
  // Most changes hang on their prompt; some name it in their body, and those about a review name the review.
  if (promptId !== undefined)
    where.push(`(prompt = @prompt OR seq = @prompt OR instr(body, @promptId) > 0 OR body LIKE '%"reviewId":%')`);
  const seq = before === undefined ? Number.MAX_SAFE_INTEGER : log.seqOf(before);
  if (seq === null) throw new Refused('no-change', 'The change this page goes on from is not in this workspace.');
  const prompt = promptId === undefined ? null : state.promptSeq(promptId);
  return log.newest(seq, where, { author: author ?? null, prompt, promptId: promptId ?? null });
}

function isWanted(row: ActivityRow, change: Change, filter: ActivityFilter): boolean {
  const { memberId, promptId, label, marks } = filter;
  if (memberId !== undefined && row.memberId !== memberId) return false;
  if (marks && !marks.includes(row.mark)) return false;
  if (
    promptId !== undefined &&
    row.promptId !== promptId &&
    !movesOf(change).some((move) => move.promptId === promptId)
  )
    return false;
  return label === undefined || row.label === label || movesOf(change).some((move) => move.label === label);
}

function movesOf(change: Change): { promptId: string; label: string }[] {
  return change.kind === 'label.moved' ? change.body.moves : [];
}
