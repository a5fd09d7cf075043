import type { Output } from '../../shared/contract.ts';
import type { ReviewRow as Row } from '../../shared/contract/review-calls.ts';
import { reviewStanding, type ReviewStanding } from '../../shared/review/approvals.ts';
import { whyNotOpen } from '../../shared/review/standing.ts';
import { hasMembers, whoDid } from '../../shared/team/members.ts';
import type { DecisionRow, ReviewRow } from '../../shared/team/team-rows.ts';
import { idBytes } from '../registry/bytes.ts';
import { queuedOf } from '../registry/queued.ts';
import type { Registry } from '../registry/registry.ts';
import { numberOf, versionNumber } from '../registry/version-queries.ts';
import { markOf } from './change-marks.ts';
import { ownMemberId } from './own-member.ts';

type Asked = { scope: 'waiting' | 'mine' | 'open' | 'all'; promptId?: string; label?: string };

/** Reviews, newest first: those that wait on this person, their own, those not over yet, or all. */
export function listReviews(registry: Registry, { scope, promptId, label }: Asked): Output<'review.list'> {
  return registry.db.transaction(() => {
    const me = ownMemberId(registry);
    const wantsOver = scope === 'mine' || scope === 'all';
    const rows = [...registry.state.teamRows('review')]
      .filter((review) => wantsOver || !isOver(registry, review))
      .toSorted((a, b) => (a.changeId < b.changeId ? 1 : -1)) // ids of changes begin with the time they were made at
      .map((review) => reviewRow(registry, review, reviewStanding(registry.state, review, me), me));
    const passes = {
      waiting: (row: Row) => row.waitsOnMe,
      mine: (row: Row) => row.isMine,
      open: isOpen,
      all: () => true,
    }[scope];
    return {
      reviews: rows.filter(
        (row) =>
          passes(row) &&
          (promptId === undefined || row.promptId === promptId) &&
          (label === undefined || row.label === label),
      ),
      waiting: rows.filter((row) => row.waitsOnMe).length,
      hasTeam: hasMembers(registry.state),
    };
  })();
}

/** Judged by its own row, which is far less than telling where it stands. */
function isOver({ state }: Registry, review: ReviewRow): boolean {
  return review.releasedBy !== null || whyNotOpen(state, review) !== null;
}

export function reviewRow(registry: Registry, review: ReviewRow, standing: ReviewStanding, me: string | null): Row {
  const { reviewId, promptId, versionId, label, note, at } = review;
  const isMine = me !== null && whoDid(registry.state, review.memberId)?.memberId === me;
  const state = standing.state === 'outdated' ? 'stale' : standing.state;
  return {
    reviewId,
    promptId,
    promptName: registry.state.prompt(promptId)?.name ?? '',
    label,
    from: placeOfMove(registry, review),
    to: { versionId, number: versionNumber(registry, promptId, versionId) },
    requestedBy: review.author,
    isMine,
    at,
    note,
    state,
    approvals: countingDecisions(registry, reviewId, standing).filter(({ decision }) => decision === 'approve').length,
    needed: standing.needed,
    waitsOnMe: waitsOn(registry, review, standing, me, isMine),
    comments: [...registry.state.teamRows('comment', reviewId)].length,
    mark: markOf(registry, review.changeId),
  };
}

/** Those that count; of a review whose move was made, those it was made on. */
export function countingDecisions(
  registry: Registry,
  reviewId: string,
  { state, approvals, rejections }: ReviewStanding,
): DecisionRow[] {
  return state === 'released' ? [...registry.state.teamRows('decision', reviewId)] : [...approvals, ...rejections];
}

export function isOpen({ state }: Row): boolean {
  return state === 'open' || state === 'approved' || state === 'rejected';
}

/** A word of theirs is wanted, or what they asked for can be released by them. */
function waitsOn(
  registry: Registry,
  { reviewId }: ReviewRow,
  { state, decideRefusal, moveRefusal, approvals, rejections }: ReviewStanding,
  me: string | null,
  isMine: boolean,
): boolean {
  if (me === null) return false;
  if (state === 'approved') return isMine && moveRefusal === null;
  if (state !== 'open' || decideRefusal !== null) return false;
  const hasSpoken = [...approvals, ...rejections].some(({ memberId }) => memberId === me);
  return !hasSpoken && !queuedOf(registry, 'review.decided').some(({ body }) => body.reviewId === reviewId);
}

/** Where the label stood when the review was asked for; null where it was on nothing. */
export function placeOfMove(registry: Registry, { promptId, label, expectedMoveId }: ReviewRow): Row['from'] {
  if (expectedMoveId === null) return null;
  const row = registry.statements.get<{ id: Buffer; number: number; seq: number }>(
    `SELECT w.version AS id, v.number, v.seq FROM releases r JOIN changes c ON c.seq = r.move
     JOIN versions v ON v.prompt = r.prompt AND v.number = r.to_number JOIN changes w ON w.seq = v.seq
     WHERE c.id = ? AND r.prompt = ? AND r.label = ?`,
    idBytes(expectedMoveId),
    registry.state.promptSeq(promptId),
    label,
  );
  return row ? { versionId: row.id.toString('hex'), number: numberOf(row.number, row.seq) } : null;
}
