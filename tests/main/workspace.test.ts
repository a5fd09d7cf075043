import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Registry } from '../../main/registry/registry.ts';
import { verify } from '../../main/registry/verify.ts';
import type { GalleyEvent } from '../../shared/contract.ts';
import { OpenWorkspace } from './open-workspace.ts';
import { openAt, promptWith, says, temporaryFolder } from './registry/workspace-under-test.ts';

describe('an open workspace', () => {
  test('is made where there is none, and takes the writer’s story from a draft to a rollback', async () => {
    const workspace = new OpenWorkspace(join(temporaryFolder(), 'new', 'w.galley'));
    const { promptId } = await workspace.ask('prompt.create', { name: 'a', content: says('one') });
    const first = await workspace.ask('version.commit', { promptId, message: 'first', expectedHead: null });
    await workspace.ask('draft.save', {
      promptId,
      content: says('two'),
      baseVersionId: first.versionId,
      expectedRevision: 0,
    });
    const second = await workspace.ask('version.commit', {
      promptId,
      message: 'second',
      expectedHead: first.versionId,
    });
    const move = (versionId: string, expectedMoveId: string | null) =>
      workspace.ask('label.move', { promptId, label: 'production', versionId, expectedMoveId, reason: 'because' });
    const { moveId } = await move(first.versionId, null);
    const moved = await move(second.versionId, moveId);
    expect(
      await workspace.ask('label.rollback', {
        promptId,
        label: 'production',
        expectedMoveId: moved.moveId,
        reason: 'bad',
      }),
    ).toMatchObject({
      versionId: first.versionId,
      number: 1,
    });
    expect(await workspace.ask('prompt.get', { promptId })).toMatchObject({
      head: 2,
      draft: null,
      labels: [{ label: 'production', number: 1 }],
    });
  });

  test('tells of every change once, after the call that made it', async () => {
    const workspace = new OpenWorkspace(newPath());
    const { promptId } = await workspace.ask('prompt.create', { name: 'a', content: says('one') });
    await workspace.ask('prompt.list', {});
    await workspace.ask('version.commit', { promptId, message: '', expectedHead: null });
    await workspace.ask('prompt.rename', { promptId, name: 'a' });
    await workspace.ask('workspace.configure', { name: 'acme' });
    await workspace.ask('prompt.list', {});
    const changes = workspace.events.filter((event) => event.type === 'changed');
    expect(changes).toEqual([changed(promptId), changed(promptId), changed()]);
  });

  test('sees what another open workspace on the same file commits and drafts', async () => {
    const path = newPath();
    const [ana, ben] = [new OpenWorkspace(path), new OpenWorkspace(path)];
    await ben.ask('prompt.list', {});
    const heard = (promptId: string) =>
      ben.next((event) => event.type === 'changed' && event.promptIds?.includes(promptId) === true);

    const made = ben.next((event) => event.type === 'changed');
    const { promptId } = await ana.ask('prompt.create', { name: 'a' });
    expect(await made).toEqual(changed(promptId));

    const drafted = heard(promptId);
    const { revision } = await ana.ask('draft.save', {
      promptId,
      content: says('half'),
      baseVersionId: null,
      expectedRevision: 0,
    });
    await drafted;
    expect((await ben.ask('prompt.get', { promptId })).draft).toMatchObject({ revision, content: says('half') });

    const committed = heard(promptId);
    await ana.ask('version.commit', { promptId, message: '', expectedHead: null });
    await committed;
    expect(await ben.ask('prompt.get', { promptId })).toMatchObject({ head: 1, draft: null });
    expect((await ben.ask('prompt.search', { text: 'half' })).hits).toHaveLength(1);
    expect(
      await ben.refusal('draft.save', {
        promptId,
        content: says('late'),
        baseVersionId: null,
        expectedRevision: revision,
      }),
    ).toMatchObject({ code: 'stale-draft' });
  });

  test('and another lose nothing when both write at once', async () => {
    const path = newPath();
    const both = [new OpenWorkspace(path), new OpenWorkspace(path)];
    await Promise.all(both.map((one) => one.ask('prompt.list', {})));
    const names = Array.from({ length: 60 }, (_, at) => `prompt ${at}`);
    await Promise.all(names.map((name, at) => both[at % 2]!.ask('prompt.create', { name, content: says(name) })));
    const { prompts } = await both[0]!.ask('prompt.list', {});
    expect(prompts.map((row) => row.name)).toEqual(names.toSorted());
    await Promise.all(both.map((one) => one.client.close()));
    expect(verify(openAt(path)).changes).toBe(61);
  });

  test('closes after the calls under way, and refuses those that come later', async () => {
    const path = newPath();
    const workspace = new OpenWorkspace(path);
    const calls = Array.from({ length: 40 }, (_, at) => workspace.call('prompt.create', { name: `p${at}` }));
    const closing = workspace.client.close();
    const late = workspace.refusal('prompt.list', {});
    expect((await Promise.all(calls)).every((reply) => reply.ok)).toBe(true);
    await closing;
    expect(await late).toEqual({ code: 'closed', message: 'This workspace has been closed.' });
    await workspace.client.close();
    expect(openAt(path).log.count()).toBe(41);
  });

  test('of a file that cannot be opened answers every call with the reason', async () => {
    const path = newPath();
    writeFileSync(path, 'not a workspace');
    const workspace = new OpenWorkspace(path);
    for (const [name, input] of [
      ['workspace.info', {}],
      ['prompt.create', { name: 'a' }],
      ['no.such.call', {}],
    ] as const)
      expect(await workspace.refusal(name, input)).toMatchObject({
        code: 'not-a-workspace',
        message: expect.stringContaining('It has not been changed') as string,
      });
    await workspace.client.close();
    expect(readFileSync(path, 'utf8')).toBe('not a workspace');
  });

  test('of a damaged file says so to every call once the check has found it, and never writes', async () => {
    const path = damagedWorkspace();
    const before = readFileSync(path);
    const workspace = new OpenWorkspace(path);
    const told = workspace.next((event) => event.type === 'changed');
    expect(await workspace.refusal('prompt.create', { name: 'a' })).toMatchObject({ code: 'damaged' });
    expect(await told).toEqual({ type: 'changed', promptIds: null });
    expect(await workspace.refusal('workspace.info', {})).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('is damaged, so Galley leaves it untouched') as string,
    });
    expect(await workspace.refusal('prompt.list', {})).toMatchObject({ code: 'damaged' });
    await workspace.client.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('that was closed well opens at once and writes once its check is over', async () => {
    const path = newPath();
    const registry = new Registry(path, { create: true });
    const { promptId } = promptWith(registry, 'a', 'one');
    registry.close();
    const workspace = new OpenWorkspace(path);
    await workspace.ask('draft.save', { promptId, content: says('two'), baseVersionId: null, expectedRevision: 0 });
    await workspace.client.close();
    expect(verify(openAt(path)).changes).toBe(3);
  });
});

function newPath(): string {
  return join(temporaryFolder(), 'w.galley');
}

function changed(...promptIds: string[]): GalleyEvent {
  return { type: 'changed', promptIds };
}

function damagedWorkspace(): string {
  const path = newPath();
  const registry = new Registry(path, { create: true });
  promptWith(registry, 'a', ...Array.from({ length: 30 }, (_, at) => `${at} ${'words '.repeat(2_000)}`));
  registry.close();
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 8192 / 2) * 8192;
  writeFileSync(path, bytes.fill(0xa5, middle, middle + 600));
  return path;
}
