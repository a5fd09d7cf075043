import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.ts';
import { allParts, type Part } from './run/parts.ts';
import { endAll, runPart, type Outcome } from './run/run-part.ts';

/** `npm test`: finds or installs a Chromium, runs every part, two at a time, and ends with the sum of them all. */
const repo = fileURLToPath(new URL('..', import.meta.url));
const AT_A_TIME = 2;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    endAll();
    process.exit(130);
  });
}

const results = mkdtempSync(join(tmpdir(), 'galley-test-'));
const parts = allParts(repo, results, chromiumOrEnd());
const outcomes = await runAll(parts);
rmSync(results, { recursive: true, force: true });

const failed = sum((outcome) => outcome.failed);
console.log(`${sum((outcome) => outcome.passed)} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function chromiumOrEnd(): string {
  try {
    return ensureChromium();
  } catch (error) {
    console.log((error as Error).message);
    console.log('0 passed, 1 failed');
    return process.exit(1);
  }
}

/** Always starts the first part whose turn has come. */
async function runAll(all: Part[]): Promise<Map<string, Outcome>> {
  const done = new Map<string, Outcome>();
  const running = new Map<string, Promise<void>>();
  const queue = [...all];
  const runOne = async (part: Part) => {
    const isBlocked = part.after !== undefined && done.get(part.after)!.failed > 0;
    const outcome = await (isBlocked ? notRun(part) : runPart(part, repo));
    done.set(part.name, outcome);
    running.delete(part.name);
    report(part, outcome);
  };
  while (queue.length + running.size > 0) {
    const next = queue.findIndex((part) => part.after === undefined || done.has(part.after));
    if (next === -1 || running.size === AT_A_TIME) {
      await Promise.race(running.values());
      continue;
    }
    const [part] = queue.splice(next, 1);
    running.set(part!.name, runOne(part!));
  }
  return done;
}

function notRun(part: Part): Outcome {
  return { passed: 0, failed: 1, skipped: [], seconds: 0, output: `Not run, because "${part.after}" failed.` };
}

function report(part: Part, outcome: Outcome): void {
  const { passed, failed, skipped, seconds, output } = outcome;
  if (failed > 0 || part.isShown) console.log(`\n── ${part.name} ──\n${output.trimEnd()}\n`);
  const skips = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
  console.log(
    `${failed > 0 ? 'FAILED' : 'ok'}  ${part.name}: ${passed} passed, ${failed} failed${skips} (${seconds.toFixed(1)} s)`,
  );
  for (const name of skipped) console.log(`    skipped: ${name}`);
}

function sum(count: (outcome: Outcome) => number): number {
  return [...outcomes.values()].reduce((total, outcome) => total + count(outcome), 0);
}
