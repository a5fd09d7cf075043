import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { playwrightCounts, vitestCounts, type Counts } from './counts.ts';

/** One part of the whole test: a program, and how to count what it found. */
export type Part = {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** The part that must have passed before. */
  after?: string;
  /** Show the output even where all is well. */
  isShown?: boolean;
  /** Reads the part's report; null where it wrote none. Without this the part counts as one test. */
  counts?: () => Counts | null;
};

/** All parts, the longest chain first. `results` is a folder for reports; `chromium` the browser to test with. */
export function allParts(repo: string, results: string, chromium: string): Part[] {
  const parts: Part[] = [
    { name: 'build', command: tool(repo, 'vite', 'build', '--app') },
    { name: 'types', command: tool(repo, 'typescript', '--noEmit') },
    playwright(repo, results, chromium, 'e2e', { shard: 1, of: 2 }),
    { name: 'lint', command: tool(repo, 'oxlint', '--type-aware') },
    { name: 'format', command: tool(repo, 'prettier', '--check', '.') },
    vitest(repo, results, chromium, 'unit and integration', '--exclude', 'tests/simulation/**'),
    // In two halves, so that both processors are busy to the end.
    playwright(repo, results, chromium, 'e2e', { shard: 2, of: 2 }),
    // The longest of the rest, and by itself, so that it keeps a processor busy while the others end.
    vitest(repo, results, chromium, 'simulation', 'tests/simulation'),
    playwright(repo, results, chromium, 'standin'),
  ];
  return parts;
}

function vitest(repo: string, results: string, chromium: string, name: string, ...which: string[]): Part {
  const report = join(results, `${name.replaceAll(' ', '-')}.json`);
  return {
    name,
    command: tool(
      repo,
      'vitest',
      'run',
      ...which,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ),
    env: { GALLEY_CHROMIUM: chromium },
    after: 'build',
    counts: () => readReport(report, vitestCounts),
  };
}

type Shard = { shard: number; of: number };

function playwright(repo: string, results: string, chromium: string, project: string, part?: Shard): Part {
  const name = part === undefined ? project : `${project} ${part.shard} of ${part.of}`;
  const folder = name.replaceAll(' ', '-');
  const report = join(results, `${folder}.json`);
  return {
    name,
    command: tool(
      repo,
      '@playwright/test',
      'test',
      `--project=${project}`,
      ...(part === undefined ? [] : [`--shard=${part.shard}/${part.of}`]),
      '--reporter=list,json',
      `--output=${join('test-results', folder)}`,
    ),
    env: { GALLEY_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    after: 'build',
    // It names the browser, and for the stand-in which Electron was used.
    isShown: true,
    counts: () => readReport(report, playwrightCounts),
  };
}

/** A package's own program, run by this Node: no shell, and the same on every system. */
function tool(repo: string, name: string, ...args: string[]): string[] {
  const folder = join(repo, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const program = typeof bin === 'string' ? bin : Object.values(bin)[0]!;
  return [process.execPath, join(folder, program), ...args];
}

function readReport(path: string, count: (report: never) => Counts): Counts | null {
  return existsSync(path) ? count(JSON.parse(readFileSync(path, 'utf8')) as never) : null;
}
