import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { Registry } from '../../../main/registry/registry.ts';
import { combined } from '../../../main/sync/keys/secret-store.ts';
import { FileSecrets } from '../../../main/sync/keys/file-secrets.ts';
import { Sync } from '../../../main/sync/sync.ts';
import { newId } from '../../../shared/ids.ts';
import { hashOf, promptWith, temporaryFolder } from '../registry/workspace-under-test.ts';

/** Two people with a folder between them; each has a workspace and keys of their own. */
function person(folder: string, name: string): { registry: Registry; sync: Sync } {
  const keys = join(folder, `${name}-keys`);
  process.env['GALLEY_KEYS'] = keys; // the thread that syncs opens them by this
  const registry = new Registry(join(folder, `${name}.galley`), { create: true, author: name });
  const sync = new Sync(registry, undefined, () => combined(null, new FileSecrets(keys), null));
  onTestFinished(async () => {
    await sync.close();
    registry.close();
  });
  return { registry, sync };
}

function emptyRemote(folder: string): string {
  const remote = join(folder, 'remote');
  mkdirSync(remote);
  return pathToFileURL(remote).href;
}

test('a workspace that is connected is sent whole, and is synced', async () => {
  const folder = temporaryFolder();
  const ana = person(folder, 'ana');
  promptWith(ana.registry, 'greeting', 'Hello', 'Hello there');
  expect(ana.sync.status().state).toBe('none');
  const status = await ana.sync.connect(emptyRemote(folder), {});
  expect(status).toMatchObject({ state: 'synced', ahead: 0, problem: null, member: { name: 'ana', role: 'owner' } });
  expect(status.syncedAt).not.toBeNull();
});

test('somebody who joins has the same workspace, and what either writes comes to the other', async () => {
  const folder = temporaryFolder();
  const url = emptyRemote(folder);
  const ana = person(folder, 'ana');
  promptWith(ana.registry, 'greeting', 'Hello');
  await ana.sync.connect(url, {});

  const ben = person(folder, 'ben');
  const chain = ana.registry.notes.hashAt(1)!;
  await ben.sync.join(url, {}, { chain, head: ana.registry.notes.head()! });
  expect(ben.sync.status()).toMatchObject({ state: 'synced', problem: { code: 'waiting' }, member: null });
  expect(hashOf(ben.registry)).toBe(hashOf(ana.registry));

  ana.registry.record({
    kind: 'member.added',
    body: { memberId: newId(), name: 'ben', role: 'editor', device: ben.registry.notes.device! },
  });
  expect((await ana.sync.now()).state).toBe('synced');
  expect(await ben.sync.now()).toMatchObject({ state: 'synced', problem: null, member: { name: 'ben' } });
  promptWith(ben.registry, 'farewell', 'Bye');
  expect(ben.sync.status().ahead).toBe(2);
  await ben.sync.now();
  await ana.sync.now();
  expect(hashOf(ana.registry)).toBe(hashOf(ben.registry));
});

test('a remote that holds another workspace is refused, and nothing is changed by that', async () => {
  const folder = temporaryFolder();
  const url = emptyRemote(folder);
  const ana = person(folder, 'ana');
  await ana.sync.connect(url, {});
  const eve = person(folder, 'eve');
  await expect(eve.sync.connect(url, {})).rejects.toThrow('holds another workspace');
  expect(eve.sync.status()).toMatchObject({ state: 'none', remote: null });
});
