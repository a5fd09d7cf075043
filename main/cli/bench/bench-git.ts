import { closeSync, mkdirSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { printContent } from '../../../shared/content.ts';
import { commitVersion } from '../../registry/commit-version.ts';
import { promptNamed } from '../../registry/prompt-queries.ts';
import { Registry } from '../../registry/registry.ts';
import { headVersion } from '../../registry/version-queries.ts';
import { benchPrompts } from './bench-prompts.ts';
import { git } from './git.ts';
import { workspacePath } from './bench-import.ts';
import { median, megabytes, seconds, timed, type BenchWorld, type Figure } from './measure.ts';

const COMMITS = 25;

export function repositoryPath(world: BenchWorld): string {
  return join(world.folder, 'repository');
}

/** The same history in git: a file a prompt, a commit a version, packed as tightly as git packs. */
export function makeRepository(world: BenchWorld): void {
  const repository = repositoryPath(world);
  mkdirSync(repository);
  git(repository, ['init', '-q', '-b', 'main']);
  const stream = join(world.folder, 'fast-import');
  writeStream(world, stream);
  const input = openSync(stream, 'r');
  git(repository, ['fast-import', '--quiet'], input);
  closeSync(input);
  git(repository, ['repack', '-adfq']);
  git(repository, ['reset', '--hard', '-q']);
}

/** What the whole workspace takes on disk, its search index included, against git's packs and their indexes. */
export function benchSize(world: BenchWorld): Figure {
  const own = statSync(workspacePath(world)).size;
  const packs = join(repositoryPath(world), '.git', 'objects', 'pack');
  const theirs = readdirSync(packs).filter((name) => /\.(pack|idx)$/.test(name));
  const git = theirs.reduce((sum, name) => sum + statSync(join(packs, name)).size, 0);
  return {
    name: 'size on disk',
    galley: `the workspace, heads searchable: ${megabytes(own)}`,
    peer: `git after repack -adf, packs and their indexes: ${megabytes(git)}`,
    ratio: own / git,
    aim: 1,
  };
}

/** One version committed and on disk, against `git commit` of the same text, in the whole history. */
export function benchCommit(world: BenchWorld): Figure {
  const registry = new Registry(workspacePath(world));
  const own: number[] = [];
  const theirs: number[] = [];
  const names = Array.from(benchPrompts(world.texts, Math.min(COMMITS, world.prompts), 1), ({ name }) => name);
  for (const name of names) {
    const { id } = promptNamed(registry, name);
    const { content } = headVersion(registry, registry.state.promptSeq(id)!)!;
    const [first, ...rest] = content.messages;
    const changed = { ...content, messages: [{ ...first!, text: `${first!.text} Answer briefly.` }, ...rest] };
    own.push(
      timed(() => commitVersion(registry, { promptId: id, message: 'Shorter answers', content: changed })).milliseconds,
    );
    writeFileSync(join(repositoryPath(world), `${name}.json`), printContent(changed));
    theirs.push(
      timed(() => git(repositoryPath(world), ['commit', '-q', '-m', 'Shorter answers', '--', `${name}.json`]))
        .milliseconds,
    );
  }
  registry.close();
  return {
    name: 'one durable commit',
    galley: `commit, on disk and searchable: ${seconds(median(own))}`,
    peer: `git commit of the same file: ${seconds(median(theirs))}`,
    ratio: median(own) / median(theirs),
    aim: 0.3,
  };
}

function writeStream(world: BenchWorld, path: string): void {
  const out = openSync(path, 'w');
  for (const { name, versions } of benchPrompts(world.texts, world.prompts, world.versions)) {
    for (const { content, message, committedAt } of versions) {
      const file = printContent(content);
      const at = Math.floor(committedAt! / 1_000);
      writeSync(
        out,
        `commit refs/heads/main\ncommitter Ana <ana@example.com> ${at} +0000\ndata ${Buffer.byteLength(message)}\n${message}\n` +
          `M 644 inline ${name}.json\ndata ${Buffer.byteLength(file)}\n${file}\n`,
      );
    }
  }
  closeSync(out);
}
