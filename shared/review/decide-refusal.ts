import type { StateView } from '../fold/state.ts';
import { refuse, type Refusal } from '../reply.ts';
import { needsRole } from '../team/may-do.ts';
import type { MemberRow, ReviewRow } from '../team/team-rows.ts';
import { policyOf } from './label-policy.ts';
import { whyNotDecider, whyNotOpen } from './standing.ts';

/** Why `by` may not decide on `review` under the policy `policyId`; null where they may. */
export function decideRefusal(
  view: StateView,
  review: ReviewRow,
  by: MemberRow | null,
  policyId: string | null,
): Refusal | null {
  const { label, promptId, reviewId } = review;
  const where = `“${label}” on “${view.prompt(promptId)?.name}”`;
  if (!by)
    return refuse('no-members', 'Members decide on reviews, and this workspace has none. Connect a remote first.')
      .error;
  const over = whyNotOpen(view, review);
  if (over === 'withdrawn')
    return refuse('review-over', `This review of ${where} has been withdrawn.`, { reviewId }).error;
  if (over === 'moved')
    return refuse('review-over', `${where} has been moved since this review was requested: it is over.`, { reviewId })
      .error;
  const policy = policyOf(view, label);
  if (policy.policyId !== policyId)
    return refuse(
      'stale-policy',
      `The policy of “${label}” was changed in the meantime. Look at it, and decide again.`,
      {
        reviewId,
        policyId: policy.policyId,
      },
    ).error;
  switch (whyNotDecider(view, review, by.memberId, policy)) {
    case 'role':
      return needsRole(by, `deciding on moves of “${label}”`, policy.roles);
    case 'own-version':
      return refuse('own-work', `${by.name} committed this version, so someone else decides on it.`, { reviewId })
        .error;
    case 'own-request':
      return refuse('own-work', `${by.name} requested this review, so someone else decides on it.`, { reviewId }).error;
    default:
      return null;
  }
}
