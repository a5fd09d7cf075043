import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { joinKey, logKey, redactedKey } from '../../../shared/segment/object-keys.ts';
import { writeJoinRequest } from '../../../shared/segment/join-request.ts';
import { MAX_UNPACKED } from '../../../shared/segment/segment-limits.ts';
import { findRequest, openRequests } from '../../../main/team/join-requests.ts';
import { acceptRequest } from '../../../main/team/let-in.ts';
import { newKeyPair, signingWith } from '../../../main/sync/keys/ed25519.ts';
import { openEnvelope } from '../../../main/sync/envelope.ts';
import { blankSegment, readSegment, writeSegment } from '../../../main/sync/segment-codec.ts';
import { versionById } from '../../../main/registry/version-queries.ts';
import { textOf } from '../../../shared/content.ts';
import { Refused } from '../../../shared/reply.ts';
import type { Change } from '../../../shared/change.ts';
import type { Signer } from '../../../main/sync/sync-types.ts';
import { commit, hashOf, promptWith } from '../registry/workspace-under-test.ts';
import { invited, newSignedTeam } from './signed-team.ts';
import {
  forged,
  haltsUntilMended,
  honestWorkGoesOn,
  letIn,
  madeUp,
  Member,
  putNext,
  teamWithEve,
  type Forgery,
  type Team,
} from './hostile-team.ts';

/** What is no segment of the log stops every reader, with a sentence, until whoever manages the store has put it right. */
describe('what lies at the next place of the log and is no segment of it', () => {
  test.each<[string, (team: Team) => Uint8Array, string, RegExp]>([
    ['garbage', () => randomBytes(5_000), 'damaged', /is not a segment: something else lies in its place/],
    ['nothing at all', () => new Uint8Array(), 'damaged', /cut off or damaged/],
    [
      'an old segment again',
      ({ objects }) => objects.get(logKey(2)),
      'damaged',
      /says that it is another one: segments were moved or copied/,
    ],
    ['the first segment again', ({ objects }) => objects.get(logKey(1)), 'damaged', /says that it is another one/],
    [
      'a segment that follows another one',
      (team) => altered(team, { header: { previous: 'a'.repeat(64) } }),
      'damaged',
      /does not follow the one before it/,
    ],
    [
      'a segment of another log',
      (team) => altered(team, { header: { workspace: 'b'.repeat(64) } }),
      'damaged',
      /belongs to another workspace/,
    ],
    [
      'a segment that names another history',
      (team) => altered(team, { seen: { number: 2, hash: 'c'.repeat(64) } }),
      'forked',
      /had seen another segment 2/,
    ],
    [
      'a segment that has seen more than there is',
      (team) => altered(team, { seen: { number: 900, hash: 'c'.repeat(64) } }),
      'forked',
      /had seen a longer log/,
    ],
    [
      'a segment that needs a newer Galley',
      (team) => altered(team, { header: { features: ['telepathy'] } }),
      'newer',
      /Update Galley/,
    ],
    ['a segment of a later format', (team) => altered(team, { header: { format: 2 } }), 'newer', /Update Galley/],
    [
      'a segment with other lines than were signed',
      (team) => altered(team, { header: { root: 'd'.repeat(64) } }),
      'damaged',
      /is not what its device signed/,
    ],
    [
      'a segment that unpacks to a quarter of a gigabyte',
      (team) => altered(team, { packed: bomb() }),
      'damaged',
      /holds more than a segment may/,
    ],
    [
      'a segment of a million changes',
      (team) => altered(team, { header: { count: 1_000_000 } }),
      'damaged',
      /holds more than a segment may/,
    ],
  ])('%s', async (_, make, code, sentence) => {
    const team = await teamWithEve();
    const key = putNext(team, make(team));
    await haltsUntilMended(team, [team.ana, team.ben], { code, sentence }, () => team.objects.remove(key));
  });

  test('any byte flipped in header, signature or payload is found by who has not read it yet', async () => {
    const team = await teamWithEve();
    const { ana, ben, objects, promptId } = team;
    commit(ana.registry, promptId, 'by Ana');
    expect(await ana.sync()).toBeNull();
    const key = logKey(ana.store.position().head!.number);
    const whole = objects.get(key);
    const { headerText } = openEnvelope(whole) as { headerText: string };
    const headerEnd = 12 + Buffer.byteLength(headerText);
    const before = ben.hash;
    for (const at of [0, 9, 20, headerEnd - 3, headerEnd + 5, headerEnd + 70, headerEnd + 110, whole.length - 1]) {
      objects.put(key, Buffer.from(whole).fill(whole[at]! ^ 1, at, at + 1));
      expect(await ben.sync(), `byte ${at}`).toMatchObject({
        message: expect.stringMatching(/^Segment \d+ of the remote’s log/),
      });
      expect(ben.hash).toBe(before);
    }
    objects.put(key, whole);
    expect(await ben.sync()).toBeNull();
    expect(ben.hash).toBe(ana.hash);
    await honestWorkGoesOn(team);
  });

  test('two segments that changed places', async () => {
    const team = await teamWithEve();
    const { ana, ben, objects } = team;
    const [older, newer] = await twoByAna(team);
    const [first, second] = [objects.get(older), objects.get(newer)];
    const swap = (one: Uint8Array, other: Uint8Array) => {
      objects.put(older, one);
      objects.put(newer, other);
    };
    swap(second, first);
    const told = { code: 'damaged', sentence: /says that it is another one: segments were moved or copied/ };
    ana.restart();
    expect(await ana.sync()).toMatchObject({
      code: 'forked',
      message: expect.stringContaining('is not the one this device has seen'),
    });
    await haltsUntilMended(
      team,
      [ben],
      told,
      () => {
        swap(first, second);
      },
      () => ana.sync(),
    );
  });
});

describe('a log that was cut', () => {
  test('at its end is told by who has seen more, and put back', async () => {
    const team = await teamWithEve();
    const { ana, ben, objects, promptId } = team;
    const [, newest] = await twoByAna(team);
    expect(await ben.sync()).toBeNull();
    objects.remove(newest);
    for (const reader of [ana, ben]) {
      const before = reader.hash;
      expect(await reader.sync()).toMatchObject({
        code: 'shorter',
        remedy: 'heal',
        message: expect.stringContaining('Nothing was deleted here'),
      });
      expect(reader.hash).toBe(before);
      expect(() => commit(reader.registry, promptId, 'meanwhile')).toThrow('Nothing was deleted here');
    }
    expect(await ben.putBack()).toBe(1);
    for (const reader of [ana, ben]) expect(await reader.sync()).toBeNull();
    await honestWorkGoesOn(team);
  });

  test('at its end and gone on with differently is a fork, which nobody follows', async () => {
    const team = await teamWithEve();
    const { ana, ben, eve, objects, promptId } = team;
    commit(ana.registry, promptId, 'by Ana');
    expect(await ana.sync()).toBeNull();
    expect(await ben.sync()).toBeNull();
    const newest = logKey(ana.store.position().head!.number);
    const original = objects.get(newest);
    objects.put(newest, forged(eve, [madeUp('prompt.tagged', { promptId, tags: ['hers'] })]));
    for (const reader of [ana, ben]) {
      const before = reader.hash;
      reader.restart();
      expect(await reader.sync()).toMatchObject({
        code: 'forked',
        message: expect.stringContaining('not the one this device has seen'),
      });
      expect(reader.hash).toBe(before);
    }
    objects.put(newest, original);
    for (const reader of [ana, ben]) expect(await reader.sync()).toBeNull();
    await honestWorkGoesOn(team);
  });

  test('in its middle stops who looks for it, and is put back by who has it', async () => {
    const team = await teamWithEve();
    const { ana, ben, eve, objects } = team;
    const [middle] = await twoByAna(team);
    expect(await ben.sync()).toBeNull();
    objects.remove(middle);
    const before = eve.hash;
    expect(await eve.sync()).toMatchObject({
      code: 'missing-segment',
      message: expect.stringContaining('A device that has it can put it back'),
    });
    expect(eve.hash).toBe(before);
    ben.restart();
    expect(await ben.sync()).toMatchObject({ code: 'missing-segment', remedy: 'heal' });
    expect(await ben.putBack()).toBe(1);
    for (const member of [ana, ben, eve]) expect(await member.sync()).toBeNull();
    expect(eve.hash).toBe(ana.hash);
    await honestWorkGoesOn(team);
  });

  test('by a copy without words that nobody redacted gets them back from who has them', async () => {
    const team = await teamWithEve();
    const { ana, ben, objects, promptId } = team;
    const { versionId } = commit(ana.registry, promptId, 'every word of Ana');
    expect(await ana.sync()).toBeNull();
    expect(await ben.sync()).toBeNull();
    const { number } = ana.store.position().head!;
    const previous = ana.store.hashAt(number - 1);
    const segment = readSegment(objects.get(logKey(number)), { number, workspace: ana.store.hashAt(1), previous });
    const ids = segment.lines.flatMap((line) => ('change' in line ? [line.change.id] : []));
    objects.put(redactedKey(number), blankSegment(segment, new Set(ids)));
    objects.remove(logKey(number));
    ben.restart();
    expect(await ben.sync()).toMatchObject({ code: 'missing-segment', remedy: 'heal' });
    expect(await ben.putBack()).toBe(1);
    for (const reader of [ana, ben]) expect(await reader.sync()).toBeNull();
    const late = await letIn(objects, ana, 'Late', 'viewer');
    expect(await late.sync()).toBeNull();
    expect(textOf(versionById(late.registry, versionId).content)).toBe('every word of Ana');
    await honestWorkGoesOn(team);
  });
});

describe('who is not let in yet', () => {
  test('and asks in another’s name is shown, and cannot be let in as them', async () => {
    const team = await teamWithEve();
    const { ana, ben, eve, objects } = team;
    const device = strangeDevice();
    objects.put(joinKey(device.deviceId), request(team, device, 'Ben'));
    expect(await ana.sync()).toBeNull();
    expect(openRequests(ana.registry)).toMatchObject([{ deviceId: device.deviceId, name: 'Ben', key: device.key }]);
    const accept = () => acceptRequest(ana.registry, ana, { deviceId: device.deviceId, role: 'editor' });
    expect(accept).toThrow('Ben');
    const further = strangeDevice();
    objects.put(joinKey(further.deviceId), request(team, further, 'Ben', ben.memberId));
    expect(await ana.sync()).toBeNull();
    expect(() => acceptRequest(ana.registry, ana, { deviceId: further.deviceId, role: 'editor' })).toThrow(
      'Only Ben can let in a further device of theirs',
    );
    expect(eve.registry.state.team('device', further.deviceId)).toBeUndefined();
    await honestWorkGoesOn(team);
  });

  test('and asks with a signature or under a name that is not theirs is not heard', async () => {
    const team = await teamWithEve();
    const { ana, objects } = team;
    const [one, other] = [strangeDevice(), strangeDevice()];
    objects.put(joinKey(one.deviceId), request(team, { ...other, deviceId: one.deviceId, key: one.key }, 'Mal'));
    objects.put(joinKey(newId()), request(team, other, 'Mal'));
    objects.put('join/../log/x', Buffer.from('no request'));
    objects.put(joinKey(newId()), randomBytes(100));
    expect(await ana.sync()).toBeNull();
    expect(openRequests(ana.registry)).toEqual([]);
    expect(() => findRequest(ana.registry, one.deviceId)).toThrow(Refused);
    await honestWorkGoesOn(team);
  });

  test('and was invited to another head than the log has follows nothing of it', async () => {
    const team = await teamWithEve();
    const { ana, objects } = team;
    const { chain, head } = ana.store.position();
    const late = new Member(objects, 'Late');
    late.store.join(chain!);
    late.store.saw({ number: head!.number, hash: 'e'.repeat(64) });
    expect(await late.sync()).toMatchObject({
      code: 'forked',
      message: expect.stringContaining('is not the one this device has seen'),
    });
    expect(late.store.position().head?.number ?? 0).toBeLessThan(head!.number);
    const misled = new Member(objects, 'Misled');
    misled.store.join('f'.repeat(64));
    expect(await misled.sync()).toMatchObject({
      code: 'other-chain',
      message: expect.stringContaining('not the log that the invitation was for'),
    });
    expect(misled.store.position().head).toBeNull();
    await honestWorkGoesOn(team);
  });
});

test('whoever names the founder’s device while the log has no members yet does not found it', () => {
  const { log, ana } = newSignedTeam();
  const { promptId } = promptWith(ana.registry, 'a/prompt', 'one', 'two');
  const put = (change: Change[], signer: Signer, sequence: number) => {
    const { chain, head } = ana.store.position();
    const frame = { number: (head?.number ?? 0) + 1, workspace: chain, previous: head?.hash ?? null, seen: head };
    const lines = change.map((one) => ({ change: one }));
    log.segments.push(writeSegment(lines, { ...frame, sequence, at: 5, seed: randomBytes(32) }, signer).bytes);
    ana.pull();
  };
  put([ana.store.nextOutgoing(1).lines[0]!.change], ana.signer, 1);
  const eve = { ...strangeDevice(), deviceId: ana.deviceId };
  const { deviceId, key } = eve;
  put([madeUp('member.added', { memberId: newId(), name: 'Eve', role: 'owner', device: { deviceId, key } })], eve, 2);
  expect(ana.registry.statements.all('SELECT code FROM refused')).toEqual([{ code: 'stranger' }]);
  ana.push();
  expect([...ana.registry.state.teamRows('member')]).toMatchObject([{ name: 'ana', role: 'owner' }]);
  const late = invited(ana, 'late');
  late.pull();
  expect(hashOf(late.registry)).toBe(hashOf(ana.registry));
  expect(late.registry.state.prompt(promptId)?.head).toBe(2);
});

function altered(team: Team, forgery: Forgery): Uint8Array {
  return forged(team.eve, [madeUp('prompt.tagged', { promptId: team.promptId, tags: ['hers'] })], forgery);
}

function bomb(): Uint8Array {
  return zstdCompressSync(Buffer.alloc(MAX_UNPACKED + 1));
}

/** Two segments by Ana, and their names. */
async function twoByAna({ ana, promptId }: Team): Promise<[string, string]> {
  const keys: string[] = [];
  for (const text of ['one by Ana', 'two by Ana']) {
    commit(ana.registry, promptId, text);
    expect(await ana.sync()).toBeNull();
    keys.push(logKey(ana.store.position().head!.number));
  }
  return keys as [string, string];
}

function strangeDevice() {
  return { deviceId: newId(), ...signingWith(newKeyPair().secret) };
}

function request({ ana }: Team, device: ReturnType<typeof strangeDevice>, name: string, memberId?: string): Uint8Array {
  const workspace = ana.store.position().chain!;
  const asked = { workspace, name, role: 'owner' as const, at: 5, ...(memberId === undefined ? {} : { memberId }) };
  return Buffer.from(writeJoinRequest(asked, device).text);
}
