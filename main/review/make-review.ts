import { newId } from '../../shared/ids.ts';
import { policyOf } from '../../shared/review/label-policy.ts';
import { Refused } from '../../shared/reply.ts';
import type { ReviewPlace, ReviewRow } from '../../shared/team/team-rows.ts';
import { moveLabel, type Moved } from '../registry/move-label.ts';
import type { Registry } from '../registry/registry.ts';
import { assertTeam } from './policies.ts';

/** Asks the team to let a label move to a version. Refuses `no-team`, `stale-move`, `no-move` and what else the fold does. */
export function requestReview(
  registry: Registry,
  input: { promptId: string; versionId: string; label: string; expectedMoveId: string | null; note: string },
): { reviewId: string } {
  return registry.transaction(() => {
    assertTeam(registry, 'A review');
    const reviewId = newId();
    registry.record({ kind: 'review.requested', body: { reviewId, ...input } });
    return { reviewId };
  });
}

export function commentOn(
  registry: Registry,
  { reviewId, text, place }: { reviewId: string; text: string; place?: ReviewPlace },
): void {
  registry.transaction(() => {
    findReview(registry, reviewId);
    registry.record({ kind: 'review.commented', body: { reviewId, text, ...(place ? { place } : {}) } });
  });
}

/** Approves or rejects, under the policy that was seen (the present one where none is named). Refuses `stale-policy` where
 *  it is another by now, `own-work`, `review-over`, `not-allowed`. */
export function decideOn(
  registry: Registry,
  input: { reviewId: string; decision: 'approve' | 'reject'; note: string; policyId?: string | null },
): void {
  registry.transaction(() => {
    const { reviewId, decision, note } = input;
    const { label } = findReview(registry, reviewId);
    const policy = input.policyId === undefined ? policyOf(registry.state, label).policyId : input.policyId;
    registry.record({ kind: 'review.decided', body: { reviewId, decision, note, policy } });
  });
}

export function withdrawReview(registry: Registry, reviewId: string): void {
  registry.transaction(() => {
    findReview(registry, reviewId);
    registry.record({ kind: 'review.withdrawn', body: { reviewId } });
  });
}

/** Moves the label as the review asked. Refuses `unapproved`, `rejected`, `no-evidence`, `stale-move`, `not-allowed`. */
export function releaseReview(registry: Registry, { reviewId, reason }: { reviewId: string; reason: string }): Moved {
  return registry.transaction(() => {
    const { promptId, label, versionId, expectedMoveId, withdrawn } = findReview(registry, reviewId);
    if (withdrawn) throw new Refused('review-over', 'This review has been withdrawn: request another one.');
    return moveLabel(registry, { promptId, label, versionId, expectedMoveId, reason });
  });
}

export function recordEvidence(
  registry: Registry,
  body: { promptId: string; versionId: string; evaluation: string; passed: boolean; summary: string },
): void {
  registry.record({ kind: 'evidence.recorded', body });
}

/** Throws `Refused('no-review')`. */
export function findReview(registry: Registry, reviewId: string): ReviewRow {
  const review = registry.state.team('review', reviewId);
  if (!review) throw new Refused('no-review', 'There is no such review in this workspace.');
  return review;
}
