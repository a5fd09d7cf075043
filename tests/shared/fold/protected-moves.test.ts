import { beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { policyOf } from '../../../shared/review/label-policy.ts';
import { type Person, TeamUnderTest } from './team-under-test.ts';

let team: TeamUnderTest;
let [ana, ben, cleo, dan, eve] = [] as unknown as [Person, Person, Person, Person, Person];
let promptId: string;
let [one, two] = ['', ''];

beforeEach(() => {
  team = new TeamUnderTest();
  ana = team.ana;
  ben = team.joins('ben', 'publisher');
  cleo = team.joins('cleo', 'publisher');
  dan = team.joins('dan', 'editor');
  eve = team.joins('eve', 'editor');
  promptId = team.prompt(dan, 'a');
  one = team.commit(dan, promptId, 'one');
  two = team.commit(dan, promptId, 'two');
});

describe('a label', () => {
  test('without a policy is moved by editors; production by publishers and owners, without approvals', () => {
    expect(team.tryMove(dan, promptId, one, 'staging')).toBeNull();
    expect(team.tryMove(dan, promptId, one)).toMatchObject({
      code: 'not-allowed',
      message:
        'dan is an editor, and moving the protected label “production” takes a publisher or an owner. Ask one to do it, or an owner for that role.',
    });
    expect(team.tryMove(ben, promptId, one)).toBeNull();
    expect(team.tryMove(ana, promptId, two)).toBeNull();
  });

  test('is protected, or not, as its policy says: also production', () => {
    team.protect({ label: 'staging', approvals: 0 });
    expect(team.tryMove(dan, promptId, one, 'staging')?.code).toBe('not-allowed');
    expect(team.tryMove(ben, promptId, one, 'staging')).toBeNull();
    team.protect({ protected: false, approvals: 3, evaluation: 'tone' });
    expect(team.tryMove(dan, promptId, one)).toBeNull();
  });

  test('keeps its policy when the same one is set again, so that no approval dies of it', () => {
    team.protect({ roles: ['publisher', 'owner', 'publisher'] });
    expect(
      team.try(ana, 'policy.set', {
        label: 'production',
        protected: true,
        approvals: 1,
        roles: ['owner', 'publisher'],
      })?.code,
    ).toBe('same-policy');
    team.protect({ roles: ['owner'] });
  });

  test('that one move of a release may not make keeps all of them where they are', () => {
    const moves = ['staging', 'production'].map((label) => ({ promptId, label, versionId: one, expectedMoveId: null }));
    expect(team.try(dan, 'label.moved', { moves, reason: '' })?.code).toBe('not-allowed');
    expect(team.try(ben, 'label.moved', { moves, reason: '' })).toBeNull();
  });
});

describe('a move that needs an approval', () => {
  beforeEach(() => {
    team.protect();
  });

  test('has its effect with one, and not before', () => {
    const reviewId = team.request(dan, promptId, one);
    expect(team.tryMove(ben, promptId, one)).toMatchObject({
      code: 'unapproved',
      message:
        '“production” is protected: this version of “a” needs one approval and has 0. Request a review, or wait for the approvals.',
      details: { needed: 1, given: 0, label: 'production' },
    });
    expect(team.tryDecide(ben, reviewId)).toBeNull();
    expect(team.tryMove(dan, promptId, one)?.code).toBe('not-allowed');
    const moveId = newId();
    const moves = [{ promptId, label: 'production', versionId: one, expectedMoveId: null }];
    expect(team.try(ben, 'label.moved', { moves, reason: '' }, { id: moveId })).toBeNull();
    expect(team.state.team('review', reviewId)?.releasedBy).toBe(moveId);
  });

  test('is not approved by who committed the version, who requested the review, or who has not the role', () => {
    const mine = team.commit(ben, promptId, 'by ben');
    const reviewId = team.request(cleo, promptId, mine);
    expect(team.tryDecide(ben, reviewId)).toMatchObject({
      code: 'own-work',
      message: 'ben committed this version, so someone else decides on it.',
    });
    expect(team.tryDecide(cleo, reviewId)).toMatchObject({
      code: 'own-work',
      message: 'cleo requested this review, so someone else decides on it.',
    });
    expect(team.tryDecide(dan, reviewId)?.message).toContain('deciding on moves of “production” takes a publisher or');
    expect(team.tryMove(ben, promptId, mine)?.code).toBe('unapproved');
    expect(team.tryDecide(ana, reviewId)).toBeNull();
    expect(team.tryMove(ben, promptId, mine)).toBeNull();
  });

  test('is approved by editors where the policy says so', () => {
    team.protect({ roles: ['editor'] });
    const reviewId = team.request(dan, promptId, one);
    expect(team.tryDecide(ben, reviewId)?.code).toBe('not-allowed');
    expect(team.tryDecide(eve, reviewId)).toBeNull();
    expect(team.tryMove(ben, promptId, one)).toBeNull();
  });

  test('counts a member once, also over two reviews, and two members as two', () => {
    team.protect({ approvals: 2 });
    const [first, second] = [team.request(dan, promptId, one), team.request(eve, promptId, one)];
    for (const reviewId of [first, first, second]) expect(team.tryDecide(ben, reviewId)).toBeNull();
    expect(team.tryMove(ben, promptId, one)).toMatchObject({ code: 'unapproved', details: { needed: 2, given: 1 } });
    expect(team.tryDecide(cleo, second)).toBeNull();
    expect(team.tryMove(ben, promptId, one)).toBeNull();
  });

  test('is bound to its version, its prompt and its label', () => {
    const other = team.prompt(dan, 'b');
    const theirs = team.commit(dan, other, 'one');
    team.protect({ label: 'live' });
    expect(team.tryDecide(ben, team.request(dan, promptId, one))).toBeNull();
    for (const [prompt, version, label] of [
      [promptId, two, 'production'],
      [other, theirs, 'production'],
      [promptId, one, 'live'],
    ] as const)
      expect(team.tryMove(ben, prompt, version, label)?.code, label).toBe('unapproved');
  });

  test('is bound to the move it replaces: one to and fro kills the approval', () => {
    expect(team.tryDecide(ben, team.request(dan, promptId, one))).toBeNull();
    expect(team.tryMove(ben, promptId, one)).toBeNull();
    const stale = team.request(dan, promptId, two);
    expect(team.tryDecide(ben, stale)).toBeNull();
    team.protect({ approvals: 0 });
    for (const version of [two, one]) expect(team.tryMove(ana, promptId, version)).toBeNull();
    team.protect();
    expect(team.tryMove(ben, promptId, two)?.code).toBe('unapproved');
    expect(team.tryDecide(cleo, stale)).toMatchObject({
      code: 'review-over',
      message: '“production” on “a” has been moved since this review was requested: it is over.',
    });
  });

  test('loses its approvals when the policy is changed, and those given under another one have no effect', () => {
    const reviewId = team.request(dan, promptId, one);
    expect(team.tryDecide(ben, reviewId)).toBeNull();
    const before = team.state.team('policy', 'production')!.policyId;
    team.protect({ roles: ['owner', 'publisher', 'editor'] });
    expect(team.tryMove(ben, promptId, one)?.code).toBe('unapproved');
    const body = { reviewId, decision: 'approve' as const, note: '', policy: before };
    expect(team.try(cleo, 'review.decided', body)?.code).toBe('stale-policy');
    expect(team.tryDecide(ben, reviewId)).toBeNull();
    expect(team.tryMove(ben, promptId, one)).toBeNull();
  });

  test('loses the approvals of who is removed, or loses the role, and has them again with it', () => {
    const reviewId = team.request(dan, promptId, one);
    expect(team.tryDecide(ben, reviewId)).toBeNull();
    team.done(ana, 'member.role', { memberId: ben.memberId, role: 'editor' });
    expect(team.tryMove(ana, promptId, one)?.code).toBe('unapproved');
    team.done(ana, 'member.role', { memberId: ben.memberId, role: 'publisher' });
    expect(team.tryMove(ana, promptId, one)).toBeNull();
    const next = team.request(dan, promptId, two);
    expect(team.tryDecide(cleo, next)).toBeNull();
    team.done(ana, 'member.removed', { memberId: cleo.memberId });
    expect(team.tryMove(ana, promptId, two)?.code).toBe('unapproved');
  });

  test('is stopped by a rejection, until it is taken back', () => {
    const reviewId = team.request(dan, promptId, one);
    expect(team.tryDecide(ben, reviewId)).toBeNull();
    expect(team.tryDecide(cleo, reviewId, 'reject')).toBeNull();
    expect(team.tryMove(ana, promptId, one)).toMatchObject({
      code: 'rejected',
      message: 'cleo rejected this version of “a”. Settle it with them, or ask for another version.',
      details: { rejectedBy: [cleo.memberId] },
    });
    expect(team.tryDecide(cleo, reviewId)).toBeNull();
    expect(team.tryMove(ana, promptId, one)).toBeNull();
  });

  test('loses its approvals and rejections with the review they were given on', () => {
    const reviewId = team.request(dan, promptId, one);
    expect(team.tryDecide(ben, reviewId)).toBeNull();
    expect(team.try(eve, 'review.withdrawn', { reviewId })?.code).toBe('not-allowed');
    team.done(dan, 'review.withdrawn', { reviewId });
    expect(team.tryMove(ana, promptId, one)?.code).toBe('unapproved');
    expect(team.tryDecide(ben, reviewId)?.code).toBe('review-over');
    expect(team.try(dan, 'review.withdrawn', { reviewId })?.code).toBe('review-over');
  });

  test('to no version at all cannot be approved', () => {
    expect(team.tryDecide(ben, team.request(dan, promptId, one))).toBeNull();
    expect(team.tryMove(ben, promptId, one)).toBeNull();
    expect(team.tryMove(ana, promptId, null)).toMatchObject({
      code: 'unapproved',
      message:
        '“production” is protected and needs one approval to move, so it cannot be taken off “a”. Move it to another version, or let an owner change its policy.',
    });
    team.protect({ approvals: 0, evaluation: 'tone' });
    expect(team.tryMove(dan, promptId, null)?.code).toBe('not-allowed');
    expect(team.tryMove(ben, promptId, null)).toBeNull();
  });
});

describe('a move that needs evidence', () => {
  test('has its effect once the evaluation it names passed on that version, by its latest result', () => {
    team.protect({ approvals: 0, evaluation: 'tone' });
    const record = (versionId: string, evaluation: string, passed: boolean) =>
      team.done(dan, 'evidence.recorded', { promptId, versionId, evaluation, passed, summary: '' });
    expect(team.tryMove(ana, promptId, one)).toMatchObject({
      code: 'no-evidence',
      message:
        '“production” asks that “tone” has passed; for this version of “a” it has not run. Run it on this version first.',
    });
    record(two, 'tone', true);
    record(one, 'length', true);
    expect(team.tryMove(ana, promptId, one)?.code).toBe('no-evidence');
    record(one, 'tone', true);
    record(one, 'tone', false);
    expect(team.tryMove(ana, promptId, one)?.message).toContain('for this version of “a” it failed.');
    record(one, 'tone', true);
    expect(team.tryMove(ana, promptId, one)).toBeNull();
  });

  test('knows it by a version that is there', () => {
    const body = { promptId, versionId: '0'.repeat(64), evaluation: 'tone', passed: true, summary: '' };
    expect(team.try(dan, 'evidence.recorded', body)?.code).toBe('no-version');
    expect(team.try(dan, 'evidence.recorded', { ...body, promptId: newId() })?.code).toBe('no-prompt');
  });
});

describe('a review', () => {
  test('is of a version that is there, for a label where it is, once', () => {
    const body = { reviewId: newId(), promptId, versionId: one, label: 'production', expectedMoveId: null, note: '' };
    const request = (more: object) => team.try(dan, 'review.requested', { ...body, ...more })?.code;
    expect(request({ promptId: newId() })).toBe('no-prompt');
    expect(request({ versionId: '0'.repeat(64) })).toBe('no-version');
    expect(request({ expectedMoveId: newId() })).toBe('stale-move');
    expect(request({})).toBeUndefined();
    expect(request({})).toBe('review-exists');
    expect(team.tryMove(ana, promptId, one)).toBeNull();
    const expectedMoveId = team.state.label(promptId, 'production')!.moveId;
    expect(request({ reviewId: newId(), expectedMoveId })).toBe('no-move');
  });

  test('is fulfilled by the one move it asked for: not by one of another label, nor by a later one', () => {
    const released = (reviewId: string) => team.state.team('review', reviewId)!.releasedBy;
    const [asked, elsewhere] = [team.request(dan, promptId, two), team.request(dan, promptId, two, 'staging')];
    expect(team.tryMove(ana, promptId, two)).toBeNull();
    const moveId = team.state.label(promptId, 'production')!.moveId;
    expect([released(asked), released(elsewhere)]).toEqual([moveId, null]);
    for (const versionId of [one, two]) expect(team.tryMove(ana, promptId, versionId)).toBeNull();
    expect(released(asked)).toBe(moveId);
  });

  test('takes comments, also on a line, whatever became of it', () => {
    const reviewId = team.request(dan, promptId, one);
    const place = { message: 0, line: 3, side: 'after' as const };
    team.done(dan, 'review.withdrawn', { reviewId });
    const ids = [
      team.done(eve, 'review.commented', { reviewId, text: 'why?', place }),
      team.done(dan, 'review.commented', { reviewId, text: 'because' }),
    ];
    expect([...team.state.teamRows('comment', reviewId)]).toMatchObject([
      { changeId: ids[0], memberId: eve.memberId, text: 'why?', place },
      { changeId: ids[1], memberId: dan.memberId, text: 'because', place: null },
    ]);
    expect(team.try(eve, 'review.commented', { reviewId: newId(), text: 'x' })?.code).toBe('no-review');
    expect(team.tryDecide(eve, team.request(dan, promptId, two, 'staging'))).toBeNull();
  });

  test('is withdrawn by who requested it or by an owner, and not after its release', () => {
    const reviewId = team.request(dan, promptId, one);
    expect(team.try(ben, 'review.withdrawn', { reviewId })?.code).toBe('not-allowed');
    team.done(ana, 'review.withdrawn', { reviewId });
    const next = team.request(dan, promptId, one);
    expect(team.tryMove(ana, promptId, one)).toBeNull();
    expect(team.try(dan, 'review.withdrawn', { reviewId: next })?.code).toBe('review-over');
    expect(team.state.team('review', reviewId)?.releasedBy).toBeNull();
  });
});

test('what was written before there were members counts as the founder’s', () => {
  const young = new TeamUnderTest({ founded: false });
  const prompt = young.prompt(young.ana, 'old');
  const version = young.commit(young.ana, prompt, 'old');
  const reviewId = young.request(young.ana, prompt, version);
  young.found();
  const [leo, mia] = [young.joins('leo', 'owner'), young.joins('mia', 'publisher')];
  young.protect();
  expect(young.tryDecide(young.ana, reviewId)?.message).toContain('ana committed this version');
  const theirs = young.request(leo, prompt, version);
  expect(young.tryDecide(young.ana, theirs)?.code).toBe('own-work');
  expect(young.try(mia, 'review.withdrawn', { reviewId })?.code).toBe('not-allowed');
  expect(young.tryDecide(mia, reviewId)).toBeNull();
  expect(young.tryMove(mia, prompt, version)).toBeNull();
});

test('without members only what was set counts', () => {
  const alone = new TeamUnderTest({ founded: false });
  const prompt = alone.prompt(alone.ana, 'a');
  const version = alone.commit(null, prompt, 'one');
  expect(policyOf(alone.state, 'production').protected).toBe(false);
  expect(alone.tryMove(null, prompt, version)).toBeNull();
  alone.protect({ approvals: 0, evaluation: 'tone' });
  const next = alone.commit(null, prompt, 'two');
  expect(alone.tryMove(null, prompt, next)?.code).toBe('no-evidence');
  alone.done(null, 'evidence.recorded', {
    promptId: prompt,
    versionId: next,
    evaluation: 'tone',
    passed: true,
    summary: '',
  });
  expect(alone.tryMove(null, prompt, next)).toBeNull();
});
