import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchClone } from './bench/bench-clone.ts';
import { benchCheckpoint } from './bench/bench-checkpoint.ts';
import { benchDevices, benchRebase } from './bench/bench-devices.ts';
import { benchFirstPush } from './bench/bench-first-push.ts';
import { makeRepository } from './bench/bench-git.ts';
import { importWhole, writeSource } from './bench/bench-import.ts';
import { benchOneChange } from './bench/bench-one-change.ts';
import { benchTexts } from './bench/bench-prompts.ts';
import { benchStall } from './bench/bench-stall.ts';
import type { BenchWorld, Figure } from './bench/measure.ts';
import { corpusFolder, type BenchOptions } from './bench.ts';

/** Measures syncing beside git over file://, on a workspace made for it. Takes some minutes. */
export async function benchSync(options: BenchOptions): Promise<{ source: string; figures: Figure[] }> {
  const { source, texts } = benchTexts(corpusFolder(options));
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  const world: BenchWorld = { folder, texts, prompts: options.prompts, versions: options.versions, tell: options.tell };
  try {
    options.tell(
      `${options.prompts.toLocaleString('en')} prompts × ${options.versions} versions, made from ${source}.`,
    );
    writeSource(world);
    importWhole(world);
    makeRepository(world);
    options.tell('Pushing …');
    const { pushed, figures } = await benchFirstPush(world);
    options.tell('Cloning …');
    figures.push(await benchClone(world, pushed));
    options.tell('One change at a time …');
    figures.push(...(await benchOneChange(world, pushed)));
    options.tell('Beside a window …');
    figures.push(await benchStall(world, pushed), await benchCheckpoint(world, pushed));
    options.tell('Many devices …');
    figures.push(await benchDevices(world), await benchRebase(world));
    return { source, figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
