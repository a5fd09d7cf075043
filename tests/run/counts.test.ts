import { expect, test } from 'vitest';
import { playwrightCounts, vitestCounts } from './counts.ts';

test('a file that cannot be loaded counts as a failure, although no test in it failed', () => {
  const report = {
    testResults: [
      { name: 'broken.test.ts', status: 'failed', assertionResults: [] },
      {
        name: 'mixed.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'one' },
          { status: 'failed', fullName: 'two' },
          { status: 'skipped', fullName: ' three' },
        ],
      },
    ],
  };
  expect(vitestCounts(report)).toEqual({ passed: 1, failed: 2, skipped: ['three'] });
});

test('errors outside of any browser test count as failures, and skipped specs are named', () => {
  const report = {
    stats: { expected: 3, unexpected: 1, flaky: 1 },
    errors: [{ message: 'a fixture broke' }],
    suites: [
      {
        title: 'edit.spec.ts',
        suites: [{ title: 'dark', specs: [{ title: 'wraps', tests: [{ status: 'skipped' }] }] }],
      },
    ],
  };
  expect(playwrightCounts(report)).toEqual({ passed: 3, failed: 3, skipped: ['dark: wraps'] });
});
