import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeCheckpoint } from '../../sync/checkpoint-write.ts';
import type { Pushed } from './bench-first-push.ts';
import { git } from './git.ts';
import { median, seconds, timed, timedAsync, type BenchWorld, type Figure } from './measure.ts';
import { SyncDevice } from './sync-device.ts';

const ROUNDS = 3;

/** A new device that begins from a checkpoint, until every prompt is there and can be found, against `git clone`. */
export async function benchCheckpoint(world: BenchWorld, pushed: Pushed): Promise<Figure> {
  const url = pathToFileURL(pushed.remote).href;
  const ana = new SyncDevice(pushed.workspace, url, 'Ana', pushed.signer);
  const written = (await writeCheckpoint(ana.registry, ana.signer, Date.now()))!;
  await ana.remote.putIfAbsent(written.key, written.bytes);
  await ana.close();
  const own: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = join(world.folder, `begun-${round}`);
    theirs.push(timed(() => git(world.folder, ['clone', '-q', pathToFileURL(pushed.bare).href, folder])).milliseconds);
    const device = new SyncDevice(join(world.folder, `begun-${round}.galley`), url, 'Eve');
    device.store.join(pushed.chain);
    own.push((await timedAsync(() => device.sync())).milliseconds);
    const { n } = device.registry.statements.get<{ n: number }>('SELECT count(*) AS n FROM versions')!;
    await device.close();
    if (n < world.prompts * world.versions) throw new Error(`the device holds ${n} versions`);
  }
  return {
    name: 'a new device from a checkpoint',
    galley: `usable and searchable, not yet audited: ${seconds(median(own))}`,
    peer: `git clone of the same history from file://: ${seconds(median(theirs))}`,
    ratio: median(own) / median(theirs),
    aim: 0.3,
  };
}
