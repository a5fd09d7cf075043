import { describe, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { readInvitation } from '../../../shared/segment/invitation.ts';
import { writeJoinRequest } from '../../../shared/segment/join-request.ts';
import { unwrap } from '../../../shared/reply.ts';
import { DeviceKeys } from '../../../main/sync/keys/device-keys.ts';
import { FileSecrets } from '../../../main/sync/keys/file-secrets.ts';
import { combined } from '../../../main/sync/keys/secret-store.ts';
import type { Signer } from '../../../main/sync/sync-types.ts';
import { removeMember, renameMember, setRole } from '../../../main/team/edit-members.ts';
import { declineRequest, keepRequests } from '../../../main/team/join-requests.ts';
import { acceptRequest, invite } from '../../../main/team/let-in.ts';
import { teamMembers } from '../../../main/team/members.ts';
import { makeRecovery, recover, rotateKey } from '../../../main/team/own-key.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { newTeam, type DeviceUnderTest } from '../registry/team-under-test.ts';
import { newWorkspace, temporaryFolder } from '../registry/workspace-under-test.ts';

const REMOTE = { url: 'file:///mnt/team' };

function newKeys(): DeviceKeys {
  return new DeviceKeys(combined(null, new FileSecrets(temporaryFolder()), null));
}

/** Has `device` go on under a key that signs, kept in the returned keys. */
function useRealKey(device: DeviceUnderTest): { keys: DeviceKeys; signer: Signer } {
  const keys = newKeys();
  const signer = keys.create();
  device.store.heal({ deviceId: signer.deviceId, key: signer.key });
  Object.assign(device.own, { deviceId: signer.deviceId, key: signer.key });
  return { keys, signer };
}

/** Ana's team, and a second owner whose key signs. */
function signedTeam() {
  const { ana, log, join } = newTeam();
  const olga = join('not yet olga', 'viewer');
  const { keys, signer } = useRealKey(olga);
  const device = { deviceId: signer.deviceId, key: signer.key };
  ana.registry.record({ kind: 'member.added', body: { memberId: newId(), name: 'olga', role: 'owner', device } });
  ana.push();
  olga.pull();
  return { ana, olga, keys, log };
}

function request(log: { segments: { headerHash: string }[] }, name: string, memberId?: string) {
  const signer = newKeys().create();
  const asked = { workspace: log.segments[0]!.headerHash, name, role: 'editor' as const, at: 5 };
  return writeJoinRequest(memberId === undefined ? asked : { ...asked, memberId }, signer).request;
}

describe('the members of a team', () => {
  test('a workspace without a team has one person, its owner', () => {
    const registry = newWorkspace();
    const { members, fingerprint } = teamMembers(registry);
    expect(members).toMatchObject([{ name: 'ana', role: 'owner', isMe: true, devices: [], queued: null }]);
    expect(fingerprint).toBeNull();
    renameMember(registry, { memberId: members[0]!.memberId, name: 'Ana Maria' });
    expect(teamMembers(registry).members[0]!.name).toBe('Ana Maria');
  });

  test('stand by role and name, each with devices; what was asked for stands beside what holds', () => {
    const { ana, join } = newTeam();
    const ben = join('ben', 'viewer');
    join('abe', 'viewer');
    setRole(ana.registry, { memberId: ben.memberId, role: 'editor' });
    const { members } = teamMembers(ana.registry);
    expect(members.map(({ name, role, isMe, queued }) => ({ name, role, isMe, queued }))).toEqual([
      { name: 'ana', role: 'owner', isMe: true, queued: null },
      { name: 'abe', role: 'viewer', isMe: false, queued: null },
      { name: 'ben', role: 'viewer', isMe: false, queued: 'becomes an editor' },
    ]);
    expect(members[0]!.devices).toMatchObject([{ deviceId: ana.own.deviceId, isThis: true, removed: false }]);
    ana.push();
    expect(teamMembers(ana.registry).members.find(({ name }) => name === 'ben')).toMatchObject({
      role: 'editor',
      queued: null,
    });
  });

  test('one who was removed stays in sight, and comes back as the same when asking under the same name', () => {
    const { ana, join, log } = newTeam();
    const { memberId } = join('ben');
    removeMember(ana.registry, memberId);
    ana.push();
    expect(teamMembers(ana.registry).members.at(-1)).toMatchObject({ name: 'ben', removed: true });
    const asked = request(log, 'ben');
    keepRequests(ana.registry, [asked]);
    acceptRequest(ana.registry, { keys: newKeys() }, { deviceId: asked.deviceId, role: 'viewer' });
    ana.push();
    expect(ana.registry.state.team('member', memberId)).toMatchObject({ removed: false, role: 'viewer' });
  });

  test('the last owner is told why they cannot leave', () => {
    const { ana } = newTeam();
    expect(refusalOf(() => removeMember(ana.registry, ana.memberId))?.code).toBe('last-owner');
  });
});

describe('letting somebody in', () => {
  test('an owner sees who asks, with the fingerprint of their key, and lets them in with a role', () => {
    const { ana, log } = newTeam();
    const asked = request(log, 'cleo');
    keepRequests(ana.registry, [asked]);
    expect(teamMembers(ana.registry).requests).toMatchObject([{ deviceId: asked.deviceId, name: 'cleo', at: 5 }]);
    expect(teamMembers(ana.registry).requests[0]!.fingerprint).toMatch(/^(\S{4}[ -]){3}\S{4}$/);
    acceptRequest(ana.registry, { keys: newKeys() }, { deviceId: asked.deviceId, role: 'publisher' });
    const { members, requests } = teamMembers(ana.registry);
    expect(requests).toEqual([]);
    expect(members.find(({ name }) => name === 'cleo')).toMatchObject({ role: 'publisher', queued: 'is let in' });
    expect(
      refusalOf(() => acceptRequest(ana.registry, { keys: newKeys() }, { deviceId: asked.deviceId, role: 'editor' }))
        ?.code,
    ).toBe('no-request');
  });

  test('a request that was declined is shown no more', () => {
    const { ana, log } = newTeam();
    const asked = request(log, 'cleo');
    keepRequests(ana.registry, [asked]);
    declineRequest(ana.registry, asked.deviceId);
    expect(teamMembers(ana.registry).requests).toEqual([]);
  });

  test('who is no owner sees no requests but those for devices of their own', () => {
    const { join, log } = newTeam();
    const ben = join('ben');
    const own = request(log, 'ben', ben.memberId);
    keepRequests(ben.registry, [request(log, 'cleo'), own]);
    expect(teamMembers(ben.registry).requests.map(({ deviceId }) => deviceId)).toEqual([own.deviceId]);
  });

  test('a further device is vouched for by a device of the same member, and by nobody else’s', () => {
    const { ana, olga, keys, log } = signedTeam();
    const asked = request(log, 'olga', olga.memberId);
    keepRequests(olga.registry, [asked]);
    keepRequests(ana.registry, [asked]);
    expect(
      refusalOf(() => acceptRequest(ana.registry, { keys: newKeys() }, { deviceId: asked.deviceId, role: 'owner' })),
    ).toMatchObject({ code: 'not-yours' });
    acceptRequest(olga.registry, { keys }, { deviceId: asked.deviceId, role: 'owner' });
    olga.push();
    ana.pull();
    expect(ana.registry.state.team('device', asked.deviceId)).toMatchObject({ memberId: olga.memberId });
  });

  test('an invitation says where the log is and whose it is; only owners invite others, everybody their own devices', () => {
    const { ana, join, log } = newTeam();
    const ben = join('ben');
    const { invitation } = invite(ana.registry, REMOTE, { role: 'viewer' });
    expect(unwrap(readInvitation(invitation))).toMatchObject({
      workspace: log.segments[0]!.headerHash,
      role: 'viewer',
      from: 'ana',
      remote: REMOTE.url,
    });
    expect(refusalOf(() => invite(ben.registry, REMOTE, { role: 'viewer' }))?.code).toBe('not-allowed');
    const own = unwrap(readInvitation(invite(ben.registry, REMOTE, { role: 'owner', ownDevice: true }).invitation));
    expect(own).toMatchObject({ memberId: ben.memberId, role: 'editor' });
    expect(refusalOf(() => invite(ana.registry, { url: null }, { role: 'viewer' }))?.code).toBe('no-remote');
  });
});

describe('the keys of a person', () => {
  test('a device changes its key by both keys; a second change waits for the first', () => {
    const { ana, olga, keys } = signedTeam();
    const before = olga.own.key;
    rotateKey(olga.registry, { keys });
    expect(refusalOf(() => rotateKey(olga.registry, { keys }))?.code).toBe('rotating');
    olga.push();
    ana.pull();
    expect(ana.registry.state.team('device', olga.own.deviceId)).toMatchObject({ formerKeys: [before] });
    const after = olga.store.position().key!;
    olga.own.key = after;
    rotateKey(olga.registry, { keys });
    olga.push();
    ana.pull();
    expect(ana.registry.state.team('device', olga.own.deviceId)).toMatchObject({ formerKeys: [before, after] });
  });

  test('a device whose key is not on this computer says so', () => {
    const { ana } = newTeam();
    expect(refusalOf(() => rotateKey(ana.registry, { keys: newKeys() }))?.code).toBe('no-key');
  });

  test('a recovery key makes a new device the owner’s, and no other key does', () => {
    const { ana, log, join } = newTeam();
    const { text } = makeRecovery(ana.registry);
    ana.push();
    expect(teamMembers(ana.registry).hasRecoveryKey).toBe(true);
    const fresh = join('dora', 'viewer');
    const { signer } = useRealKey(fresh);
    expect(refusalOf(() => recover(fresh.registry, { text: 'AAAA' }))?.code).toBe('bad-recovery-key');
    const { text: other } = makeRecovery(ana.registry);
    expect(refusalOf(() => recover(fresh.registry, { text: other }))?.code).toBe('unknown-recovery-key');
    recover(fresh.registry, { text: text.toLowerCase().replaceAll('-', ' ') });
    fresh.push();
    expect(fresh.memberId).toBe(ana.memberId);
    expect(log.segments.at(-1)!.header.device).toBe(signer.deviceId);
  });
});
