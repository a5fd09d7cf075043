import { CHANGE_KINDS, type ChangeKind } from '../../shared/change.ts';
import { Refused } from '../../shared/reply.ts';
import { QUEUED_KINDS } from '../registry/change-log.ts';
import { PENDING_FROM } from '../registry/pending-from.ts';
import { promptSeq } from '../registry/prompt-queries.ts';
import type { Registry } from '../registry/registry.ts';
import type { ActivityQuestion } from './activity.ts';

const MOVED = numberOf('label.moved');
const OF_REVIEWS = (['review.commented', 'review.decided', 'review.withdrawn'] as const).map(numberOf).join(',');
const MARKS: Record<NonNullable<ActivityQuestion['marks']>[number], string> = {
  confirmed: `(c.seq < ${PENDING_FROM} AND r.seq IS NULL)`,
  pending: `(c.seq >= ${PENDING_FROM} AND r.seq IS NULL AND c.kind NOT IN (${QUEUED_KINDS}))`,
  queued: `(c.seq >= ${PENDING_FROM} AND r.seq IS NULL AND c.kind IN (${QUEUED_KINDS}))`,
  refused: 'r.seq IS NOT NULL',
};

/** SQL over `changes c` and `refused r`, and its values. Throws `Refused` as `no-prompt`, `no-change` and `no-member`. */
export function activityWhere(
  registry: Registry,
  question: ActivityQuestion,
): { sql: string; values: Record<string, string | number> } {
  // The same version committed twice is one version: nothing was refused to anybody.
  const parts = ["(r.seq IS NULL OR r.code <> 'version-exists')"];
  const values: Record<string, string | number> = {};
  const { author, memberId, promptId, label, kinds, marks, before, notBy } = question;
  if (author !== undefined) {
    parts.push('c.author = @author');
    values['author'] = author;
  }
  if (notBy !== undefined) {
    parts.push('c.author NOT IN (SELECT value FROM json_each(@notBy))');
    values['notBy'] = JSON.stringify(notBy);
  }
  if (memberId !== undefined) {
    parts.push('c.author IN (SELECT value FROM json_each(@names))');
    values['names'] = JSON.stringify(namesOf(registry, memberId));
  }
  if (promptId !== undefined) {
    const reviews = [...registry.state.teamRows('prompt-review', promptId)].map(({ reviewId }) => reviewId);
    parts.push(
      `(c.prompt = @prompt OR c.seq = @prompt OR (c.kind = ${MOVED} AND instr(c.body, @promptId) > 0) OR ${ofReviews('promptReviews')})`,
    );
    Object.assign(values, { prompt: promptSeq(registry, promptId), promptId });
    values['promptReviews'] = JSON.stringify(reviews);
  }
  if (label !== undefined) {
    const reviews = [...registry.state.teamRows('review')].filter((review) => review.label === label);
    parts.push(
      `(json_extract(c.body, '$.label') = @label OR ${ofReviews('labelReviews')} OR (c.kind = ${MOVED} AND EXISTS
        (SELECT 1 FROM json_each(c.body, '$.moves') m WHERE json_extract(m.value, '$.label') = @label)))`,
    );
    values['label'] = label;
    values['labelReviews'] = JSON.stringify(reviews.map(({ reviewId }) => reviewId));
  }
  if (kinds !== undefined) {
    const numbers = kinds.map((kind) => CHANGE_KINDS.indexOf(kind as ChangeKind)).filter((number) => number >= 0);
    parts.push(`c.kind IN (${numbers.join(',')})`);
  }
  if (marks !== undefined) parts.push(`(${['0', ...marks.map((mark) => MARKS[mark])].join(' OR ')})`);
  if (before !== undefined) {
    parts.push('c.seq < @before');
    values['before'] = placeOf(registry, before);
  }
  return { sql: parts.join(' AND '), values };
}

function ofReviews(name: string): string {
  return `(c.kind IN (${OF_REVIEWS}) AND json_extract(c.body, '$.reviewId') IN (SELECT value FROM json_each(@${name})))`;
}

function namesOf(registry: Registry, memberId: string): string[] {
  const member = registry.state.team('member', memberId);
  if (!member) throw new Refused('no-member', 'There is no such member in this workspace.');
  return member.names;
}

function placeOf(registry: Registry, changeId: string): number {
  const seq = registry.log.seqOf(changeId);
  if (seq === null) throw new Refused('no-change', 'The log does not hold the change to go on from.');
  return seq;
}

function numberOf(kind: ChangeKind): number {
  return CHANGE_KINDS.indexOf(kind);
}
