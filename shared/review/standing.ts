import type { StateView } from '../fold/state.ts';
import type { Id, VersionId } from '../ids.ts';
import { activeMember, whoDid } from '../team/members.ts';
import type { DecisionRow, EvidenceRow, LabelPolicy, ReviewRow } from '../team/team-rows.ts';

/** What approvals are bound to, besides the policy they were given under. */
export type Target = { promptId: Id; versionId: VersionId; label: string; expectedMoveId: Id | null };

/** Why a decision does not count: the review is over, the policy is another one, or the member may not (any more) decide. */
export type DeadWhy = 'withdrawn' | 'moved' | 'policy' | 'member-removed' | 'role' | 'own-version' | 'own-request';

/** The reviews that ask for exactly this move, by id. */
export function reviewsOf(view: StateView, target: Target): ReviewRow[] {
  return [...view.teamRows('prompt-review', target.promptId)]
    .filter(
      (review) =>
        review.label === target.label &&
        review.versionId === target.versionId &&
        review.expectedMoveId === target.expectedMoveId,
    )
    .map(({ reviewId }) => view.team('review', reviewId)!)
    .toSorted((a, b) => (a.reviewId < b.reviewId ? -1 : 1));
}

/** Why `decision` does not count now; null where it stands. */
export function whyDead(
  view: StateView,
  review: ReviewRow,
  decision: DecisionRow,
  policy: LabelPolicy,
): DeadWhy | null {
  if (decision.policyId !== policy.policyId) return 'policy';
  return whyNotOpen(view, review) ?? whyNotDecider(view, review, decision.memberId, policy);
}

/** Why nothing decided on `review` counts any more; null while it is open. */
export function whyNotOpen(view: StateView, review: ReviewRow): 'withdrawn' | 'moved' | null {
  if (review.withdrawn) return 'withdrawn';
  const moveId = view.label(review.promptId, review.label)?.moveId ?? null;
  return moveId === review.expectedMoveId ? null : 'moved';
}

/** Why what this member decides on `review` does not count; null where it does. */
export function whyNotDecider(view: StateView, review: ReviewRow, memberId: Id, policy: LabelPolicy): DeadWhy | null {
  const member = activeMember(view, memberId);
  if (!member) return 'member-removed';
  if (!policy.roles.includes(member.role)) return 'role';
  const version = view.version(review.promptId, review.versionId);
  if (whoDid(view, version?.memberId ?? null)?.memberId === memberId) return 'own-version';
  return whoDid(view, review.memberId)?.memberId === memberId ? 'own-request' : null;
}

/** What counts for a move now, over all reviews that ask for it: who approves, one decision a member, and who rejects. */
export function standingFor(
  view: StateView,
  target: Target,
  policy: LabelPolicy,
): { approvals: DecisionRow[]; rejections: DecisionRow[] } {
  const approvals = new Map<Id, DecisionRow>();
  const rejections = new Map<Id, DecisionRow>();
  for (const review of reviewsOf(view, target))
    for (const decision of view.teamRows('decision', review.reviewId))
      if (whyDead(view, review, decision, policy) === null)
        (decision.decision === 'approve' ? approvals : rejections).set(decision.memberId, decision);
  return { approvals: byMember(approvals), rejections: byMember(rejections) };
}

function byMember(decisions: Map<Id, DecisionRow>): DecisionRow[] {
  return [...decisions.values()].toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1));
}

/** The latest result of the evaluation that the policy names; null where it names none, or it has not run. */
export function evidenceFor(view: StateView, target: Target, { evaluation }: LabelPolicy): EvidenceRow | null {
  if (evaluation === null) return null;
  return view.team('evidence', evidenceKey(target.promptId, target.versionId, evaluation)) ?? null;
}

export function evidenceKey(promptId: Id, versionId: VersionId, evaluation: string): string {
  return `${promptId} ${versionId} ${evaluation}`;
}
