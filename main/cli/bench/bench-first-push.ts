import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryPath } from './bench-git.ts';
import { workspacePath } from './bench-import.ts';
import type { Signer } from '../../sync/sync-types.ts';
import { git } from './git.ts';
import { median, megabytes, seconds, timed, timedAsync, type BenchWorld, type Figure } from './measure.ts';
import { SyncDevice } from './sync-device.ts';

const ROUNDS = 3;

/** Where the first push of the last round went: what the other measures go on from. */
export type Pushed = { workspace: string; signer: Signer; chain: string; remote: string; bare: string };

/** A whole workspace into an empty folder, against the same history pushed by git into an empty repository. */
export async function benchFirstPush(world: BenchWorld): Promise<{ pushed: Pushed; figures: Figure[] }> {
  const own: number[] = [];
  const theirs: number[] = [];
  let pushed: Pushed | null = null;
  for (let round = 0; round < ROUNDS; round += 1) {
    const bare = join(world.folder, `bare-${round}.git`);
    git(world.folder, ['init', '-q', '--bare', '-b', 'main', bare]);
    const url = pathToFileURL(bare).href;
    theirs.push(timed(() => git(repositoryPath(world), ['push', '-q', url, 'main'])).milliseconds);

    const remote = join(world.folder, `remote-${round}`);
    mkdirSync(remote);
    const workspace = join(world.folder, `pushed-${round}.galley`);
    copyFileSync(workspacePath(world), workspace);
    const device = new SyncDevice(workspace, pathToFileURL(remote).href, 'Ana');
    device.store.attach();
    own.push((await timedAsync(() => device.sync())).milliseconds);
    pushed = { workspace, signer: device.signer, chain: device.chain, remote, bare };
    await device.close();
  }
  return { pushed: pushed!, figures: [firstPush(own, theirs), remoteBytes(pushed!)] };
}

function firstPush(own: number[], theirs: number[]): Figure {
  return {
    name: 'first push',
    galley: `the whole log, signed, into a folder: ${seconds(median(own))}`,
    peer: `git push of the same history to file://: ${seconds(median(theirs))}`,
    ratio: median(own) / median(theirs),
    aim: 0.5,
  };
}

function remoteBytes({ remote, bare }: Pushed): Figure {
  const own = bytesIn(join(remote, 'log'));
  const theirs = bytesIn(join(bare, 'objects', 'pack'));
  return {
    name: 'bytes in the remote',
    galley: `segments: ${megabytes(own)}`,
    peer: `what git pushed, packs and their indexes: ${megabytes(theirs)}`,
    ratio: own / theirs,
    aim: 0.65,
  };
}

export function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
