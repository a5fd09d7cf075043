export type Counts = { passed: number; failed: number; skipped: string[] };

/** What Vitest's JSON reporter writes; only what is counted here. */
export type VitestReport = {
  testResults: {
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
};

/** A file that failed without a failing test, say because it could not be loaded, counts as one failure. */
export function vitestCounts(report: VitestReport): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: [] };
  for (const file of report.testResults) {
    const failures = file.assertionResults.filter((result) => result.status === 'failed').length;
    counts.failed += failures === 0 && file.status === 'failed' ? 1 : failures;
    counts.passed += file.assertionResults.filter((result) => result.status === 'passed').length;
    const skipped = file.assertionResults.filter((result) => !['passed', 'failed'].includes(result.status));
    counts.skipped.push(...skipped.map((result) => result.fullName.trim()));
  }
  return counts;
}

type Suite = { title: string; suites?: Suite[]; specs?: { title: string; tests: { status: string }[] }[] };

/** What Playwright's JSON reporter writes; only what is counted here. */
export type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
  suites: Suite[];
};

/** `errors` are those outside of any test. There are no retries, so a flaky test would be a failed one. */
export function playwrightCounts(report: PlaywrightReport): Counts {
  const { expected, unexpected, flaky } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped: report.suites.flatMap(skippedIn),
  };
}

function skippedIn(suite: Suite): string[] {
  const own = (suite.specs ?? []).filter((spec) => spec.tests.some((test) => test.status === 'skipped'));
  return [...own.map((spec) => `${suite.title}: ${spec.title}`), ...(suite.suites ?? []).flatMap(skippedIn)];
}
