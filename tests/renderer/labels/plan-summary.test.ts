import { expect, test } from 'vitest';
import { planSummary } from '../../../renderer/labels/bulk/plan-summary.ts';
import type { PlannedMove } from '../../../shared/contract/label-calls.ts';

const row: PlannedMove = { promptId: 'p', name: 'a', from: null, to: null, expectedMoveId: null };

test('a plan is told in whole sentences, whatever the numbers', () => {
  const staging = { kind: 'label', label: 'staging' } as const;
  expect(planSummary({ rows: [row], same: 2, missing: 1 }, 'production', staging)).toBe(
    '1 prompt would change. On 2 prompts production is there already. 1 prompt has no staging.',
  );
  expect(planSummary({ rows: [], same: 0, missing: 1_200 }, 'production', { kind: 'latest' })).toBe(
    'Nothing would change. 1,200 prompts have no version yet.',
  );
  expect(planSummary({ rows: [row, row], same: 0, missing: 3 }, 'production', { kind: 'off' })).toBe(
    '2 prompts would change. 3 prompts have no production.',
  );
});
