import { describe, expect, test } from 'vitest';
import { printContent } from '../../../shared/content.ts';
import { newId } from '../../../shared/ids.ts';
import { newKeyPair, signingWith } from '../../../main/sync/keys/ed25519.ts';
import { newDeviceFor } from '../../../main/sync/keys/device-keys.ts';
import type { Change, ChangeBody } from '../../../shared/change.ts';
import type { Signer } from '../../../main/sync/sync-types.ts';
import { commit, says } from '../registry/workspace-under-test.ts';
import {
  forged,
  haltsUntilMended,
  honestWorkGoesOn,
  madeUp,
  putNext,
  refusedByAll,
  teamWithEve,
  type Member,
  type Team,
} from './hostile-team.ts';

/** What Eve signs with her own key is part of the log, whatever it says; who may say what is judged by every reader. */
describe('a member with full write access to the store', () => {
  test('who publishes without the approvals it takes changes nothing, whatever her role', async () => {
    const editor = await teamWithEve('editor');
    await attack(editor, [moved(editor)], 'not-allowed', /Eve is an editor.*“production”/);
    const publisher = await teamWithEve('publisher');
    await attack(publisher, [moved(publisher)], 'unapproved', /needs one approval and has 0/);
    expect(publisher.ana.registry.state.label(publisher.promptId, 'production')?.versionId).toBe(
      publisher.versions[0]!.versionId,
    );
  });

  test('who makes herself the only approver first changes nothing: policies are for owners', async () => {
    const team = await teamWithEve('publisher');
    const policy = madeUp('policy.set', { label: 'production', protected: false, approvals: 0, roles: ['editor'] });
    const move = moved(team);
    putNext(team, forged(team.eve, [policy, move]));
    await refusedByAll(team, policy.id, { code: 'not-allowed', sentence: /Eve is a publisher.*takes an owner/ });
    expect(team.ben.refusalOf(move.id)).toMatchObject({ code: 'unapproved' });
  });

  test('who approves under another’s name is found out', async () => {
    const team = await teamWithEve('publisher');
    const reviewId = await requested(team, team.eve);
    const approval = approves(team, reviewId, { author: 'Ben' });
    await attack(team, [approval, moved(team)], 'forged-author', /says it is by “Ben”, but a device of Eve signed it/);
    expect(team.ana.refusalOf(approval.id)).not.toBeNull();
  });

  test('who approves as another’s device is found out by her key, and that device stays what it is', async () => {
    const team = await teamWithEve('publisher');
    const reviewId = await requested(team, team.eve);
    const approval = approves(team, reviewId, { author: 'Ben' });
    const { deviceId } = team.ben.signer;
    const { eve } = team;
    const sequence = Number.MAX_SAFE_INTEGER;
    putNext(
      team,
      forged(team.eve, [approval], {
        signer: { deviceId, key: eve.signer.key, sign: (text) => eve.signer.sign(text) },
        sequence,
      }),
    );
    const before = team.ben.store.position();
    await refusedByAll(team, approval.id, { code: 'wrong-key', sentence: /a key that this device of Ben never had/ });
    expect(team.ben.store.position()).toMatchObject({ deviceId, key: before.key, sequence: before.sequence + 1 });
  });

  test('who names another’s key cannot sign with it: that is no segment', async () => {
    const team = await teamWithEve('publisher');
    const approval = approves(team, await requested(team, team.eve), { author: 'Ben' });
    const { deviceId, key } = team.ben.signer;
    const { eve } = team;
    const at = putNext(
      team,
      forged(team.eve, [approval], { signer: { deviceId, key, sign: (text) => eve.signer.sign(text) } }),
    );
    await haltsUntilMended(
      team,
      [team.ana, team.ben],
      { code: 'damaged', sentence: /altered after it was signed, or was never signed by the device it names/ },
      () => team.objects.remove(at),
    );
  });

  test('who approves her own version is refused, from a second device of hers as well', async () => {
    const team = await teamWithEve('publisher');
    const { promptId, eve } = team;
    const { versionId } = commit(eve.registry, promptId, 'by Eve');
    expect(await eve.sync()).toBeNull();
    const reviewId = await requested(team, team.ana, versionId);
    const own = approves(team, reviewId);
    await attack(team, [own], 'own-work', /Eve committed this version/);

    while (eve.store.position().head!.number < team.ana.store.position().head!.number) eve.takeIn(team);
    const second = { deviceId: newId(), ...signingWith(newKeyPair().secret) };
    const added = madeUp('device.added', vouchedBy(eve, second, eve.signer));
    putNext(team, forged(eve, [added]));
    eve.takeIn(team);
    expect(await team.ana.sync()).toBeNull();
    const through = approves(team, reviewId);
    putNext(team, forged(eve, [through], { signer: second, sequence: 1 }));
    await refusedByAll(team, through.id, { code: 'own-work', sentence: /Eve committed this version/ });
  });

  test('who approves twice, once from each device, has approved once', async () => {
    const team = await teamWithEve('publisher');
    const { ana, ben, eve, target } = team;
    ana.registry.record({
      kind: 'policy.set',
      body: { label: 'production', protected: true, approvals: 2, roles: ['owner', 'publisher'] },
    });
    const reviewId = await requested(team, ben);
    await eve.sync();
    const policy = ana.registry.state.team('policy', 'production')!.policyId;
    const second = { deviceId: newId(), ...signingWith(newKeyPair().secret) };
    const added = madeUp('device.added', vouchedBy(eve, second, eve.signer));
    const decides = () => madeUp('review.decided', { reviewId, decision: 'approve', note: '', policy });
    putNext(team, forged(eve, [added, decides()]));
    eve.takeIn(team);
    putNext(
      team,
      forged(eve, [decides(), madeUp('label.moved', { moves: [target], reason: '' })], { signer: second, sequence: 1 }),
    );
    expect(await ana.sync()).toBeNull();
    expect(await ben.sync()).toBeNull();
    expect(ana.registry.state.label(team.promptId, 'production')?.versionId).toBe(team.versions[0]!.versionId);
    await honestWorkGoesOn(team);
  });

  test.each<[string, (team: Team) => Change, string, RegExp]>([
    ['adds a device to the owner', addsDevice, 'not-allowed', /Eve is an editor.*takes an owner/],
    [
      'promotes herself',
      ({ eve }) => madeUp('member.role', { memberId: eve.memberId, role: 'owner' }),
      'not-allowed',
      /Eve is an editor, and changing a role takes an owner/,
    ],
    [
      'adds a member',
      () => madeUp('member.added', { memberId: newId(), name: 'Mal', role: 'owner', device: newDevice() }),
      'not-allowed',
      /letting a member in takes an owner/,
    ],
    [
      'removes an owner',
      ({ ana }) => madeUp('member.removed', { memberId: ana.memberId }),
      'not-allowed',
      /removing someone else takes an owner/,
    ],
    [
      'takes an owner’s device away',
      ({ ana }) => madeUp('device.removed', { deviceId: ana.signer.deviceId }),
      'not-allowed',
      /takes an owner/,
    ],
    [
      'renames another',
      ({ ben }) => madeUp('member.renamed', { memberId: ben.memberId, name: 'Eve 2' }),
      'not-allowed',
      /renaming someone else takes an owner/,
    ],
    [
      'takes a recovery key of the workspace',
      () => madeUp('recovery.set', { key: newDevice().key }),
      'not-allowed',
      /takes an owner/,
    ],
    ['replaces another’s key', replacesKey, 'not-allowed', /Only a device itself can replace its key/],
    ['redacts a version', redacts, 'not-allowed', /redacting a version takes an owner/],
    [
      'sets up the workspace again',
      () => madeUp('workspace.created', { workspaceId: newId(), name: 'hers' }),
      'not-allowed',
      /takes an owner/,
    ],
  ])('who %s changes nothing', async (_, change, code, sentence) => {
    const team = await teamWithEve('editor');
    await attack(team, [change(team)], code, sentence);
  });

  test('who is a viewer writes nothing', async () => {
    const team = await teamWithEve('viewer');
    const { promptId } = team;
    const version = madeUp(
      'version.committed',
      { promptId, parents: [], message: '' },
      { content: printContent(says('x')) },
    );
    await attack(team, [version], 'not-allowed', /Eve is a viewer/);
  });

  test('a stranger to the team writes nothing, and is told of by name of the device', async () => {
    const team = await teamWithEve('editor');
    const signer = { deviceId: newId(), ...signingWith(newKeyPair().secret) };
    const created = madeUp('prompt.created', { promptId: newId(), name: 'hers' }, { author: 'Ana' });
    putNext(team, forged(team.eve, [created], { signer, sequence: 1 }));
    await refusedByAll(team, created.id, { code: 'not-a-member', sentence: /a device that belongs to no member/ });
  });

  test('who uses the id of a change that is in the log says nothing', async () => {
    const team = await teamWithEve('editor');
    const { ana, ben, policyId } = team;
    const again = madeUp('prompt.created', { promptId: newId(), name: 'under an old id' }, { id: policyId });
    const before = ana.hash;
    putNext(team, forged(team.eve, [again]));
    for (const reader of [ana, ben]) {
      expect(await reader.sync()).toBeNull();
      expect(reader.hash).toBe(before);
    }
    await honestWorkGoesOn(team);
  });

  test('who takes the id of what waits on another’s device takes nothing from it', async () => {
    const team = await teamWithEve('editor');
    const { ben, eve, promptId } = team;
    const { versionId } = commit(ben.registry, promptId, 'every word of Ben');
    const [waiting] = ben.store.nextOutgoing(10).lines;
    const { id } = waiting!.change;
    putNext(team, forged(eve, [madeUp('prompt.tagged', { promptId, tags: ['hers'] }, { id })]));
    expect(await ben.sync()).toBeNull();
    expect(await team.ana.sync()).toBeNull();
    expect(team.ana.registry.state.version(promptId, versionId)?.number).toBe(3);
    await honestWorkGoesOn(team);
  });

  test('who says a thing that this Galley does not know changes nothing, and stops nobody', async () => {
    const team = await teamWithEve('editor');
    const { ana, ben } = team;
    const unknown = {
      ...madeUp('member.removed', { memberId: ana.memberId }),
      kind: 'member.banished',
    } as unknown as Change;
    const before = ana.hash;
    putNext(team, forged(team.eve, [unknown]));
    for (const reader of [ana, ben]) {
      expect(await reader.sync()).toBeNull();
      expect(reader.hash).toBe(before);
    }
    await honestWorkGoesOn(team);
  });
});

async function attack(team: Team, changes: Change[], code: string, sentence: RegExp): Promise<void> {
  putNext(team, forged(team.eve, changes));
  await refusedByAll(team, changes[0]!.id, { code, sentence });
}

function moved({ target }: Team): Change {
  return madeUp('label.moved', { moves: [target], reason: 'Trust me' });
}

function approves({ policyId }: Team, reviewId: string, rest: { author?: string } = {}): Change {
  return madeUp('review.decided', { reviewId, decision: 'approve', note: '', policy: policyId }, rest);
}

/** A review that everybody has. */
async function requested(team: Team, by: Member, versionId = team.target.versionId): Promise<string> {
  const reviewId = newId();
  await by.sync();
  by.registry.record({ kind: 'review.requested', body: { ...team.target, versionId, reviewId, note: '' } });
  for (const member of [by, team.ana, team.ben, team.eve]) expect(await member.sync()).toBeNull();
  return reviewId;
}

function addsDevice({ ana, eve }: Team): Change {
  return madeUp('device.added', vouchedBy(ana, newDevice(), eve.signer));
}

/** `device` as a further one of `member`, vouched for by their present device, as `signer` signs it. */
function vouchedBy(
  { registry, memberId, signer: { deviceId: by } }: Member,
  device: { deviceId: string; key: string },
  signer: Signer,
): ChangeBody<'device.added'> {
  const workspaceId = registry.state.workspace()!.id;
  return newDeviceFor({ workspaceId, memberId }, device, { by, sign: (text) => signer.sign(text) });
}

function replacesKey({ ana }: Team): Change {
  return madeUp('device.rotated', { deviceId: ana.signer.deviceId, key: newDevice().key, proof: 'A'.repeat(86) });
}

function redacts({ ana, promptId, versions }: Team): Change {
  const { changeId } = ana.registry.state.version(promptId, versions[1]!.versionId)!;
  return madeUp('body.redacted', { changeId, reason: 'Gone' });
}

function newDevice(): { deviceId: string; key: string } {
  return { deviceId: newId(), key: newKeyPair().key };
}
