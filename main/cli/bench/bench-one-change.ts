import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { printContent, type Content } from '../../../shared/content.ts';
import { commitVersion } from '../../registry/commit-version.ts';
import { promptNamed } from '../../registry/prompt-queries.ts';
import { headVersion } from '../../registry/version-queries.ts';
import type { Pushed } from './bench-first-push.ts';
import { benchPrompts } from './bench-prompts.ts';
import { repositoryPath } from './bench-git.ts';
import { git } from './git.ts';
import { median, seconds, timed, timedAsync, type BenchWorld, type Figure } from './measure.ts';
import { SyncDevice } from './sync-device.ts';

const CHANGES = 25;

/** One new version pushed, and pulled by somebody else, in the whole history on both sides. Committing it is not counted. */
export async function benchOneChange(world: BenchWorld, pushed: Pushed): Promise<Figure[]> {
  const url = pathToFileURL(pushed.remote).href;
  const ana = new SyncDevice(pushed.workspace, url, 'Ana', pushed.signer);
  const ben = new SyncDevice(join(world.folder, 'clone-0.galley'), url, 'Ben');
  await ben.sync();
  const theirs = { writer: repositoryPath(world), reader: join(world.folder, 'clone-0') };
  const bare = pathToFileURL(pushed.bare).href;
  const times = { push: [] as number[], pull: [] as number[], gitPush: [] as number[], gitPull: [] as number[] };
  const names = Array.from(benchPrompts(world.texts, Math.min(CHANGES, world.prompts), 1), ({ name }) => name);
  for (const name of names) {
    const content = commitOne(ana, name);
    times.push.push((await timedAsync(() => ana.sync())).milliseconds);
    times.pull.push((await timedAsync(() => ben.sync())).milliseconds);
    writeFileSync(join(theirs.writer, `${name}.json`), printContent(content));
    git(theirs.writer, ['commit', '-q', '-m', 'Shorter answers', '--', `${name}.json`]);
    times.gitPush.push(timed(() => git(theirs.writer, ['push', '-q', bare, 'main'])).milliseconds);
    times.gitPull.push(timed(() => git(theirs.reader, ['pull', '-q', '--ff-only'])).milliseconds);
  }
  const isSame = ana.store.position().head!.hash === ben.store.position().head!.hash;
  await ana.close();
  await ben.close();
  if (!isSame) throw new Error('the two devices hold different logs');
  return [
    figure('push of one change', 'push', median(times.push), median(times.gitPush)),
    figure('pull of one change', 'pull', median(times.pull), median(times.gitPull)),
  ];
}

function commitOne(device: SyncDevice, name: string): Content {
  const { registry } = device;
  const { id } = promptNamed(registry, name);
  const { content } = headVersion(registry, registry.state.promptSeq(id)!)!;
  const [first, ...rest] = content.messages;
  const changed = { ...content, messages: [{ ...first!, text: `${first!.text} Be brief.` }, ...rest] };
  commitVersion(registry, { promptId: id, message: 'Shorter answers', content: changed });
  return changed;
}

function figure(name: string, verb: string, own: number, theirs: number): Figure {
  return {
    name,
    galley: `one round of a device that is up, in a folder: ${seconds(own)}`,
    peer: `git ${verb} of one commit, file://: ${seconds(theirs)}`,
    ratio: own / theirs,
    aim: 0.6,
  };
}
