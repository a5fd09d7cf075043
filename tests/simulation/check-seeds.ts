import { expect } from 'vitest';
import { simulate } from './run.ts';

/** All that CI runs, over all parts. `GALLEY_SEEDS` asks for more, `GALLEY_SEED` for one. */
const SEEDS = Number(process.env['GALLEY_SEEDS'] ?? 2_000);
export const PARTS = 4;

/** How long a part may take on a machine that does other things, too. */
export const PATIENCE = 1_200_000; // milliseconds

/** Runs one of the parts, and fails with the first seed whose run broke a promise, its trace, and how to run it again. */
export async function checkSeeds(part: number): Promise<void> {
  for (const seed of seedsOf(part)) {
    const { violations, faults, trace } = await simulate(seed);
    expect(
      violations,
      `seed ${seed} (${faults.join(', ') || 'weather only'}); again: GALLEY_SEED=${seed} vitest run tests/simulation\n${trace.slice(-200).join('\n')}`,
    ).toEqual([]);
  }
}

function seedsOf(part: number): number[] {
  const one = process.env['GALLEY_SEED'];
  if (one !== undefined) return Number(one) % PARTS === part ? [Number(one)] : [];
  const seeds = Array.from({ length: SEEDS }, (_, at) => at + 1);
  return seeds.filter((seed) => seed % PARTS === part);
}
