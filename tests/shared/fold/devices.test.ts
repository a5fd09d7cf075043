import { describe, expect, test } from 'vitest';
import type { ChangeBody } from '../../../shared/change.ts';
import { newId } from '../../../shared/ids.ts';
import { deviceText, rotationText } from '../../../shared/team/proofs.ts';
import { Keys, Person, TeamUnderTest } from './team-under-test.ts';

describe('a further device', () => {
  test('is let in by one that its member has, or by itself with that one’s word', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'viewer');
    const [second, third] = [new Person('ben', ben.memberId), new Person('ben', ben.memberId)];
    expect(team.try(ben, 'device.added', team.vouched(ben, second))).toBeNull();
    expect(team.try(third, 'device.added', team.vouched(second, third))).toBeNull();
    expect(team.try(third, 'member.renamed', { memberId: ben.memberId, name: 'ben 3' })).toBeNull();
  });

  test('is let in by nobody else: an owner has no word for another member, nor has another member', () => {
    const team = new TeamUnderTest();
    const [ben, eve] = [team.joins('ben', 'publisher'), team.joins('eve', 'publisher')];
    const planted = new Person('ben', ben.memberId);
    const text = deviceText({ workspaceId: team.workspaceId, memberId: ben.memberId, ...planted.device });
    const by = (who: Person) => ({
      memberId: ben.memberId,
      device: planted.device,
      proof: { by: who.deviceId, signature: who.keys.sign(text) },
    });
    expect(team.try(team.ana, 'device.added', by(team.ana))?.code).toBe('bad-proof');
    expect(team.try(eve, 'device.added', by(eve))?.code).toBe('not-allowed');
    expect(team.try(planted, 'device.added', by(eve))?.code).toBe('bad-proof');
    expect(team.try(planted, 'device.added', by(planted))?.code).toBe('bad-proof');
    expect(team.try(eve, 'device.added', by(ben))?.code).toBe('not-allowed');
    expect(team.try(team.ana, 'device.added', by(ben))).toBeNull();
  });

  test('cannot use a word that was given for another device, key, member or workspace', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'editor');
    const next = new Person('ben', ben.memberId);
    const said = { workspaceId: team.workspaceId, memberId: ben.memberId, ...next.device };
    const others = [
      { ...said, workspaceId: newId() },
      { ...said, memberId: team.ana.memberId },
      { ...said, deviceId: newId() },
      { ...said, key: new Keys().key },
    ];
    for (const other of others) {
      const proof = { by: ben.deviceId, signature: ben.keys.sign(deviceText(other)) };
      expect(
        team.try(ben, 'device.added', { memberId: ben.memberId, device: next.device, proof }),
        JSON.stringify(other),
      ).toMatchObject({ code: 'bad-proof' });
    }
    expect(team.try(ben, 'device.added', team.vouched(ben, next))).toBeNull();
    expect(team.try(ben, 'device.added', team.vouched(ben, next))?.code).toBe('device-exists');
  });

  test('brings itself in only under its own id and key', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'editor');
    const [next, other] = [new Person('ben', ben.memberId), new Person('ben', ben.memberId)];
    expect(team.try(other, 'device.added', team.vouched(ben, next))?.code).toBe('not-a-member');
    const [sameId, sameKey] = [new Person('ben', ben.memberId), new Person('ben', ben.memberId)];
    Object.assign(sameId, { deviceId: next.deviceId });
    sameKey.keys = next.keys;
    for (const half of [sameId, sameKey])
      expect(team.try(half, 'device.added', team.vouched(ben, next))?.code).toBe('not-a-member');
  });

  test('is not let in by one that was removed', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'editor');
    const [second, third] = [new Person('ben', ben.memberId), new Person('ben', ben.memberId)];
    team.done(ben, 'device.added', team.vouched(ben, second));
    team.done(second, 'device.removed', { deviceId: ben.deviceId });
    expect(team.try(second, 'device.added', team.vouched(ben, third))?.code).toBe('bad-proof');
    expect(team.try(ben, 'prompt.created', { promptId: newId(), name: 'x' })).toMatchObject({
      code: 'device-removed',
      message: 'This device of ben had been removed from the workspace when this change arrived.',
    });
    expect(team.try(second, 'device.removed', { deviceId: ben.deviceId })?.code).toBe('no-device');
  });

  test('of someone else is removed by owners alone', () => {
    const team = new TeamUnderTest();
    const [ben, eve] = [team.joins('ben', 'viewer'), team.joins('eve', 'publisher')];
    expect(team.try(eve, 'device.removed', { deviceId: ben.deviceId })?.code).toBe('not-allowed');
    expect(team.try(ben, 'device.removed', { deviceId: newId() })?.code).toBe('no-device');
    expect(team.try(team.ana, 'device.removed', { deviceId: ben.deviceId })).toBeNull();
  });
});

describe('a recovery key', () => {
  test('lets its owner in with a new device when all others are lost, and nobody else', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'editor');
    const paper = new Keys();
    const recovered = (member: Person, keys: Keys) => {
      const device = new Person(member.name, member.memberId);
      const text = deviceText({ workspaceId: team.workspaceId, memberId: member.memberId, ...device.device });
      const proof = { by: 'recovery' as const, signature: keys.sign(text) };
      return { device, body: { memberId: member.memberId, device: device.device, proof } };
    };
    const early = recovered(team.ana, paper);
    expect(team.try(early.device, 'device.added', early.body)?.code).toBe('bad-proof');
    expect(team.try(ben, 'recovery.set', { key: paper.key })?.code).toBe('not-allowed');
    team.done(team.ana, 'recovery.set', { key: paper.key });
    const others = recovered(ben, paper);
    expect(team.try(others.device, 'device.added', others.body)?.code).toBe('bad-proof');
    const guessed = recovered(team.ana, new Keys());
    expect(team.try(guessed.device, 'device.added', guessed.body)?.code).toBe('bad-proof');
    const mine = recovered(team.ana, paper);
    expect(team.try(mine.device, 'device.added', mine.body)).toBeNull();
    team.done(team.ana, 'recovery.set', { key: new Keys().key });
    const old = recovered(team.ana, paper);
    expect(team.try(old.device, 'device.added', old.body)?.code).toBe('bad-proof');
  });

  test('goes with its member', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'owner');
    team.done(ben, 'recovery.set', { key: new Keys().key });
    team.done(team.ana, 'member.removed', { memberId: ben.memberId });
    expect([...team.state.teamRows('recovery')]).toEqual([]);
  });
});

describe('a key', () => {
  test('is replaced by the device that has it, with a word by the new one; the old one signs nothing after', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'viewer');
    const [old, next] = [ben.keys, new Keys()];
    expect(team.try(ben, 'device.rotated', rotation(team, ben, next, ben.keys))?.code).toBe('bad-proof');
    expect(team.try(team.ana, 'device.rotated', rotation(team, ben, next))?.code).toBe('not-allowed');
    const changed = rotation(team, ben, next);
    expect(team.try(ben, 'device.rotated', changed)).toBeNull();
    expect(team.try(ben, 'device.rotated', changed)).toMatchObject({
      code: 'wrong-key',
      message: 'This device of ben had replaced the key that signed this change. Make the change again.',
    });
    ben.keys = next;
    expect(team.try(ben, 'member.renamed', { memberId: ben.memberId, name: 'b' })).toBeNull();
    expect(team.try(ben, 'device.rotated', rotation(team, ben, old))?.code).toBe('key-used');
    const eve = new Person('eve');
    eve.keys = old;
    expect(team.try(team.ana, 'member.added', team.asMember(eve, 'viewer'))?.code).toBe('key-used');
  });

  test('of another device cannot be taken over', () => {
    const team = new TeamUnderTest();
    const ben = team.joins('ben', 'viewer');
    expect(team.try(ben, 'device.rotated', rotation(team, ben, team.ana.keys))?.code).toBe('key-used');
    expect(team.try(ben, 'device.rotated', { ...rotation(team, ben, new Keys()), deviceId: newId() })?.code).toBe(
      'no-device',
    );
  });
});

function rotation(team: TeamUnderTest, person: Person, next: Keys, signer = next): ChangeBody<'device.rotated'> {
  const { workspaceId } = team;
  const { deviceId, keys } = person;
  const proof = signer.sign(rotationText({ workspaceId, deviceId, oldKey: keys.key, key: next.key }));
  return { deviceId, key: next.key, proof };
}
