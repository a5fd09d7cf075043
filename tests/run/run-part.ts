import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import type { Counts } from './counts.ts';
import type { Part } from './parts.ts';

export type Outcome = Counts & { seconds: number; output: string };

const LIMIT_MS = 25 * 60_000;

/** Runs a part to its end. A part that ends badly counts at least one failure, whatever its report says. */
export async function runPart(part: Part, repo: string): Promise<Outcome> {
  const started = performance.now();
  const { output, hasPassed } = await runCommand(part, repo);
  const seconds = (performance.now() - started) / 1000;
  const reported = part.counts ? part.counts() : { passed: hasPassed ? 1 : 0, failed: 0, skipped: [] };
  const counts = reported ?? { passed: 0, failed: 0, skipped: [] };
  const isMissing = reported === null || (!hasPassed && counts.failed === 0);
  return { ...counts, failed: counts.failed + (isMissing ? 1 : 0), seconds, output };
}

const running = new Set<() => void>();

/** Ends every part that is under way, and what it started. */
export function endAll(): void {
  for (const end of running) end();
}

async function runCommand(part: Part, repo: string): Promise<{ output: string; hasPassed: boolean }> {
  const [program, ...args] = part.command;
  // In a group of its own, so that ending it also ends the browsers and workers it started.
  const detached = process.platform !== 'win32';
  const child = spawn(program!, args, {
    cwd: repo,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(part, repo),
    detached,
  });
  const end = () => (detached && child.pid !== undefined ? process.kill(-child.pid, 'SIGKILL') : child.kill());
  running.add(end);

  let output = '';
  const collect = (chunk: string) => (output += chunk);
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  const limit = setTimeout(() => {
    output += `\nStopped: "${part.name}" took longer than ${LIMIT_MS / 60_000} minutes.\n`;
    end();
  }, LIMIT_MS);
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(null);
    });
    child.once('close', resolve);
  });
  clearTimeout(limit);
  running.delete(end);
  return { output, hasPassed: code === 0 };
}

// oxlint finds its type-aware half on the PATH, which npm sets but a plain `node tests/run.ts` does not.
function environment(part: Part, repo: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const path = `${join(repo, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  return { ...inherited, PATH: path, ...part.env };
}
