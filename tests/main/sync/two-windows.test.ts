import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { GalleyEvent } from '../../../shared/contract.ts';
import { OpenWorkspace } from '../open-workspace.ts';
import { temporaryFolder } from '../registry/workspace-under-test.ts';

type Team = { ana: OpenWorkspace; ben: OpenWorkspace; folder: string };

/** Ana has connected her workspace to a folder; Ben has taken up her invitation and was let in. */
async function team(): Promise<Team> {
  const folder = temporaryFolder();
  process.env['GALLEY_KEYS'] = join(folder, 'keys');
  mkdirSync(join(folder, 'remote'));
  const url = pathToFileURL(join(folder, 'remote')).href;
  const ana = new OpenWorkspace(join(folder, 'ana.galley'));
  await ana.ask('workspace.configure', { author: 'Ana' });
  await ana.ask('remote.connect', { url });
  const { invitation } = await ana.ask('team.invite', { role: 'editor' });
  const ben = new OpenWorkspace(join(folder, 'ben.galley'));
  const waits = ana.next(isSync(({ attention }) => attention > 0));
  await ben.ask('team.join', { invitation, name: 'Ben' });
  await ben.ask('sync.now', {});
  await ana.ask('sync.now', {});
  await waits;
  const { requests } = await ana.ask('team.members', {});
  expect(requests.map(({ name }) => name)).toEqual(['Ben']);
  await ana.ask('team.accept', { deviceId: requests[0]!.deviceId, role: 'editor' });
  await ana.ask('sync.now', {});
  const status = await ben.ask('sync.now', {});
  expect(status).toMatchObject({ state: 'synced', member: { name: 'Ben', role: 'editor' }, problem: null });
  return { ana, ben, folder };
}

function isSync(
  wanted: (status: Extract<GalleyEvent, { type: 'sync' }>['status']) => boolean,
): (event: GalleyEvent) => boolean {
  return (event) => event.type === 'sync' && wanted(event.status);
}

test('what one person commits comes to the other by itself, and the window hears of it', async () => {
  const { ana, ben } = await team();
  const sent = ben.next(isSync(({ state, ahead }) => state === 'synced' && ahead === 0));
  const heard = ana.next((event) => event.type === 'changed');
  const { promptId } = await ben.ask('prompt.create', { name: 'greeting' });
  await sent;
  await heard;
  expect((await ana.ask('prompt.get', { promptId })).name).toBe('greeting');
}, 60_000);

test('an emptied remote stops everything, deletes nothing, and is put right by whoever has the segments', async () => {
  const { ana, ben, folder } = await team();
  const { promptId } = await ana.ask('prompt.create', { name: 'greeting' });
  await ana.ask('sync.now', {});
  const log = join(folder, 'remote', 'log');
  for (const name of readdirSync(log)) rmSync(join(log, name));
  const status = await ana.ask('sync.now', {});
  expect(status).toMatchObject({ state: 'attention', problem: { code: 'emptied', remedy: 'heal' } });
  expect((await ana.ask('attention.list', {})).items).toMatchObject([{ kind: 'remote' }]);
  expect((await ana.ask('prompt.get', { promptId })).name).toBe('greeting');
  expect(await ana.refusal('prompt.create', { name: 'another' })).not.toBeNull();

  const { segments } = await ana.ask('sync.heal', {});
  expect(segments).toBeGreaterThan(1);
  expect(await ana.ask('sync.now', {})).toMatchObject({ state: 'synced', problem: null });
  expect(await ben.ask('sync.now', {})).toMatchObject({ state: 'synced', problem: null });
  expect((await ben.ask('prompt.get', { promptId })).name).toBe('greeting');
}, 60_000);

test('a member who is removed while offline keeps what they wrote, and is told', async () => {
  const { ana, ben } = await team();
  await ben.ask('sync.pause', { paused: true });
  const { promptId } = await ben.ask('prompt.create', { name: 'written on a train' });
  const { members } = await ana.ask('team.members', {});
  await ana.ask('team.remove', { memberId: members.find(({ name }) => name === 'Ben')!.memberId });
  await ana.ask('sync.now', {});
  const status = await ben.ask('sync.pause', { paused: false }).then(() => ben.ask('sync.now', {}));
  expect(status).toMatchObject({ state: 'attention', problem: { code: 'removed', remedy: 'rejoin' }, ahead: 1 });
  const { pending } = await ben.ask('sync.panel', {});
  expect(pending).toMatchObject([{ promptId, mark: 'refused' }]);
  expect((await ben.ask('attention.list', {})).items.map(({ kind }) => kind)).toContain('removed');
}, 60_000);

test('a remote that cannot be reached is offline and nothing worse; work goes on and is sent later', async () => {
  const { ana, folder } = await team();
  renameSync(join(folder, 'remote'), join(folder, 'away'));
  const gone = await ana.ask('sync.now', {});
  expect(gone).toMatchObject({ state: 'offline', attention: 0 });
  expect(gone.problem?.message).toMatch(/There is no folder .* mount the drive/);
  await ana.ask('prompt.create', { name: 'meanwhile' });
  expect((await ana.ask('sync.now', {})).ahead).toBe(1);
  renameSync(join(folder, 'away'), join(folder, 'remote'));
  expect(await ana.ask('sync.now', {})).toMatchObject({ state: 'synced', ahead: 0, problem: null });
}, 60_000);
