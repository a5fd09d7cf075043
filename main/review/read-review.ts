import type { Evidence, Review, ReviewComment, ReviewDecision } from '../../shared/contract/review-calls.ts';
import { reviewStanding, type ReviewStanding } from '../../shared/review/approvals.ts';
import { roleRefusal } from '../../shared/team/may-do.ts';
import type { ReviewRow } from '../../shared/team/team-rows.ts';
import { queuedOf } from '../registry/queued.ts';
import type { Registry } from '../registry/registry.ts';
import { markOf, refusedOf } from './change-marks.ts';
import { findReview } from './make-review.ts';
import { ownMember, ownMemberId } from './own-member.ts';
import { readPolicy } from './policies.ts';
import { countingDecisions, reviewRow } from './review-rows.ts';

/** One review with all that was said, and what this person may do about it. Throws `Refused('no-review')`. */
export function readReview(registry: Registry, reviewId: string): Review {
  return registry.db.transaction(() => {
    const review = findReview(registry, reviewId);
    const me = ownMemberId(registry);
    const standing = reviewStanding(registry.state, review, me);
    const decisions = decisionsOf(registry, review, standing);
    return {
      ...reviewRow(registry, review, standing, me),
      policy: readPolicy(registry, review.label),
      expectedMoveId: review.expectedMoveId,
      discussion: commentsOf(registry, review),
      decisions,
      evidence: evidenceOf(registry, review, standing),
      ...whatMayBeDone(registry, review, standing, me),
    };
  })();
}

function commentsOf(registry: Registry, { reviewId }: ReviewRow): ReviewComment[] {
  return inOrder([...registry.state.teamRows('comment', reviewId)]).map(({ changeId, author, at, text, place }) => ({
    changeId,
    by: author,
    at,
    text,
    place,
    mark: markOf(registry, changeId),
  }));
}

/** Those that count, those that do not (any more) with why, those that wait for their place in the log, and those that
 *  came too late for it. */
function decisionsOf(registry: Registry, { reviewId }: ReviewRow, standing: ReviewStanding): ReviewDecision[] {
  const counting = countingDecisions(registry, reviewId, standing).map((decision) => ({ decision, why: null }));
  const dead = standing.dead.map(({ decision, sentence }) => ({ decision, why: sentence }));
  const said = [...counting, ...dead].map(({ decision: { changeId, author, at, decision, note }, why }) => ({
    changeId,
    by: author,
    at,
    decision,
    note,
    counts: why === null,
    why,
    mark: markOf(registry, changeId),
  }));
  const known = new Set(said.map(({ changeId }) => changeId));
  const waiting = queuedOf(registry, 'review.decided').map((change) => ({
    change,
    why: null,
    mark: 'queued' as const,
  }));
  const refused = refusedOf(registry, 'review.decided').map((one) => ({ ...one, mark: 'refused' as const }));
  for (const { change, why, mark } of [...waiting, ...refused]) {
    const { decision, note } = change.body;
    if (change.body.reviewId !== reviewId || known.has(change.id)) continue;
    known.add(change.id);
    said.push({ changeId: change.id, by: change.author, at: change.at, decision, note, counts: false, why, mark });
  }
  return inOrder(said);
}

function evidenceOf(registry: Registry, { promptId, versionId }: ReviewRow, { evidence }: ReviewStanding): Evidence[] {
  const required = evidence?.evaluation ?? null;
  const confirmed = [...registry.state.teamRows('evidence', promptId)].map((row) => ({
    row,
    mark: markOf(registry, row.changeId),
  }));
  const waiting = queuedOf(registry, 'evidence.recorded').map(({ id, author, at, body }) => ({
    row: { ...body, changeId: id, author, at },
    mark: 'queued' as const,
  }));
  return inOrder(
    [...confirmed, ...waiting]
      .filter(({ row }) => row.promptId === promptId && row.versionId === versionId)
      .map(({ row: { changeId, evaluation, passed, summary, author, at }, mark }) => ({
        changeId,
        evaluation,
        passed,
        summary,
        by: author,
        at,
        required: evaluation === required,
        mark,
      })),
  );
}

type May = Pick<Review, 'mayApprove' | 'mayReject' | 'mayWithdraw' | 'mayRelease' | 'mayComment'>;

/** The rules say what would be refused; besides, what was done already need not be done again. */
function whatMayBeDone(registry: Registry, review: ReviewRow, standing: ReviewStanding, me: string | null): May {
  const { decideRefusal, moveRefusal, withdrawRefusal, approvals, rejections } = standing;
  const own = [...approvals, ...rejections].find(({ memberId }) => memberId === me)?.decision;
  const queued = queuedOf(registry, 'review.decided').findLast(({ body }) => body.reviewId === review.reviewId);
  const spoken = queued?.body.decision ?? own;
  const again = queued ? ' This is queued until it is synced.' : '';
  const isMoving = queuedOf(registry, 'label.moved').some(({ body }) =>
    body.moves.some((move) => move.promptId === review.promptId && move.label === review.label),
  );
  const member = ownMember(registry);
  return {
    mayApprove: decideRefusal?.message ?? (spoken === 'approve' ? `You approved this already.${again}` : null),
    mayReject: decideRefusal?.message ?? (spoken === 'reject' ? `You rejected this already.${again}` : null),
    mayWithdraw: withdrawRefusal?.message ?? null,
    mayRelease: moveRefusal?.message ?? (isMoving ? `A move of “${review.label}” is queued already.` : null),
    mayComment: me === null ? null : member ? (roleRefusal(member, 'review.commented')?.message ?? null) : NO_MEMBER,
  };
}

const NO_MEMBER = 'Only members of this workspace can comment. Ask an owner to let you in.';

function inOrder<T extends { changeId: string }>(all: T[]): T[] {
  return all.toSorted((a, b) => (a.changeId < b.changeId ? -1 : 1));
}
