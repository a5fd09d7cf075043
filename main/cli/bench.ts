import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchCommit, benchSize, makeRepository } from './bench/bench-git.ts';
import { benchDiff } from './bench/bench-diff.ts';
import { benchImport, writeSource } from './bench/bench-import.ts';
import { benchMerge } from './bench/bench-merge.ts';
import { benchTexts } from './bench/bench-prompts.ts';
import { benchSearch } from './bench/bench-search.ts';
import { benchStart } from './bench/bench-start.ts';
import { benchTyping } from './bench/bench-typing.ts';
import type { BenchWorld, Figure } from './bench/measure.ts';

export type BenchOptions = {
  prompts: number;
  versions: number;
  /** A folder with real prompts; see `benchTexts`. */
  corpus?: string;
  tell: (line: string) => void;
};

/** Measures Galley beside its peers on a workspace made for it. Takes some minutes; every figure is a ratio of two times
 *  or sizes from this run. */
export async function bench(options: BenchOptions): Promise<{ source: string; figures: Figure[] }> {
  const { source, texts } = benchTexts(corpusFolder(options));
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  const world: BenchWorld = { folder, texts, prompts: options.prompts, versions: options.versions, tell: options.tell };
  try {
    options.tell(
      `${options.prompts.toLocaleString('en')} prompts × ${options.versions} versions, made from ${source}.`,
    );
    writeSource(world);
    const figures = [benchImport(world)];
    options.tell('Writing the same history into git and packing it …');
    makeRepository(world);
    figures.push(benchSize(world), benchCommit(world), benchSearch(world), benchMerge(), ...benchDiff(world));
    const start = await benchStart(world);
    if (start) figures.push(start);
    const typing = await benchTyping(world);
    if (typing) figures.push(typing);
    return { source, figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function corpusFolder({ corpus }: BenchOptions): string {
  return corpus ?? process.env['GALLEY_CORPUS'] ?? fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
}

/** A figure as a person reads it. */
export function figureLines(figure: Figure): string[] {
  const verdict = figure.ratio <= figure.aim ? 'met' : 'missed';
  return [
    `${figure.name}: ${figure.ratio.toFixed(2)} × (aim ≤ ${figure.aim}, ${verdict})`,
    `    ${figure.galley}`,
    `    ${figure.peer}`,
  ];
}
