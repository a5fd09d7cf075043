import { expect, test } from 'vitest';
import { simulate } from './run.ts';

test('the same seed gives the same run, to the millisecond', async () => {
  for (const seed of [7, 68, 155, 344, 1_049]) {
    const first = await simulate(seed);
    const again = await simulate(seed);
    expect(first.trace.length).toBeGreaterThan(20);
    expect(again.trace).toEqual(first.trace);
    expect(again.faults).toEqual(first.faults);
  }
});

test('another seed gives another run', async () => {
  expect((await simulate(1)).trace).not.toEqual((await simulate(2)).trace);
});
