import { describe, expect, test } from 'vitest';
import { CHANGE_KINDS, type ChangeBody, type ChangeKind } from '../../../shared/change.ts';
import { newId } from '../../../shared/ids.ts';
import { mayDo } from '../../../shared/team/may-do.ts';
import { anyRole, ROLES, type Role } from '../../../shared/team/roles.ts';
import { contentOf } from './fold-under-test.ts';
import { Keys, Person, TeamUnderTest } from './team-under-test.ts';

/** Who may make a change that is about nobody else's things. */
const MAY: Record<Exclude<ChangeKind, 'workspace.created' | 'device.rotated'>, Role[]> = {
  'workspace.configured': ['owner'],
  'prompt.created': ['owner', 'publisher', 'editor'],
  'prompt.renamed': ['owner', 'publisher', 'editor'],
  'prompt.archived': ['owner', 'publisher', 'editor'],
  'prompt.unarchived': ['owner', 'publisher', 'editor'],
  'prompt.tagged': ['owner', 'publisher', 'editor'],
  'version.committed': ['owner', 'publisher', 'editor'],
  'label.moved': ['owner', 'publisher', 'editor'],
  'member.added': ['owner'],
  'member.renamed': ['owner', 'publisher', 'editor', 'viewer'],
  'member.role': ['owner'],
  'member.removed': ['owner', 'publisher', 'editor', 'viewer'],
  'device.added': ['owner', 'publisher', 'editor', 'viewer'],
  'device.removed': ['owner', 'publisher', 'editor', 'viewer'],
  'recovery.set': ['owner'],
  'policy.set': ['owner'],
  'review.requested': ['owner', 'publisher', 'editor'],
  'review.commented': ['owner', 'publisher', 'editor'],
  'review.decided': ['owner', 'publisher', 'editor'],
  'review.withdrawn': ['owner', 'publisher', 'editor'],
  'evidence.recorded': ['owner', 'publisher', 'editor'],
  'body.redacted': ['owner'],
};

type Kind = keyof typeof MAY;

describe.each(Object.keys(MAY) as Kind[])('%s', (kind) => {
  test.each(ROLES)('by a member who is %s', (role) => {
    const team = new TeamUnderTest();
    const me = team.joins('me', role);
    const promptId = team.prompt(team.ana, 'a');
    const versionId = team.commit(team.ana, promptId, 'one');
    const other = team.joins('other', 'editor');
    const reviewId = role === 'viewer' ? newId() : team.request(me, promptId, versionId, 'staging');
    const theirs = team.request(other, promptId, versionId, 'staging');
    const next = new Person('me', me.memberId);
    const moves = [{ promptId, label: 'dev', versionId, expectedMoveId: null }];
    const toReview = { promptId, versionId, label: 'dev', expectedMoveId: null, note: '' };
    const bodies: { [K in Kind]: ChangeBody<K> } = {
      'workspace.configured': { requireMessage: true },
      'prompt.created': { promptId: newId(), name: 'b' },
      'prompt.renamed': { promptId, name: 'c' },
      'prompt.archived': { promptId },
      'prompt.unarchived': { promptId },
      'prompt.tagged': { promptId, tags: ['x'] },
      'version.committed': { promptId, parents: [], message: '' },
      'label.moved': { moves, reason: '' },
      'member.added': team.asMember(new Person('new'), 'viewer'),
      'member.renamed': { memberId: me.memberId, name: 'myself' },
      'member.role': { memberId: other.memberId, role: 'viewer' },
      'member.removed': { memberId: me.memberId },
      'device.added': team.vouched(me, next),
      'device.removed': { deviceId: me.deviceId },
      'recovery.set': { key: new Keys().key },
      'policy.set': { label: 'dev', protected: true, approvals: 0, roles: ['owner'] },
      'review.requested': { ...toReview, reviewId: newId() },
      'review.commented': { reviewId: theirs, text: 'why?' },
      'review.decided': { reviewId: theirs, decision: 'approve', note: '', policy: null },
      'review.withdrawn': { reviewId },
      'evidence.recorded': { promptId, versionId, evaluation: 'tone', passed: true, summary: '' },
      'body.redacted': { changeId: team.state.version(promptId, versionId)!.changeId, reason: 'a name' },
    };
    const content = kind === 'version.committed' ? { content: contentOf('mine') } : {};
    const refusal = team.try(me, kind, bodies[kind], content);
    if (MAY[kind].includes(role)) return expect(refusal).toBeNull();
    expect(refusal).toMatchObject({ code: 'not-allowed', details: { role, roles: MAY[kind] } });
    expect(refusal?.message).toContain(`takes ${anyRole(MAY[kind])}. Ask one to do it, or an owner for that role.`);
    expect(mayDo(role, kind)).toBe(false);
  });
});

test('every kind has its rule: what was left out above is setting up, and replacing a key', () => {
  const left = CHANGE_KINDS.filter((kind) => !(kind in MAY));
  expect(left).toEqual(['workspace.created', 'device.rotated']);
  const team = new TeamUnderTest();
  const ben = team.joins('ben', 'publisher');
  const body = { workspaceId: newId(), name: 'mine' };
  expect(team.try(ben, 'workspace.created', body)?.code).toBe('not-allowed');
  expect(team.try(team.ana, 'workspace.created', body)?.code).toBe('workspace-exists');
});

test('a role is said with who has it and who is to be asked', () => {
  const team = new TeamUnderTest();
  const ben = team.joins('ben', 'viewer');
  expect(team.try(ben, 'prompt.created', { promptId: newId(), name: 'x' })?.message).toBe(
    'ben is a viewer, and making a prompt takes an editor, a publisher or an owner. Ask one to do it, or an owner for that role.',
  );
  expect(team.try(ben, 'policy.set', { label: 'dev', protected: true, approvals: 1, roles: ['owner'] })?.message).toBe(
    'ben is a viewer, and setting the policy of a label takes an owner. Ask one to do it, or an owner for that role.',
  );
});

test('a role holds from its place in the log on', () => {
  const team = new TeamUnderTest();
  const ben = team.joins('ben', 'viewer');
  const make = (name: string) => team.try(ben, 'prompt.created', { promptId: newId(), name });
  expect(make('a')?.code).toBe('not-allowed');
  team.done(team.ana, 'member.role', { memberId: ben.memberId, role: 'editor' });
  expect(make('a')).toBeNull();
  team.done(team.ana, 'member.role', { memberId: ben.memberId, role: 'viewer' });
  expect(make('b')?.code).toBe('not-allowed');
});
