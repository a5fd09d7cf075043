import { describe, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { Person, TeamUnderTest } from './team-under-test.ts';
import { FoldUnderTest, refusalIn } from './fold-under-test.ts';

describe('before there are members', () => {
  test('a log without a remote, and the device that began one with it, may do anything', () => {
    const fold = new FoldUnderTest();
    expect(refusalIn(fold.do('workspace.created', { workspaceId: newId(), name: 'w' }))).toBeNull();
    const a = fold.prompt('a');
    expect(refusalIn(fold.move(a, 'production', fold.commit(a, 'one'), null))).toBeNull();
  });

  test('a device that did not begin the log is a stranger, and cannot make itself its owner', () => {
    const fold = new FoldUnderTest();
    const eve = new Person('eve');
    const body = { memberId: eve.memberId, name: 'eve', role: 'owner' as const, device: eve.device };
    expect(refusalIn(fold.do('member.added', body, undefined, eve.actor))?.code).toBe('stranger');
    expect(refusalIn(fold.do('prompt.created', { promptId: newId(), name: 'x' }, undefined, eve.actor))?.code).toBe(
      'stranger',
    );
  });

  test('the first member is an owner, and comes with the device that began the log', () => {
    const fold = new FoldUnderTest();
    const [ana, other] = [new Person('ana'), new Person('ana')];
    ana.founding = true;
    const body = { memberId: ana.memberId, name: 'ana', role: 'owner' as const, device: ana.device };
    const add = (more: object) => refusalIn(fold.do('member.added', { ...body, ...more }, undefined, ana.actor));
    expect(add({ role: 'publisher' })?.code).toBe('first-owner');
    expect(add({ device: other.device })?.code).toBe('first-owner');
    expect(add({ device: { ...ana.device, key: other.keys.key } })?.code).toBe('first-owner');
    expect(add({ device: { ...ana.device, deviceId: other.deviceId } })?.code).toBe('first-owner');
    expect(add({})).toBeNull();
    expect(fold.state.team('member', ana.memberId)).toMatchObject({ role: 'owner', founder: true });
  });

  test('nobody can be renamed, vouched for, or decide', () => {
    const fold = new FoldUnderTest();
    const [memberId, id] = [newId(), newId()];
    expect(refusalIn(fold.do('member.renamed', { memberId, name: 'x' }))?.code).toBe('no-member');
    expect(refusalIn(fold.do('recovery.set', { key: new Person('x').keys.key }))?.code).toBe('no-members');
    const a = fold.prompt('a');
    const versionId = fold.commit(a, 'one');
    fold.do('review.requested', {
      reviewId: id,
      promptId: a,
      versionId,
      label: 'staging',
      expectedMoveId: null,
      note: '',
    });
    expect(
      refusalIn(fold.do('review.decided', { reviewId: id, decision: 'approve', note: '', policy: null }))?.code,
    ).toBe('no-members');
  });
});

describe('a change', () => {
  test('that nobody signed, a stranger signed, or a founding device that was not let in, has no effect', () => {
    const team = new TeamUnderTest();
    const body = { promptId: newId(), name: 'x' };
    expect(team.try(null, 'prompt.created', body)?.code).toBe('not-a-member');
    const eve = new Person('ana');
    expect(team.try(eve, 'prompt.created', body)?.code).toBe('not-a-member');
    eve.founding = true;
    expect(team.try(eve, 'prompt.created', body)?.code).toBe('not-a-member');
  });

  test('signed with a key that the device does not have has no effect', () => {
    const team = new TeamUnderTest();
    const eve = new Person('ana', team.ana.memberId);
    Object.assign(eve, { deviceId: team.ana.deviceId });
    expect(team.try(eve, 'prompt.created', { promptId: newId(), name: 'x' })).toMatchObject({
      code: 'wrong-key',
      message: 'This change was signed with a key that this device of ana never had. It has no effect.',
    });
  });

  test('under another member’s name has no effect, also an owner’s', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'editor');
    const body = { promptId: newId(), name: 'x' };
    expect(team.try(ben, 'prompt.created', body, { author: 'ana' })).toMatchObject({
      code: 'forged-author',
      message: 'This change says it is by “ana”, but a device of ben signed it. It has no effect.',
    });
    expect(team.try(team.ana, 'prompt.created', body, { author: 'ben' })?.code).toBe('forged-author');
    expect(team.try(ben, 'prompt.created', body)).toBeNull();
  });

  test('under a name that the member had before still counts', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'editor');
    team.done(ben, 'member.renamed', { memberId: ben.memberId, name: 'benjamin' });
    expect(team.try(ben, 'prompt.created', { promptId: newId(), name: 'x' })).toBeNull();
    expect(team.try(ben, 'prompt.created', { promptId: newId(), name: 'y' }, { author: 'benjamin' })).toBeNull();
  });
});

describe('a member', () => {
  test('is let in once, with a name, a device and a key that nobody else has or had', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'editor');
    team.done(team.ana, 'member.renamed', { memberId: ben.memberId, name: 'benjamin' });
    const eve = new Person('eve');
    const body = team.asMember(eve, 'editor');
    expect(team.try(team.ana, 'member.added', team.asMember(ben, 'owner'))?.code).toBe('member-exists');
    expect(team.try(team.ana, 'member.added', { ...body, name: 'BENJAMIN' })?.code).toBe('name-held');
    expect(team.try(team.ana, 'member.added', { ...body, name: 'ben' })).toMatchObject({
      code: 'name-held',
      message: '“ben” is a name that benjamin has had, and stands on their changes. Choose another name.',
    });
    expect(
      team.try(team.ana, 'member.added', { ...body, device: { ...eve.device, deviceId: ben.deviceId } })?.code,
    ).toBe('device-exists');
    expect(team.try(team.ana, 'member.added', { ...body, device: { ...eve.device, key: ben.keys.key } })?.code).toBe(
      'key-used',
    );
    expect(team.try(team.ana, 'member.added', body)).toBeNull();
  });

  test('has no name that reads as another’s', () => {
    const team = new TeamUnderTest();
    team.joins('Fin de Vries', 'editor');
    for (const name of ['fin de vries', 'Fin\u00a0de Vries', 'ﬁn de  Vries', 'Ｆｉｎ de Vries']) {
      const refusal = team.try(team.ana, 'member.added', team.asMember(new Person(name), 'editor'));
      expect(refusal?.code, name).toBe('name-held');
    }
  });

  test('renames themselves, or is renamed by an owner; nobody else does, and never to another’s name', () => {
    const team = new TeamUnderTest();
    const [ben, eve] = [team.joins('ben', 'viewer'), team.joins('eve', 'publisher')];
    expect(team.try(eve, 'member.renamed', { memberId: ben.memberId, name: 'x' })?.code).toBe('not-allowed');
    expect(team.try(ben, 'member.renamed', { memberId: ben.memberId, name: 'Eve' })?.code).toBe('name-held');
    expect(team.try(ben, 'member.renamed', { memberId: ben.memberId, name: 'Ben' })).toBeNull();
    expect(team.try(team.ana, 'member.renamed', { memberId: ben.memberId, name: 'B' })).toBeNull();
    expect(team.state.team('member', ben.memberId)).toMatchObject({ name: 'B', names: ['ben', 'Ben', 'B'] });
    expect(team.try(team.ana, 'member.renamed', { memberId: newId(), name: 'x' })?.code).toBe('no-member');
  });

  test('who was removed makes no change any more, from any device, and is no member to others', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'editor');
    const second = new Person('ben', ben.memberId);
    team.done(ben, 'device.added', team.vouched(ben, second));
    expect(team.try(ben, 'member.removed', { memberId: team.ana.memberId })?.code).toBe('not-allowed');
    team.done(team.ana, 'member.removed', { memberId: ben.memberId });
    for (const device of [ben, second])
      expect(team.try(device, 'prompt.created', { promptId: newId(), name: 'x' })).toMatchObject({
        code: 'member-removed',
        message: 'ben had been removed from this workspace when this change arrived.',
      });
    const third = new Person('ben', ben.memberId);
    expect(team.try(third, 'device.added', team.vouched(ben, third))?.code).toBe('member-removed');
    expect(team.try(team.ana, 'member.role', { memberId: ben.memberId, role: 'owner' })).toMatchObject({
      code: 'no-member',
      message: 'ben is not a member any more.',
    });
  });

  test('leaves by themselves, and comes back only with a new device: the old ones stay out', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'viewer');
    team.done(ben, 'member.removed', { memberId: ben.memberId });
    expect(team.try(team.ana, 'member.added', team.asMember(ben, 'editor'))?.code).toBe('device-exists');
    const again = new Person('ben', ben.memberId);
    expect(team.try(team.ana, 'member.added', team.asMember(again, 'editor'))).toBeNull();
    expect(team.try(again, 'prompt.created', { promptId: newId(), name: 'x' })).toBeNull();
    expect(team.try(ben, 'prompt.created', { promptId: newId(), name: 'y' })?.code).toBe('device-removed');
  });

  test('who comes back keeps the names and the standing they had', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'owner');
    team.done(ben, 'member.removed', { memberId: team.ana.memberId });
    const again = new Person('anna', team.ana.memberId);
    team.done(ben, 'member.added', team.asMember(again, 'publisher'));
    expect(team.state.team('member', again.memberId)).toMatchObject({ names: ['ana', 'anna'], founder: true });
    expect(team.try(again, 'prompt.created', { promptId: newId(), name: 'x' }, { author: 'ana' })).toBeNull();
  });
});

describe('the last owner', () => {
  test('neither leaves, nor becomes anything else, nor loses the only device', () => {
    const team = new TeamUnderTest();
    const { ana } = team;
    const ben = team.joins('ben', 'publisher');
    const goes = [
      () => team.try(ana, 'member.removed', { memberId: ana.memberId }),
      () => team.try(ana, 'member.role', { memberId: ana.memberId, role: 'publisher' }),
      () => team.try(ana, 'device.removed', { deviceId: ana.deviceId }),
    ];
    for (const go of goes) expect(go()?.code).toBe('last-owner');
    team.done(ana, 'member.role', { memberId: ben.memberId, role: 'owner' });
    expect(goes[0]!()).toBeNull();
    expect(team.try(ben, 'member.removed', { memberId: ben.memberId })?.code).toBe('last-owner');
  });

  test('is who can still sign: an owner without devices does not count', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'owner');
    team.done(team.ana, 'device.removed', { deviceId: ben.deviceId });
    expect(team.try(team.ana, 'member.removed', { memberId: team.ana.memberId })?.code).toBe('last-owner');
    expect(team.try(team.ana, 'member.role', { memberId: ben.memberId, role: 'owner' })?.code).toBe('same-role');
  });

  test('may lose a device while they have another', () => {
    const team = new TeamUnderTest();
    const second = new Person('ana', team.ana.memberId);
    team.done(team.ana, 'device.added', team.vouched(team.ana, second));
    expect(team.try(second, 'device.removed', { deviceId: team.ana.deviceId })).toBeNull();
    expect(team.try(second, 'device.removed', { deviceId: second.deviceId })?.code).toBe('last-owner');
  });
});
