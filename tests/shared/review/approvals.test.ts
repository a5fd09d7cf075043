import { describe, expect, test } from 'vitest';
import { reviewStanding, type ReviewStanding } from '../../../shared/review/approvals.ts';
import type { Person } from '../fold/team-under-test.ts';
import { TeamUnderTest } from '../fold/team-under-test.ts';

/** A prompt with two versions by dan, an editor; ben and cleo are publishers, and production needs two approvals. */
function reviewUnderTest() {
  const team = new TeamUnderTest();
  const [ben, cleo, dan, vic] = [
    team.joins('ben', 'publisher'),
    team.joins('cleo', 'publisher'),
    team.joins('dan', 'editor'),
    team.joins('vic', 'viewer'),
  ];
  const promptId = team.prompt(dan, 'a');
  const [one, two] = [team.commit(dan, promptId, 'one'), team.commit(dan, promptId, 'two')];
  team.protect({ approvals: 2 });
  const reviewId = team.request(dan, promptId, one);
  const standing = (me: Person | null = team.ana): ReviewStanding =>
    reviewStanding(team.state, team.state.team('review', reviewId)!, me?.memberId ?? null);
  return { team, ana: team.ana, ben, cleo, dan, vic, promptId, one, two, reviewId, standing };
}

describe('where a review stands', () => {
  test('is open until enough approve, and says who did', () => {
    const { team, ben, cleo, dan, one, promptId, reviewId, standing } = reviewUnderTest();
    expect(standing()).toMatchObject({ state: 'open', needed: 2, approvals: [], rejections: [], dead: [] });
    team.tryDecide(ben, reviewId);
    expect(standing()).toMatchObject({ state: 'open', approvals: [{ memberId: ben.memberId }] });
    expect(standing(ben).moveRefusal?.code).toBe('unapproved');
    // An approval of the same move on another review counts, too.
    team.tryDecide(cleo, team.request(dan, promptId, one));
    expect(standing()).toMatchObject({
      state: 'approved',
      approvals: [{ memberId: ben.memberId }, { memberId: cleo.memberId }],
    });
    expect(standing(ben).moveRefusal).toBeNull();
  });

  test('is rejected by one', () => {
    const { team, ana, ben, cleo, reviewId, standing } = reviewUnderTest();
    for (const person of [ben, ana]) team.tryDecide(person, reviewId);
    team.tryDecide(cleo, reviewId, 'reject');
    expect(standing()).toMatchObject({ state: 'rejected', rejections: [{ memberId: cleo.memberId }] });
    expect(standing().moveRefusal?.code).toBe('rejected');
  });

  test('tells what does not count any more, and why', () => {
    const { team, ana, ben, cleo, reviewId, standing } = reviewUnderTest();
    team.tryDecide(ben, reviewId);
    team.tryDecide(cleo, reviewId, 'reject');
    team.done(ana, 'member.role', { memberId: ben.memberId, role: 'editor' });
    team.done(ana, 'member.removed', { memberId: cleo.memberId });
    expect(standing()).toMatchObject({ state: 'open', approvals: [], rejections: [] });
    expect(standing().dead.map(({ why, sentence }) => [why, sentence])).toEqual([
      ['role', 'The approval by ben does not count: ben is an editor now.'],
      ['member-removed', 'The rejection by cleo does not count: cleo is not a member any more.'],
    ]);
    team.protect();
    expect(standing().dead.map(({ why, sentence }) => [why, sentence])).toEqual([
      ['policy', 'The approval by ben does not count: the policy of “production” has been changed since.'],
      ['policy', 'The rejection by cleo does not count: the policy of “production” has been changed since.'],
    ]);
  });

  test('ends with the release, with another move, or when it is taken back', () => {
    const released = reviewUnderTest();
    for (const person of [released.ben, released.cleo]) released.team.tryDecide(person, released.reviewId);
    expect(released.team.tryMove(released.ben, released.promptId, released.one)).toBeNull();
    expect(released.standing()).toMatchObject({ state: 'released', dead: [] });
    expect(released.standing().moveRefusal?.code).toBe('review-over');
    expect(released.standing().decideRefusal?.code).toBe('review-over');
    released.team.protect({ approvals: 0 });
    expect(released.team.tryMove(released.ana, released.promptId, released.two)).toBeNull();
    expect(released.standing().state).toBe('released');

    const moved = reviewUnderTest();
    moved.team.tryDecide(moved.ben, moved.reviewId);
    moved.team.protect({ approvals: 0 });
    expect(moved.team.tryMove(moved.ana, moved.promptId, moved.two)).toBeNull();
    moved.team.protect({ approvals: 2 });
    expect(moved.standing()).toMatchObject({ state: 'outdated', approvals: [] });

    const withdrawn = reviewUnderTest();
    withdrawn.team.tryDecide(withdrawn.ben, withdrawn.reviewId);
    withdrawn.team.done(withdrawn.dan, 'review.withdrawn', { reviewId: withdrawn.reviewId });
    expect(withdrawn.standing()).toMatchObject({
      state: 'withdrawn',
      dead: [{ sentence: 'The approval by ben does not count: the review was withdrawn.' }],
    });
  });

  test('names the evidence that is asked for, and what it says', () => {
    const { team, dan, ben, promptId, one, reviewId, standing } = reviewUnderTest();
    expect(standing().evidence).toBeNull();
    team.protect({ evaluation: 'tone' });
    team.tryDecide(ben, reviewId);
    expect(standing()).toMatchObject({ state: 'open', evidence: { evaluation: 'tone', result: null } });
    const record = (passed: boolean) =>
      team.done(dan, 'evidence.recorded', { promptId, versionId: one, evaluation: 'tone', passed, summary: '9 of 10' });
    record(false);
    expect(standing()).toMatchObject({ state: 'open', evidence: { result: { passed: false, summary: '9 of 10' } } });
    record(true);
    expect(standing()).toMatchObject({ state: 'approved', evidence: { result: { passed: true } } });
  });

  test('of a label that is not protected needs nothing, and shows who approved all the same', () => {
    const { team, ben, dan, promptId, one } = reviewUnderTest();
    const reviewId = team.request(dan, promptId, one, 'staging');
    const of = () => reviewStanding(team.state, team.state.team('review', reviewId)!, dan.memberId);
    expect(of()).toMatchObject({ state: 'open', needed: 0, moveRefusal: null });
    team.tryDecide(ben, reviewId);
    expect(of()).toMatchObject({ state: 'approved', approvals: [{ memberId: ben.memberId }] });
  });
});

describe('what somebody may do about a review', () => {
  test('is what the fold will let them do', () => {
    const under = reviewUnderTest();
    const { team, ana, ben, dan, vic, reviewId, promptId, one } = under;
    const everybody = [ana, ben, dan, vic];
    expect(everybody.map((me) => under.standing(me).decideRefusal?.code)).toEqual([
      undefined,
      undefined,
      'not-allowed',
      'not-allowed',
    ]);
    expect(everybody.map((me) => under.standing(me).withdrawRefusal?.code)).toEqual([
      undefined,
      'not-allowed',
      undefined,
      'not-allowed',
    ]);
    for (const me of everybody) {
      expect(team.tryMove(me, promptId, one)?.code).toBe(under.standing(me).moveRefusal?.code);
      expect(under.standing(me).decideRefusal).toEqual(team.tryDecide(me, reviewId));
    }
  });

  test('is nothing for who is no member any more', () => {
    const { team, ana, ben, standing } = reviewUnderTest();
    team.done(ana, 'member.removed', { memberId: ben.memberId });
    for (const me of [ben, null])
      for (const refusal of ['decideRefusal', 'moveRefusal', 'withdrawRefusal'] as const)
        expect(standing(me)[refusal]?.code, refusal).toBe('not-a-member');
  });
});
