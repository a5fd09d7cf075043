import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { join as pathOf } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { rotationText } from '../../../shared/team/proofs.ts';
import { createPrompt, renamePrompt } from '../../../main/registry/edit-prompts.ts';
import { saveDraft } from '../../../main/registry/edit-draft.ts';
import { moveLabel } from '../../../main/registry/move-label.ts';
import { labelStates, promptNamed, readDraft, workspaceInfo } from '../../../main/registry/prompt-queries.ts';
import { backupTo } from '../../../main/registry/backup.ts';
import { ChangeWatch } from '../../../main/registry/change-watch.ts';
import { addExamples } from '../../../main/registry/examples.ts';
import { RegistrySyncStore } from '../../../main/registry/sync-store.ts';
import { verify } from '../../../main/registry/verify.ts';
import { FormerNames } from '../../../main/snippets/former-names.ts';
import { searchPrompts } from '../../../main/registry/search.ts';
import { versionById, versionRows } from '../../../main/registry/version-queries.ts';
import { syncPanel } from '../../../main/sync/sync-panel.ts';
import { listActivity } from '../../../main/team/activity.ts';
import { readSegment, rebuildSegment, writeSegment } from '../../../main/sync/segment-codec.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { Keys } from '../../shared/fold/team-under-test.ts';
import { DeviceUnderTest, LogUnderTest, newKey, newTeam } from './team-under-test.ts';
import {
  commit,
  hashOf,
  logOf,
  newWorkspace,
  openAt,
  promptWith,
  says,
  temporaryFolder,
} from './workspace-under-test.ts';

const PAGE = { limit: 100 };

describe('what was there before a remote', () => {
  test('keeps its places, and is sent before anything that came later', () => {
    const log = new LogUnderTest();
    const ana = new DeviceUnderTest(log, 'ana');
    const { promptId } = promptWith(ana.registry, 'a', 'one', 'two');
    const places = logOf(ana.registry);
    ana.store.attach();
    commit(ana.registry, promptId, 'three');
    expect(ana.store.position()).toMatchObject({ isAttached: true, chain: null, ahead: 6, queued: 0 });
    ana.push(2);
    expect(log.segments.length).toBe(3);
    expect(logOf(ana.registry).slice(0, places.length)).toEqual(places);
    expect(ana.store.position()).toMatchObject({ ahead: 0, chain: log.segments[0]!.headerHash, sequence: 3 });
    expect(ana.registry.state.team('member', ana.memberId)).toMatchObject({
      name: 'ana',
      role: 'owner',
      founder: true,
    });
    ana.verified();
  });

  test('is put after what a stranger pushed in between, which has no effect', () => {
    const log = new LogUnderTest();
    const ana = new DeviceUnderTest(log, 'ana');
    const { promptId } = promptWith(ana.registry, 'a', 'one', 'two');
    const { promptId: later } = promptWith(ana.registry, 'b', 'one');
    saveDraft(ana.registry, { promptId: later, content: says('mine'), baseVersionId: null, expectedRevision: 0 });
    ana.store.attach();
    commit(ana.registry, promptId, 'pending');
    ana.push(2, 1);
    const change = {
      id: newId(),
      kind: 'prompt.created',
      author: 'eve',
      at: 1,
      body: { promptId: newId(), name: 'evil' },
    };
    log.put([{ change } as never], newKey(), 1);
    ana.pull();
    ana.verified();
    expect(refusalOf(() => promptNamed(ana.registry, 'evil'))?.code).toBe('no-prompt');
    ana.push(2);
    ana.verified();
    expect(refusals(ana)).toMatchObject([{ author: 'eve', code: 'stranger' }]);
    expect(versionRows(ana.registry, ana.registry.state.promptSeq(promptId)!).map((row) => row.number)).toEqual([
      3, 2, 1,
    ]);
    expect(readDraft(ana.registry, ana.registry.state.promptSeq(later)!)?.content).toEqual(says('mine'));
    const late = new DeviceUnderTest(log, 'late');
    late.store.join(log.segments[0]!.headerHash);
    late.pull();
    expect(hashOf(late.registry)).toBe(hashOf(ana.registry));
  });
});

describe('two people', () => {
  test('have what each added in one order, and each version the number of its place', () => {
    const { ana, join } = newTeam();
    const { promptId } = promptWith(ana.registry, 'a', 'one', 'two');
    const ben = join('ben');
    expect(ben.registry.author).toBe('ben');
    commit(ben.registry, promptId, 'three');
    commit(ana.registry, promptId, 'four');
    expect(numbers(ana, promptId)).toEqual([null, 2, 1]);
    ana.push();
    ben.pull();
    expect(numbers(ben, promptId)).toEqual([null, 3, 2, 1]);
    ben.push();
    ana.pull();
    expect(ana.verified()).toEqual(ben.verified());
    expect(numbers(ana, promptId)).toEqual([4, 3, 2, 1]);
    expect(promptNamed(ben.registry, 'a')).toMatchObject({ head: 4, pending: 0, diverged: true });
  });

  test('who made a prompt of one name keep both', () => {
    const { ana, join } = newTeam();
    const ben = join('ben');
    promptWith(ana.registry, 'same', 'by ana');
    promptWith(ben.registry, 'same', 'by ben');
    ana.push();
    ben.push();
    ana.pull();
    for (const { registry } of [ana, ben])
      expect(searchPrompts(registry, { text: 'same', archived: false, limit: 9 }).hits.map((hit) => hit.name)).toEqual([
        'same',
        'same-2',
      ]);
    expect(refusalOf(() => createPrompt(ben.registry, 'same'))?.code).toBe('name-taken');
  });

  test('see a change that came too late as refused, and why', () => {
    const { ana, join } = newTeam();
    const { promptId } = createPrompt(ana.registry, 'a');
    const ben = join('ben');
    ana.registry.record({ kind: 'member.role', body: { memberId: ben.memberId, role: 'viewer' } });
    ana.push();
    const { versionId } = commit(ben.registry, promptId, 'too late');
    ben.pull();
    expect(syncPanel(ben.registry).pending).toMatchObject([
      { mark: 'refused', promptName: 'a', why: expect.stringContaining('viewer') as string },
    ]);
    expect(refusalOf(() => versionById(ben.registry, versionId))?.code).toBe('no-version');
    expect(refusalOf(() => commit(ben.registry, promptId, 'again'))?.message).toContain('viewer');
    ben.push();
    ana.pull();
    for (const device of [ana, ben]) {
      expect(refusals(device)).toMatchObject([{ author: 'ben', seq: 6 }]);
      expect(listActivity(device.registry, PAGE).rows[0]).toMatchObject({
        mark: 'refused',
        memberId: ben.memberId,
        position: 6,
      });
      device.verified();
    }
  });

  test('keep a draft and what it was begun from, whatever number that gets', () => {
    const { ana, join } = newTeam();
    const { promptId } = promptWith(ana.registry, 'a', 'one');
    const ben = join('ben');
    const { versionId } = commit(ben.registry, promptId, 'from ben');
    saveDraft(ben.registry, { promptId, content: says('draft'), baseVersionId: versionId, expectedRevision: 0 });
    const own = createPrompt(ben.registry, 'own', says('draft of a pending prompt'));
    ben.registry.statements.run(
      "INSERT INTO input_sets VALUES (?, 'x', 'Inputs', 0, 1, '{}')",
      ben.registry.state.promptSeq(own.promptId),
    );
    commit(ana.registry, promptId, 'from ana');
    ana.push();
    ben.pull();
    const draftOf = (id: string) => readDraft(ben.registry, ben.registry.state.promptSeq(id)!);
    expect(draftOf(promptId)).toMatchObject({ content: says('draft'), baseVersionId: versionId, baseNumber: null });
    ben.push();
    expect(draftOf(promptId)).toMatchObject({ content: says('draft'), baseVersionId: versionId, baseNumber: 3 });
    expect(draftOf(own.promptId)).toMatchObject({ content: says('draft of a pending prompt') });
    expect(ben.registry.statements.column('SELECT prompt FROM input_sets')).toEqual([
      ben.registry.state.promptSeq(own.promptId),
    ]);
  });
});

describe('a label move', () => {
  test('waits for its place, and a second one builds on it', () => {
    const { ana } = newTeam();
    const { promptId, versions } = promptWith(ana.registry, 'a', 'one', 'two');
    ana.push();
    const move = (at: number) =>
      moveLabel(ana.registry, {
        promptId,
        label: 'staging',
        versionId: versions[at]!.versionId,
        expectedMoveId: null,
        reason: '',
      });
    expect(move(0)).toMatchObject({ queued: true });
    expect(move(1)).toMatchObject({ queued: true });
    expect(refusalOf(() => move(1))).toMatchObject({ code: 'no-move' });
    expect(labelStates(ana.registry, ana.registry.state.promptSeq(promptId)!)).toEqual([]);
    expect(ana.registry.present.label(promptId, 'staging')?.versionId).toBe(versions[1]!.versionId);
    expect(ana.store.position()).toMatchObject({ ahead: 2, queued: 2 });
    expect(syncPanel(ana.registry)).toMatchObject({
      pendingCount: 2,
      pending: [{ mark: 'queued' }, { mark: 'queued' }],
    });
    ana.push();
    expect(labelStates(ana.registry, ana.registry.state.promptSeq(promptId)!)).toMatchObject([{ number: 2 }]);
    ana.verified();
  });

  test('that expected another one than it finds at its place is refused, and stays', () => {
    const { ana, join } = newTeam();
    const { promptId, versions } = promptWith(ana.registry, 'a', 'one', 'two');
    const ben = join('ben');
    const [one, two] = versions.map(({ versionId }) => versionId);
    moveLabel(ana.registry, { promptId, label: 'staging', versionId: one!, expectedMoveId: null, reason: '' });
    moveLabel(ben.registry, { promptId, label: 'staging', versionId: two!, expectedMoveId: null, reason: 'mine' });
    ana.push();
    ben.pull();
    expect(syncPanel(ben.registry).pending).toMatchObject([{ mark: 'refused', kind: 'label.moved' }]);
    ben.push();
    ana.pull();
    expect(refusals(ana)).toMatchObject([{ code: 'stale-move', details: expect.stringContaining(one!) as string }]);
    expect(
      listActivity(ana.registry, { ...PAGE, label: 'staging' }).rows.map(({ mark, note }) => [mark, note]),
    ).toEqual([
      ['refused', 'mine'],
      ['confirmed', ''],
    ]);
    expect(ana.verified()).toEqual(ben.verified());
  });
});

describe('a content that was taken out', () => {
  test('is gone from the file of everybody, the versions around it stay, and the segment can still be put back', () => {
    const { ana, join, log } = newTeam();
    const secret = 'the key is hunter2hunter2';
    const { promptId, versions } = promptWith(
      ana.registry,
      'a',
      ...Array.from({ length: 6 }, (_, at) => (at === 2 ? secret : `text ${at} and some more words`)),
    );
    const ben = join('ben');
    commit(ben.registry, promptId, 'on top');
    saveDraft(ben.registry, {
      promptId,
      content: says(`${secret} in a draft`),
      baseVersionId: null,
      expectedRevision: 0,
    });
    const target = versions[2]!.versionId;
    const changeId = ana.registry.state.version(promptId, target)!.changeId;
    ana.registry.record({ kind: 'body.redacted', body: { changeId, reason: 'leaked' } });
    expect(versionById(ana.registry, target).content).toEqual(says(secret));
    ana.push();
    ben.push();
    ana.pull();
    for (const device of [ana, ben]) {
      expect(versionById(device.registry, target)).toMatchObject({
        number: 3,
        content: { messages: [] },
        redacted: { by: 'ana', reason: 'leaked' },
      });
      const texts = versions
        .filter(({ versionId }) => versionId !== target)
        .map(({ versionId }) => versionById(device.registry, versionId).content.messages[0]!.text);
      expect(texts).toEqual([0, 1, 3, 4, 5].map((at) => `text ${at} and some more words`));
      expect(JSON.stringify(logOf(device.registry))).not.toContain(secret);
      device.verified();
      device.restart();
      device.verified();
    }
    expect(readDraft(ben.registry, ben.registry.state.promptSeq(promptId)!)?.content).toEqual(
      says(`${secret} in a draft`),
    );
    expect(hashOf(ana.registry)).toBe(hashOf(ben.registry));
    const holding = log.segments.find(({ lines }) =>
      lines.some((line) => 'change' in line && line.change.id === changeId),
    )!;
    const parts = ben.store.segmentAt(holding.header.number)!;
    expect(parts.lines.find((line) => 'change' in line && line.change.id === changeId)).toMatchObject({
      redacted: { versionId: target },
    });
  });

  test('of the newest version is not found by search any more, nor where another process read it before', () => {
    const registry = newWorkspace();
    const other = openAt(registry.path);
    const { promptId, versions } = promptWith(registry, 'a', 'one', 'hunter2hunter2');
    const query = { text: 'hunter2', archived: false, limit: 9 };
    expect(searchPrompts(other, query).hits.length).toBe(1);
    const { changeId } = registry.state.version(promptId, versions[1]!.versionId)!;
    registry.record({ kind: 'body.redacted', body: { changeId, reason: 'leaked' } });
    expect(searchPrompts(registry, query).hits).toEqual([]);
    expect(searchPrompts(other, query).hits).toEqual([]);
    expect(versionById(other, versions[1]!.versionId).content.messages).toEqual([]);
  });
});

describe('a device', () => {
  test('that goes on under a new key keeps what waits, and is asked to be let in again', () => {
    const { ana, join } = newTeam();
    const { promptId } = createPrompt(ana.registry, 'a');
    const ben = join('ben');
    commit(ben.registry, promptId, 'mine');
    ben.store.heal(newKey());
    expect(ben.store.position()).toMatchObject({ sequence: 0, inFlight: null, ahead: 1 });
    expect(syncPanel(ben.registry).pending).toMatchObject([{ mark: 'refused' }]);
    ben.verified();
  });

  test('that replaces its key sends nothing after it under the old one, and goes on with the new one', () => {
    const { log, ana } = newTeam();
    const [old, next, device] = [new Keys(), new Keys(), newKey()];
    const ben = new DeviceUnderTest(log, 'ben', { ...device, key: old.key });
    const body = { memberId: newId(), name: 'ben', role: 'editor' as const, device: ben.own };
    ana.registry.record({ kind: 'member.added', body });
    ana.push();
    ben.store.join(log.segments[0]!.headerHash);
    ben.pull();
    createPrompt(ben.registry, 'before');
    const workspaceId = ben.registry.state.workspace()!.id;
    const proof = next.sign(rotationText({ workspaceId, deviceId: device.deviceId, oldKey: old.key, key: next.key }));
    ben.registry.record({ kind: 'device.rotated', body: { deviceId: device.deviceId, key: next.key, proof } });
    createPrompt(ben.registry, 'after');
    const { lines } = ben.store.nextOutgoing(1_000);
    expect(lines.map(({ change }) => change.kind)).toEqual(['prompt.created', 'device.rotated']);
    log.put(lines, ben.own, 1);
    ben.pull();
    expect(ben.store.position()).toMatchObject({ deviceId: device.deviceId, key: next.key, ahead: 1, sequence: 1 });
    expect(syncPanel(ben.registry).pending).toMatchObject([{ mark: 'pending' }]);
    log.put(ben.store.nextOutgoing(1_000).lines, { ...device, key: next.key }, 2);
    for (const one of [ana, ben]) {
      one.pull();
      expect(promptNamed(one.registry, 'after')).not.toBeNull();
      expect(one.verified().pending).toBe(0);
    }
  });

  test('that was told the remote is another one is not written to, and says why', () => {
    const { ana } = newTeam();
    ana.store.setHalted({ code: 'shorter', message: 'The remote lost segments.', isReadOnly: true });
    expect(refusalOf(() => createPrompt(ana.registry, 'a'))).toMatchObject({
      code: 'read-only',
      message: 'The remote lost segments.',
    });
    expect(workspaceInfo(ana.registry).readOnly).toBe('The remote lost segments.');
    ana.store.setHalted({ code: 'credentials', message: 'No.', isReadOnly: false });
    createPrompt(ana.registry, 'a');
    expect(workspaceInfo(ana.registry).readOnly).toBeNull();
  });

  test('takes in nothing that does not follow what it has, and no log of another workspace', () => {
    const { ana, log } = newTeam();
    const other = newTeam();
    expect(refusalOf(() => ana.store.take([log.segments[0]!]))?.code).toBe('not-next');
    const fresh = new DeviceUnderTest(log, 'fresh');
    expect(refusalOf(() => fresh.store.take([log.segments[0]!]))?.code).toBe('not-attached');
    fresh.store.join(log.segments[0]!.headerHash);
    expect(refusalOf(() => createPrompt(fresh.registry, 'too soon'))?.code).toBe('read-only');
    expect(refusalOf(() => fresh.store.take([other.log.segments[0]!]))?.code).toBe('other-chain');
    const own = new DeviceUnderTest(log, 'own');
    createPrompt(own.registry, 'a');
    expect(refusalOf(() => own.store.join(log.segments[0]!.headerHash))?.code).toBe('not-fresh');
    own.store.attach();
    expect(refusalOf(() => own.store.take([log.segments[0]!]))?.code).toBe('other-chain');
    own.verified();
  });

  test('notes the segment it is about to put, and forgets it once that is in the log', () => {
    const { ana, log } = newTeam();
    createPrompt(ana.registry, 'a');
    const { lines } = ana.store.nextOutgoing(10);
    const segment = log.put(lines, ana.own, 2);
    ana.store.begin({
      number: 2,
      headerHash: segment.headerHash,
      sequence: 2,
      changeIds: lines.map(({ change }) => change.id),
    });
    ana.restart();
    expect(ana.store.position().inFlight).toMatchObject({ number: 2 });
    expect(ana.store.take([segment])).toMatchObject({ segments: 1, applied: 1, moved: [lines[0]!.change.id] });
    expect(ana.store.position()).toMatchObject({ inFlight: null, sequence: 2, ahead: 0 });
  });
});

describe('a workspace that two processes have open', () => {
  test('shows in one what the other took in: names, search, events, drafts', () => {
    const { ana, join } = newTeam();
    const { promptId } = promptWith(ana.registry, 'before', 'first words');
    const ben = join('ben');
    const other = openAt(ben.path);
    const watch = new ChangeWatch(other);
    const own = promptWith(ben.registry, 'own', 'words of ben');
    expect(watch.look()).toEqual({ promptIds: [own.promptId] });
    const find = (text: string) =>
      searchPrompts(other, { text, archived: false, limit: 9 }).hits.map(({ promptId: id }) => id);
    expect(find('words')).toEqual([own.promptId, promptId]);
    renamePrompt(ana.registry, promptId, 'after');
    commit(ana.registry, promptId, 'second words');
    ana.push();
    ben.pull();
    expect(new Set(watch.look()?.promptIds)).toEqual(new Set([own.promptId, promptId]));
    expect(find('after')).toEqual([promptId]);
    expect(find('second')).toEqual([promptId]);
    expect(find('words of')).toEqual([own.promptId]);
    ben.push();
    expect(watch.look()).toEqual({ promptIds: [own.promptId] });
    expect(find('words of')).toEqual([own.promptId]);
    expect(watch.look()).toBeNull();
    expect(new FormerNames(other.statements).promptOf('before')).toBe(other.state.promptSeq(promptId));
  });

  test('tells a move that waits, and that it waits no more', () => {
    const { ana } = newTeam();
    const { promptId, versions } = promptWith(ana.registry, 'a', 'one');
    ana.push();
    const watch = new ChangeWatch(openAt(ana.path));
    const { versionId } = versions[0]!;
    moveLabel(ana.registry, { promptId, label: 'staging', versionId, expectedMoveId: null, reason: '' });
    expect(watch.look()).toEqual({ promptIds: [promptId] });
    ana.push();
    expect(watch.look()).toEqual({ promptIds: [promptId] });
  });
});

test('a restored backup takes in what this device sent since, and keeps what only it has', () => {
  const { ana, join, log } = newTeam();
  const { promptId } = promptWith(ana.registry, 'a', 'one');
  const ben = join('ben');
  ben.pull();
  commit(ben.registry, promptId, 'before the backup');
  const copy = pathOf(temporaryFolder(), 'restored.galley');
  backupTo(ben.registry.db, copy);
  ben.push();
  commit(ben.registry, promptId, 'after the backup');
  ben.push();
  const restored = openAt(copy);
  commit(restored, promptId, 'only in the restored one');
  const store = new RegistrySyncStore(restored);
  const { head, sequence } = store.position();
  const taken = store.take(log.segments.slice(head!.number), 60_000);
  expect(taken).toMatchObject({ applied: 2, refused: [] });
  expect(taken.moved.length).toBe(1);
  expect(store.position()).toMatchObject({ sequence: sequence + 2, ahead: 1 });
  expect(versionRows(restored, restored.state.promptSeq(promptId)!).map((row) => row.number)).toEqual([null, 3, 2, 1]);
  verify(restored);
});

test('examples and imports come into a team as what waits', () => {
  const { ana } = newTeam();
  addExamples(ana.registry);
  expect(ana.store.position().ahead).toBe(ana.registry.log.pendingCount());
  ana.push(7);
  ana.verified();
});

describe('a segment', () => {
  test('with lines that say nothing, or say again what the log has, is put together again as it was', () => {
    const { ana, join, log } = newTeam();
    const ben = join('ben');
    promptWith(ana.registry, 'a', 'one', 'two');
    const { lines } = ana.store.nextOutgoing(10);
    const odd = { odd: '{"change":{"kind":"of tomorrow"}}', why: 'unknown' };
    log.put([odd, lines[0]!, lines[0]!, odd, ...lines.slice(1), odd], ana.own, 9);
    const twice = log.put([lines[1]!], ana.own, 10);
    for (const device of [ana, ben]) {
      device.pull();
      device.verified();
      expect(device.store.position().ahead).toBe(0);
      const [first, second] = [log.segments.length - 1, log.segments.length].map((number) =>
        device.store.segmentAt(number)!,
      );
      expect(first!.lines.map((line) => ('odd' in line ? line.odd.slice(0, 30) : line.change.id))).toEqual(
        [
          odd.odd.slice(0, 30),
          lines[0]!.change.id,
          '{"change":{"at":',
          odd.odd.slice(0, 30),
          ...lines.slice(1).map(({ change }) => change.id),
          odd.odd.slice(0, 30),
        ].map((text) => expect.stringContaining(text.slice(0, 16)) as string),
      );
      expect(second!.headerText).toBe(twice.headerText);
    }
    expect(hashOf(ana.registry)).toBe(hashOf(ben.registry));
  });

  test('of changes that name what is not there comes out as it went in', () => {
    const { ana, log } = newTeam();
    const { promptId, versions } = promptWith(ana.registry, 'a', 'one');
    ana.push();
    const content = '{"format":"text","messages":[]}';
    const nowhere = { promptId: newId(), message: 'm' };
    const bodies = [
      { ...nowhere, parents: [] },
      { ...nowhere, parents: ['a'.repeat(64), 'b'.repeat(64)], origin: {} },
      { promptId, message: 'm', parents: [versions[0]!.versionId, 'c'.repeat(64)], origin: { committedAt: 7 } },
      { promptId, message: 'm', parents: ['c'.repeat(64), versions[0]!.versionId], origin: { author: 'x' } },
    ];
    const changes = bodies.map((body) => ({
      id: newId(),
      kind: 'version.committed',
      author: 'ana',
      at: 5,
      body,
      content,
    }));
    const renamed = {
      id: newId(),
      kind: 'prompt.renamed',
      author: 'ana',
      at: 5,
      body: { promptId: newId(), name: 'x' },
    };
    const lines = [...changes, renamed].map((change) => ({ change }) as never);
    log.put(lines, ana.own, 9);
    ana.pull();
    expect(ana.store.segmentAt(log.segments.length)!.lines).toEqual(lines);
    expect(refusals(ana).map(({ code }) => code)).toEqual([
      'no-prompt',
      'unknown-parent',
      'unknown-parent',
      'no-prompt',
      'no-prompt',
    ]);
    ana.verified();
  });

  test('that lost a content since is put back without it, and its signature still holds', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const own = { deviceId: newId(), key: publicKey.export({ format: 'jwk' }).x! };
    const signer = { ...own, sign: (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64url') };
    const { registry, store } = new DeviceUnderTest(new LogUnderTest(), 'ana', own);
    const { promptId, versions } = promptWith(registry, 'a', 'one', 'hunter2', 'three');
    store.attach();
    const expected = { number: 1, workspace: null, previous: null };
    const frame = { ...expected, sequence: 1, seen: null, at: 7, seed: randomBytes(32) };
    const { bytes } = writeSegment(store.nextOutgoing(100).lines, frame, signer);
    store.take([readSegment(bytes, expected)]);
    expect(readSegment(rebuildSegment(store.segmentAt(1)!), expected)).toEqual(readSegment(bytes, expected));
    const { changeId } = registry.state.version(promptId, versions[1]!.versionId)!;
    registry.record({ kind: 'body.redacted', body: { changeId, reason: 'leaked' } });
    const next = { number: 2, workspace: store.hashAt(1), previous: store.hashAt(1) };
    const second = writeSegment(
      store.nextOutgoing(100).lines,
      { ...next, sequence: 2, seen: null, at: 8, seed: randomBytes(32) },
      signer,
    );
    store.take([readSegment(second.bytes, next)]);
    const again = readSegment(rebuildSegment(store.segmentAt(1)!), expected);
    expect(again.headerHash).toBe(store.hashAt(1));
    expect(JSON.stringify(again.lines)).not.toContain('hunter2');
    expect(JSON.stringify(again.lines)).toContain('three');
  });
});

function numbers({ registry }: DeviceUnderTest, promptId: string): (number | null)[] {
  return versionRows(registry, registry.state.promptSeq(promptId)!).map((row) => row.number);
}

function refusals({
  registry,
}: DeviceUnderTest): { seq: number; code: string; details: string | null; author: string }[] {
  return registry.statements.all(
    'SELECT r.seq, r.code, r.details, c.author FROM refused r JOIN changes c ON c.seq = r.seq ORDER BY r.seq DESC',
  );
}
