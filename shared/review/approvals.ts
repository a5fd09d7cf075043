import type { ChangeKind } from '../change.ts';
import type { StateView } from '../fold/state.ts';
import type { Id } from '../ids.ts';
import { refuse, type Refusal } from '../reply.ts';
import { roleRefusal } from '../team/may-do.ts';
import { activeMember, hasMembers, whoDid } from '../team/members.ts';
import { A_ROLE } from '../team/roles.ts';
import type { DecisionRow, EvidenceRow, LabelPolicy, MemberRow, ReviewRow } from '../team/team-rows.ts';
import { decideRefusal } from './decide-refusal.ts';
import { protectedMoveRefusal } from './judge-protected.ts';
import { policyOf } from './label-policy.ts';
import { evidenceFor, standingFor, whyDead, whyNotOpen, type DeadWhy } from './standing.ts';

/** `outdated`: the label was moved by another move than this one asked for. `approved`: the move can be made, and someone
 *  approved it. */
export type ReviewState = 'open' | 'approved' | 'rejected' | 'released' | 'withdrawn' | 'outdated';

export type DeadDecision = { decision: DecisionRow; why: DeadWhy; sentence: string };

/** Where a review stands now. Decisions on other reviews of the same move count, too. All in the order of their times. */
export type ReviewStanding = {
  state: ReviewState;
  policy: LabelPolicy;
  /** Approvals the policy asks for; 0 where the label is not protected. */
  needed: number;
  approvals: DecisionRow[];
  rejections: DecisionRow[];
  /** Decisions on this review that do not count (any more), and why. */
  dead: DeadDecision[];
  /** What the policy asks to have passed; `result` is null where it has not run. */
  evidence: { evaluation: string; result: EvidenceRow | null } | null;
  /** Why this person may not; null where they may. */
  decideRefusal: Refusal | null;
  moveRefusal: Refusal | null;
  withdrawRefusal: Refusal | null;
};

/** Tells where `review` stands, and what the member `me` may do about it (null: there are no members), by the same rules
 *  that judge the changes. */
export function reviewStanding(view: StateView, review: ReviewRow, me: Id | null): ReviewStanding {
  const policy = policyOf(view, review.label);
  const by = me === null ? null : (activeMember(view, me) ?? null);
  const { approvals, rejections } = standingFor(view, review, policy);
  const evidence =
    policy.protected && policy.evaluation !== null
      ? { evaluation: policy.evaluation, result: evidenceFor(view, review, policy) }
      : null;
  const needed = policy.protected ? policy.approvals : 0;
  const isMet = approvals.length >= Math.max(1, needed) && (evidence === null || evidence.result?.passed === true);
  return {
    state: stateOf(view, review, rejections.length > 0, isMet),
    policy,
    needed,
    approvals: inOrder(approvals),
    rejections: inOrder(rejections),
    dead: inOrder(deadDecisions(view, review, policy), ({ decision }) => decision),
    evidence,
    decideRefusal: refusalAtAll(view, by, 'review.decided') ?? decideRefusal(view, review, by, policy.policyId),
    moveRefusal: refusalAtAll(view, by, 'label.moved') ?? moveRefusal(view, review, by),
    withdrawRefusal: refusalAtAll(view, by, 'review.withdrawn') ?? withdrawRefusal(view, review, by),
  };
}

/** Why `by` may not take this request back; null where they may. */
export function withdrawRefusal(view: StateView, review: ReviewRow, by: MemberRow | null): Refusal | null {
  if (review.withdrawn) return refuse('review-over', 'This review has been withdrawn already.').error;
  if (review.releasedBy !== null)
    return refuse('review-over', 'What this review asked for has been released; it cannot be withdrawn any more.')
      .error;
  if (!by || by.role === 'owner' || whoDid(view, review.memberId)?.memberId === by.memberId) return null;
  return refuse('not-allowed', `Only who requested a review, or an owner, can withdraw it; ${by.name} is neither.`)
    .error;
}

function stateOf(view: StateView, review: ReviewRow, isRejected: boolean, isMet: boolean): ReviewState {
  if (review.withdrawn) return 'withdrawn';
  if (review.releasedBy !== null) return 'released';
  if (whyNotOpen(view, review) !== null) return 'outdated';
  if (isRejected) return 'rejected';
  return isMet ? 'approved' : 'open';
}

function deadDecisions(view: StateView, review: ReviewRow, policy: LabelPolicy): DeadDecision[] {
  const dead: DeadDecision[] = [];
  if (review.releasedBy !== null) return dead; // it was given for what came about
  for (const decision of view.teamRows('decision', review.reviewId)) {
    const why = whyDead(view, review, decision, policy);
    if (why !== null) dead.push({ decision, why, sentence: deadSentence(view, review, decision, why) });
  }
  return dead;
}

function deadSentence(
  view: StateView,
  { label }: ReviewRow,
  { decision, memberId }: DecisionRow,
  why: DeadWhy,
): string {
  const member = view.team('member', memberId)!;
  const what = decision === 'approve' ? 'approval' : 'rejection';
  const reasons: Record<DeadWhy, string> = {
    withdrawn: 'the review was withdrawn',
    moved: `“${label}” has been moved since`,
    policy: `the policy of “${label}” has been changed since`,
    'member-removed': `${member.name} is not a member any more`,
    role: `${member.name} is ${A_ROLE[member.role]} now`,
    'own-version': `${member.name} committed this version`,
    'own-request': `${member.name} requested this review`,
  };
  return `The ${what} by ${member.name} does not count: ${reasons[why]}.`;
}

function moveRefusal(view: StateView, review: ReviewRow, by: MemberRow | null): Refusal | null {
  if (review.withdrawn || whyNotOpen(view, review) !== null)
    return refuse('review-over', `This review is over: request another one to move “${review.label}”.`).error;
  return protectedMoveRefusal(view, review, by);
}

/** Why `by` may make no change of this kind, whatever it is about; null where they may. */
function refusalAtAll(view: StateView, by: MemberRow | null, kind: ChangeKind): Refusal | null {
  if (by !== null) return roleRefusal(by, kind);
  if (!hasMembers(view)) return null;
  return refuse('not-a-member', 'Only members of this workspace can do that. Ask an owner to let you in.').error;
}

function inOrder<T>(all: T[], said: (one: T) => DecisionRow = (one) => one as DecisionRow): T[] {
  return all.toSorted((a, b) => said(a).at - said(b).at || (said(a).changeId < said(b).changeId ? -1 : 1));
}
