import { describe, expect, test } from 'vitest';
import { moveLabel } from '../../../main/registry/move-label.ts';
import { labelStates } from '../../../main/registry/prompt-queries.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import {
  commentOn,
  decideOn,
  recordEvidence,
  releaseReview,
  requestReview,
  withdrawReview,
} from '../../../main/review/make-review.ts';
import { moveOutlook } from '../../../main/review/move-outlook.ts';
import { listPolicies, readPolicy, setPolicy } from '../../../main/review/policies.ts';
import { readReview } from '../../../main/review/read-review.ts';
import { listReviews } from '../../../main/review/review-rows.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { newTeam } from '../registry/team-under-test.ts';
import { newWorkspace, promptWith } from '../registry/workspace-under-test.ts';

describe('a review', () => {
  test('goes from request over comment and approval to release, and every device tells the same', () => {
    const { ana, ben, cleo, target, sync } = started();
    const { reviewId } = requestReview(ben.registry, { ...target, note: 'Shorter' });
    expect(readReview(ben.registry, reviewId)).toMatchObject({
      mark: 'pending',
      state: 'open',
      needed: 1,
      approvals: 0,
    });
    sync();
    expect(listReviews(cleo.registry, { scope: 'waiting' })).toMatchObject({
      waiting: 1,
      reviews: [{ reviewId, promptName: 'a', label: 'production', from: null, to: { number: 2 }, waitsOnMe: true }],
    });
    commentOn(cleo.registry, { reviewId, text: 'Why this word?', place: { message: 0, line: 1, side: 'after' } });
    decideOn(cleo.registry, { reviewId, decision: 'approve', note: 'Fine' });
    expect(readReview(cleo.registry, reviewId)).toMatchObject({
      approvals: 0,
      waitsOnMe: false,
      mayApprove: 'You approved this already. This is queued until it is synced.',
      decisions: [{ by: 'cleo', decision: 'approve', counts: false, why: null, mark: 'queued' }],
      discussion: [{ by: 'cleo', mark: 'pending', place: { message: 0, line: 1, side: 'after' } }],
    });
    sync();
    expect(readReview(ana.registry, reviewId)).toMatchObject({
      state: 'approved',
      approvals: 1,
      mayRelease: null,
      decisions: [{ counts: true, mark: 'confirmed' }],
      discussion: [{ mark: 'confirmed' }],
    });
    expect(releaseReview(ana.registry, { reviewId, reason: 'A quiet week' }).queued).toBe(true);
    expect(readReview(ana.registry, reviewId).mayRelease).toBe('A move of “production” is queued already.');
    sync();
    for (const { registry } of [ana, ben, cleo]) {
      expect(readReview(registry, reviewId)).toMatchObject({ state: 'released', decisions: [{ counts: true }] });
      expect(labelsOf(registry, target.promptId)).toEqual(['production v2']);
    }
    expect(listReviews(ben.registry, { scope: 'open' }).reviews).toEqual([]);
    expect(listReviews(ben.registry, { scope: 'mine' }).reviews).toHaveLength(1);
  });

  test('tells who may not decide, and why', () => {
    const { ana, ben, cleo, dan, target, sync } = started();
    const { reviewId } = requestReview(ben.registry, { ...target, note: '' });
    sync();
    expect(readReview(ben.registry, reviewId).mayApprove).toMatch(/ben is an editor/);
    expect(readReview(ana.registry, reviewId).mayApprove).toMatch(/ana committed this version/);
    expect(readReview(cleo.registry, reviewId).mayApprove).toBeNull();
    expect(readReview(dan.registry, reviewId)).toMatchObject({
      mayApprove: expect.stringMatching(/dan is a viewer/) as string,
      mayComment: expect.stringMatching(/dan is a viewer/) as string,
      mayWithdraw: expect.stringMatching(/dan is a viewer/) as string,
    });
    expect(readReview(cleo.registry, reviewId).mayWithdraw).toMatch(/neither/);
    expect(refusalOf(() => decideOn(ben.registry, { reviewId, decision: 'approve', note: '' }))?.code).toBe(
      'not-allowed',
    );
  });

  test('keeps an approval that died in sight, with what it died of', () => {
    const { ana, ben, cleo, target, sync } = started();
    const { reviewId } = requestReview(ben.registry, { ...target, note: '' });
    sync();
    decideOn(cleo.registry, { reviewId, decision: 'approve', note: '' });
    sync();
    setPolicy(ana.registry, {
      label: 'production',
      protected: true,
      approvals: 2,
      roles: ['owner', 'publisher'],
      evaluation: null,
    });
    sync();
    expect(readReview(ben.registry, reviewId)).toMatchObject({
      state: 'open',
      approvals: 0,
      needed: 2,
      decisions: [
        {
          by: 'cleo',
          counts: false,
          why: 'The approval by cleo does not count: the policy of “production” has been changed since.',
        },
      ],
    });
    expect(readReview(cleo.registry, reviewId).mayApprove).toBeNull();
  });

  test('is not decided under a policy that is another by now', () => {
    const { ana, ben, cleo, target, sync } = started();
    const { reviewId } = requestReview(ben.registry, { ...target, note: '' });
    sync();
    const seen = readReview(cleo.registry, reviewId).policy.changeId;
    setPolicy(ana.registry, {
      label: 'production',
      protected: true,
      approvals: 3,
      roles: ['owner', 'publisher'],
      evaluation: null,
    });
    sync();
    const late = { reviewId, decision: 'approve' as const, note: '', policyId: seen };
    expect(refusalOf(() => decideOn(cleo.registry, late))?.code).toBe('stale-policy');
  });

  test('a decision that came too late is kept as refused', () => {
    const { ana, ben, cleo, target, sync } = started();
    const { reviewId } = requestReview(ben.registry, { ...target, note: '' });
    sync();
    decideOn(cleo.registry, { reviewId, decision: 'approve', note: 'Fine' });
    withdrawReview(ben.registry, reviewId);
    ben.push();
    cleo.push();
    sync();
    expect(readReview(ana.registry, reviewId)).toMatchObject({
      state: 'withdrawn',
      decisions: [{ by: 'cleo', counts: false, mark: 'refused', why: expect.stringMatching(/withdrawn/) as string }],
    });
  });

  test('is outdated once its label was moved by another', () => {
    const { ana, ben, cleo, target, sync } = started({ approvals: 0 });
    const { reviewId } = requestReview(ben.registry, { ...target, note: '' });
    sync();
    const { promptId, label } = target;
    const versionId = ana.ids[0]!;
    moveLabel(ana.registry, { promptId, label, versionId, expectedMoveId: null, reason: '' });
    sync();
    expect(readReview(cleo.registry, reviewId)).toMatchObject({
      state: 'stale',
      mayRelease: 'This review is over: request another one to move “production”.',
    });
    expect(refusalOf(() => releaseReview(ana.registry, { reviewId, reason: '' }))?.code).toBe('stale-move');
  });

  test('waits for the evaluation that the policy names, of this very version', () => {
    const { ana, ben, cleo, target, sync } = started({ evaluation: 'tone' });
    const { reviewId } = requestReview(ben.registry, { ...target, note: '' });
    sync();
    decideOn(cleo.registry, { reviewId, decision: 'approve', note: '' });
    const evidence = { promptId: target.promptId, evaluation: 'tone', summary: '40 of 40' };
    recordEvidence(ana.registry, { ...evidence, versionId: ana.ids[0]!, passed: true });
    sync();
    expect(readReview(ana.registry, reviewId)).toMatchObject({
      state: 'open',
      evidence: [],
      mayRelease: expect.stringMatching(/“tone” has passed/) as string,
    });
    recordEvidence(ana.registry, { ...evidence, versionId: target.versionId, passed: true });
    expect(readReview(ana.registry, reviewId).evidence).toMatchObject([
      { required: true, passed: true, mark: 'queued' },
    ]);
    sync();
    expect(readReview(ana.registry, reviewId)).toMatchObject({
      state: 'approved',
      evidence: [{ evaluation: 'tone', required: true, mark: 'confirmed' }],
      mayRelease: null,
    });
  });
});

describe('what stands between a person and a move', () => {
  test('an editor is told what is missing, may ask, and is led to the review that is open', () => {
    const { ben, target, sync } = started();
    expect(moveOutlook(ben.registry, target)).toMatchObject({
      hasTeam: true,
      refusal: { code: 'not-allowed' },
      reviewId: null,
      mayRequest: null,
      policy: { protected: true, approvals: 1 },
    });
    const { reviewId } = requestReview(ben.registry, { ...target, note: '' });
    sync();
    expect(moveOutlook(ben.registry, target).reviewId).toBe(reviewId);
  });

  test('a workspace without a team keeps nobody from anything, and says what reviews need', () => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'a', 'one');
    const target = { promptId, versionId: versions[0]!.versionId, label: 'production', expectedMoveId: null };
    expect(moveOutlook(registry, target)).toMatchObject({ hasTeam: false, refusal: null });
    expect(refusalOf(() => requestReview(registry, { ...target, note: '' }))?.code).toBe('no-team');
    expect(refusalOf(() => setPolicy(registry, { ...policy, approvals: 1 }))?.code).toBe('no-team');
    expect(listReviews(registry, { scope: 'all' })).toEqual({ reviews: [], waiting: 0, hasTeam: false });
  });
});

test('a policy that waits for the log is told beside the one that holds', () => {
  const { ana, ben, sync } = started();
  setPolicy(ana.registry, { ...policy, approvals: 2 });
  expect(readPolicy(ana.registry, 'production')).toMatchObject({ approvals: 1, queued: { approvals: 2 } });
  sync();
  expect(readPolicy(ben.registry, 'production')).toMatchObject({ approvals: 2, queued: null, setBy: 'ana' });
  expect(listPolicies(ana.registry)).toMatchObject({ hasTeam: true, maySet: null });
  expect(listPolicies(ben.registry).maySet).toMatch(/ben is an editor/);
  expect(listPolicies(ben.registry).policies.find(({ label }) => label === 'staging')).toMatchObject({
    protected: false,
    changeId: null,
    setBy: null,
  });
  expect(refusalOf(() => setPolicy(ben.registry, { ...policy, approvals: 0 }))?.code).toBe('not-allowed');
});

const policy = {
  label: 'production',
  protected: true,
  approvals: 1,
  roles: ['owner' as const, 'publisher' as const],
  evaluation: null,
};

/** Ana (owner) has committed two versions of a prompt; ben is an editor, cleo a publisher, dan a viewer; `production` is
 *  protected. */
function started(terms: { approvals?: number; evaluation?: string } = {}) {
  const { ana, join } = newTeam();
  const { promptId, versions } = promptWith(ana.registry, 'a', 'one', 'two');
  setPolicy(ana.registry, { ...policy, ...terms, evaluation: terms.evaluation ?? null });
  ana.push();
  const [ben, cleo, dan] = [join('ben'), join('cleo', 'publisher'), join('dan', 'viewer')];
  const all = [ana, ben, cleo, dan];
  const sync = () => {
    for (const one of all) one.push();
    for (const one of all) one.pull();
  };
  sync();
  const ids = versions.map(({ versionId }) => versionId);
  const target = { promptId, versionId: ids[1]!, label: 'production', expectedMoveId: null };
  return { ana: Object.assign(ana, { ids }), ben, cleo, dan, target, sync };
}

function labelsOf(registry: Registry, promptId: string): string[] {
  return labelStates(registry, registry.state.promptSeq(promptId)!).map(({ label, number }) => `${label} v${number}`);
}
