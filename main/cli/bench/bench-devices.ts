import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { emptyContent } from '../../../shared/content.ts';
import { commitVersion } from '../../registry/commit-version.ts';
import { createPrompt } from '../../registry/edit-prompts.ts';
import { verify } from '../../registry/verify.ts';
import { seconds, timedAsync, type BenchWorld, type Figure } from './measure.ts';
import { SyncDevice } from './sync-device.ts';

const DEVICES = 20;
const VERSIONS = 5;
const OVER = 1_000;

/** Twenty members who push at once: every version of each must be in the log, once. */
export async function benchDevices(world: BenchWorld): Promise<Figure> {
  const { devices, promptId } = await newTeam(world, 'devices', DEVICES);
  const wanted = devices.flatMap((device, at) =>
    Array.from({ length: VERSIONS }, (_, round) => commit(device, promptId, `device ${at}, round ${round}`)),
  );
  const { milliseconds } = await timedAsync(() => Promise.all(devices.map((device) => device.sync())));
  for (const device of devices) await device.sync();
  const states = new Set(devices.map(({ registry }) => verify(registry).stateHash));
  const [first] = devices;
  const found = wanted.filter((id) => (first!.registry.state.version(promptId, id)?.number ?? 0) > 0);
  const { n } = first!.registry.statements.get<{ n: number }>('SELECT count(*) AS n FROM versions')!;
  for (const device of devices) await device.close();
  if (states.size !== 1) throw new Error('the devices hold different states');
  const wrong = wanted.length - found.length + Math.abs(n - wanted.length);
  return {
    name: `${DEVICES} devices that push at once`,
    galley: `${found.length} of ${wanted.length} versions in the log in ${seconds(milliseconds)}, ${wrong} lost or doubled`,
    peer: 'none may be',
    ratio: wrong,
    aim: 0,
  };
}

/** A thousand pending changes over a thousand segments that others sent meanwhile. */
export async function benchRebase(world: BenchWorld): Promise<Figure> {
  const { devices, promptId } = await newTeam(world, 'rebase', 2);
  const [ana, ben] = devices as [SyncDevice, SyncDevice];
  const { promptId: other } = createPrompt(ben.registry, 'another');
  for (let count = 1; count < OVER; count += 1) commit(ben, other, `pending ${count}`);
  for (let count = 0; count < OVER; count += 1) {
    commit(ana, promptId, `segment ${count}`);
    await ana.sync();
  }
  const before = ben.store.position().head!.number;
  const { milliseconds } = await timedAsync(() => ben.sync());
  const { head, ahead } = ben.store.position();
  await Promise.all(devices.map((device) => device.close()));
  if (head!.number - before <= OVER || ahead !== 0) throw new Error(`${ahead} pending over ${head!.number} segments`);
  return {
    name: '1,000 pending over 1,000 segments',
    galley: `read, verified and taken in, what is pending put on top again, and sent: ${seconds(milliseconds)}`,
    peer: 'the aim: one second',
    ratio: milliseconds / 1_000,
    aim: 1,
  };
}

/** A workspace of its own with so many members, and a prompt in it. */
async function newTeam(
  { folder }: BenchWorld,
  name: string,
  count: number,
): Promise<{ devices: SyncDevice[]; promptId: string }> {
  const remote = join(folder, `remote-${name}`);
  mkdirSync(remote);
  const url = pathToFileURL(remote).href;
  const pathOf = (at: number): string => join(folder, `${name}-${at}.galley`);
  const devices = Array.from({ length: count }, (_, at) => new SyncDevice(pathOf(at), url, `Member ${at}`));
  const [founder, ...others] = devices as [SyncDevice, ...SyncDevice[]];
  const { promptId } = createPrompt(founder.registry, 'shared');
  founder.store.attach();
  for (const [at, other] of others.entries()) founder.letIn(other, `Member ${at + 1}`);
  await founder.sync();
  for (const other of others) {
    other.store.join(founder.chain);
    await other.sync();
  }
  return { devices, promptId };
}

function commit({ registry }: SyncDevice, promptId: string, text: string): string {
  const content = { ...emptyContent(), messages: [{ role: 'user' as const, text }] };
  return commitVersion(registry, { promptId, message: '', content }).versionId;
}
