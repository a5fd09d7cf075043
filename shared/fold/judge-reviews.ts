import type { ChangeKind } from '../change.ts';
import { withdrawRefusal } from '../review/approvals.ts';
import { decideRefusal } from '../review/decide-refusal.ts';
import { evidenceKey } from '../review/standing.ts';
import { ROLES } from '../team/roles.ts';
import type { LabelPolicy, ReviewRow } from '../team/team-rows.ts';
import { staleMove } from './judge-moves.ts';
import { onPrompt } from './judge-prompts.ts';
import { effect, refused, saidBy, teamEffect, type Judges, type Outcome } from './outcome.ts';
import type { StateView } from './state.ts';

type Kind = Extract<ChangeKind, `review.${string}`> | 'policy.set' | 'evidence.recorded' | 'body.redacted';

export const reviewJudges: Judges<Kind> = {
  'policy.set': (view, { id, body }) => {
    const { label, approvals, evaluation = null } = body;
    const roles = ROLES.filter((role) => body.roles.some((named) => named === role));
    const row: LabelPolicy = { label, protected: body.protected, approvals, roles, evaluation, policyId: id };
    // Set anew it would be another policy, and every approval given under this one would die.
    if (isSame(view.team('policy', label), row))
      return refused('same-policy', `“${label}” has this policy already.`, { label });
    return effect(teamEffect('policy', label, row));
  },

  'review.requested': (view, change, context) =>
    onPrompt(view, change.body.promptId, (prompt) => {
      const { body } = change;
      const { reviewId, promptId, versionId, label, expectedMoveId } = body;
      if (view.team('review', reviewId)) return refused('review-exists', 'This review has been requested already.');
      const version = view.version(promptId, versionId);
      if (!version) return refused('no-version', `“${prompt.name}” has no version ${versionId.slice(0, 8)}.`);
      const stale = staleMove(view, body);
      if (stale) return stale;
      if (view.label(promptId, label)?.versionId === versionId)
        return refused('no-move', `“${label}” on “${prompt.name}” is on this version already.`);
      if (view.team('redaction', version.changeId))
        return refused('redacted', `v${version.number} of “${prompt.name}” was redacted: there is nothing to review.`);
      const row: ReviewRow = { ...body, ...saidBy(change, context), withdrawn: false, releasedBy: null };
      return effect(
        teamEffect('review', reviewId, row),
        teamEffect('prompt-review', `${promptId} ${reviewId}`, { reviewId, label, versionId, expectedMoveId }),
      );
    }),

  'review.commented': (view, change, context) =>
    onReview(view, change.body.reviewId, ({ reviewId }) => {
      const { text, place = null } = change.body;
      const row = { reviewId, text, place, ...saidBy(change, context) };
      return effect(teamEffect('comment', `${reviewId} ${change.id}`, row));
    }),

  'review.decided': (view, change, context) =>
    onReview(view, change.body.reviewId, (review) => {
      const { by } = context;
      const { decision, note, policy } = change.body;
      const refusal = decideRefusal(view, review, by, policy);
      if (refusal) return { refusal };
      const { reviewId } = review;
      const row = { reviewId, decision, note, policyId: policy, ...saidBy(change, context), memberId: by!.memberId };
      return effect(teamEffect('decision', `${reviewId} ${by!.memberId}`, row));
    }),

  'review.withdrawn': (view, { body }, { by }) =>
    onReview(view, body.reviewId, (review) => {
      const refusal = withdrawRefusal(view, review, by);
      if (refusal) return { refusal };
      return effect(teamEffect('review', review.reviewId, { ...review, withdrawn: true }));
    }),

  'evidence.recorded': (view, change, context) =>
    onPrompt(view, change.body.promptId, (prompt) => {
      const { promptId, versionId, evaluation } = change.body;
      if (!view.version(promptId, versionId))
        return refused('no-version', `“${prompt.name}” has no version ${versionId.slice(0, 8)}.`);
      const row = { ...change.body, ...saidBy(change, context) };
      return effect(teamEffect('evidence', evidenceKey(promptId, versionId, evaluation), row));
    }),

  'body.redacted': (view, change, context) => {
    const { changeId: redactedId, reason } = change.body;
    const version = view.versionOfChange(redactedId);
    if (!version) return refused('no-version', 'What was to be redacted is no version of this workspace.');
    const name = view.prompt(version.promptId)?.name;
    if (view.team('redaction', redactedId))
      return refused('redacted-already', `v${version.number} of “${name}” has been redacted already.`);
    return effect(teamEffect('redaction', redactedId, { redactedId, reason, ...saidBy(change, context) }));
  },
};

function onReview(view: StateView, reviewId: string, then: (review: ReviewRow) => Outcome): Outcome {
  const review = view.team('review', reviewId);
  return review ? then(review) : refused('no-review', 'There is no such review in this workspace.');
}

function isSame(set: LabelPolicy | undefined, row: LabelPolicy): boolean {
  return (
    set !== undefined &&
    set.protected === row.protected &&
    set.approvals === row.approvals &&
    set.evaluation === row.evaluation &&
    set.roles.join() === row.roles.join()
  );
}
