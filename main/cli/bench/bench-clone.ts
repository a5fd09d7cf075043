import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Pushed } from './bench-first-push.ts';
import { git } from './git.ts';
import { median, seconds, timed, timedAsync, type BenchWorld, type Figure } from './measure.ts';
import { SyncDevice } from './sync-device.ts';

const ROUNDS = 3;

/** The whole log taken in by a new device, every signature and version id checked, and searchable, against `git clone`. */
export async function benchClone(world: BenchWorld, pushed: Pushed): Promise<Figure> {
  const own: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = join(world.folder, `clone-${round}`);
    theirs.push(timed(() => git(world.folder, ['clone', '-q', pathToFileURL(pushed.bare).href, folder])).milliseconds);
    own.push((await timedAsync(() => clone(world, pushed, `clone-${round}`))).milliseconds);
  }
  return {
    name: 'clone',
    galley: `the whole log, verified and searchable: ${seconds(median(own))}`,
    peer: `git clone of the same history from file://: ${seconds(median(theirs))}`,
    ratio: median(own) / median(theirs),
    aim: 0.8,
  };
}

async function clone(world: BenchWorld, { remote, chain }: Pushed, name: string): Promise<void> {
  const device = new SyncDevice(join(world.folder, `${name}.galley`), pathToFileURL(remote).href, 'Ben');
  device.store.join(chain);
  await device.sync();
  const { n } = device.registry.statements.get<{ n: number }>('SELECT count(*) AS n FROM versions')!;
  await device.close();
  if (n < world.prompts * world.versions) throw new Error(`the clone holds ${n} versions`);
}
