import { expect, test } from 'vitest';
import { rollbackTarget } from '../../../renderer/labels/rollback-target.ts';
import type { Release } from '../../../shared/contract.ts';

const at = (number: number | null) =>
  number === null ? null : { versionId: String(number).repeat(64).slice(0, 64), number };

/** Releases from their steps, in the order in which they were made. */
function releases(...steps: [from: number | null, to: number | null, rollback?: boolean][]): Release[] {
  return steps.map(([from, to, rollback = false], index) => ({
    promptId: 'p',
    promptName: 'a',
    label: 'production',
    reason: '',
    author: 'Ana',
    at: index,
    rollback,
    moveId: `m${index}`,
    from: at(from),
    to: at(to),
  }));
}

test('it is what the label was on before; a label that was only set has been nowhere else', () => {
  expect(rollbackTarget(releases([null, 5], [5, 7]))?.number).toBe(5);
  expect(rollbackTarget(releases([null, 5]))).toBeNull();
});

test('rolling back twice goes two steps back, not to and fro', () => {
  const twice = releases([null, 5], [5, 6], [6, 7], [7, 6, true]);
  expect(rollbackTarget(twice)?.number).toBe(5);
  expect(rollbackTarget(twice.toReversed())?.number).toBe(5);
});

test('where the label was taken off in between, the version before that counts', () => {
  expect(rollbackTarget(releases([null, 5], [5, null], [null, 7]))?.number).toBe(5);
});
