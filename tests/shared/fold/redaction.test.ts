import { describe, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { TeamUnderTest } from './team-under-test.ts';

describe('a redacted version', () => {
  test('keeps its id and place, and says who took its content and why', () => {
    const team = new TeamUnderTest();
    const promptId = team.prompt(team.ana, 'a');
    const versionId = team.commit(team.ana, promptId, 'a secret');
    const version = team.state.version(promptId, versionId)!;
    const { changeId } = version;
    team.done(team.ana, 'body.redacted', { changeId, reason: 'a password' });
    expect(team.state.version(promptId, versionId)).toEqual(version);
    expect(team.state.team('redaction', changeId)).toMatchObject({
      reason: 'a password',
      author: 'ana',
      memberId: team.ana.memberId,
    });
    expect(team.try(team.ana, 'body.redacted', { changeId, reason: '' })?.code).toBe('redacted-already');
  });

  test('is neither released nor reviewed; what builds on it goes on', () => {
    const team = new TeamUnderTest();
    const promptId = team.prompt(team.ana, 'a');
    const versionId = team.commit(team.ana, promptId, 'a secret');
    const { changeId } = team.state.version(promptId, versionId)!;
    team.done(team.ana, 'body.redacted', { changeId, reason: 'a password' });
    expect(team.tryMove(team.ana, promptId, versionId)?.code).toBe('redacted');
    const body = { reviewId: newId(), promptId, versionId, label: 'production', expectedMoveId: null, note: '' };
    expect(team.try(team.ana, 'review.requested', body)?.code).toBe('redacted');
    team.done(team.ana, 'version.committed', { promptId, parents: [versionId], message: '' }, '{}');
  });

  test('is a version, not any other change', () => {
    const team = new TeamUnderTest();
    const changeId = team.done(team.ana, 'prompt.created', { promptId: newId(), name: 'a' });
    expect(team.try(team.ana, 'body.redacted', { changeId, reason: '' })?.code).toBe('no-version');
    expect(team.try(team.ana, 'body.redacted', { changeId: newId(), reason: '' })?.code).toBe('no-version');
  });

  test('folds again without its content, to the same state, by the id its segment vouches for', () => {
    const [whole, blanked] = [new TeamUnderTest(), new TeamUnderTest()];
    const [promptId, changeId] = [newId(), newId()];
    const body = { promptId, parents: [], message: 'first' };
    for (const team of [whole, blanked]) team.done(team.ana, 'prompt.created', { promptId, name: 'a' });
    whole.try(whole.ana, 'version.committed', body, { id: changeId, content: '{"a":1}' });
    const { id: versionId } = whole.state.versionOfChange(changeId)!;
    expect(blanked.try(blanked.ana, 'version.committed', body, { id: changeId })?.code).toBe('no-content');
    expect(blanked.try(blanked.ana, 'version.committed', body, { id: changeId, versionId })).toBeNull();
    const { memberId: _, ...made } = blanked.state.version(promptId, versionId)!;
    expect(whole.state.version(promptId, versionId)).toMatchObject(made);
  });
});
