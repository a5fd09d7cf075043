import { expect, test } from 'vitest';
import { exportSummary, importSummary, placeOf, reportText } from '../../../renderer/interchange/loss-text.ts';
import type { LossReport } from '../../../shared/interchange.ts';

const report = (part: Partial<LossReport>): LossReport => ({
  prompts: 0,
  versions: 0,
  unchanged: 0,
  skipped: 0,
  losses: [],
  lossCount: 0,
  ...part,
});

test('an import says what came in, what was here already, and what was skipped', () => {
  expect(importSummary(report({ prompts: 1529, versions: 1529 }))).toBe('1,529 prompts and 1,529 versions added.');
  expect(importSummary(report({ prompts: 1, versions: 2, unchanged: 3, skipped: 1 }))).toBe(
    '1 prompt and 2 versions added, 3 already here, 1 skipped.',
  );
});

test('importing the same again says that nothing is new', () => {
  expect(importSummary(report({ unchanged: 1529 }))).toBe('Nothing new, 1,529 already here.');
});

test('an export says what was written', () => {
  expect(exportSummary(report({ prompts: 2, versions: 9, skipped: 1 }))).toBe(
    '2 prompts with 9 versions written, 1 skipped.',
  );
});

test('a place is a file and a line, as far as they are known', () => {
  expect(placeOf({ severity: 'note', text: '', file: 'a.csv', line: 1200 })).toBe('a.csv, line 1,200');
  expect(placeOf({ severity: 'note', text: '', file: 'a.csv' })).toBe('a.csv');
  expect(placeOf({ severity: 'note', text: '', file: 'a.csv', line: 3 }, true)).toBe('line 3');
});

test('the report as text groups by severity, worst first, and counts what it leaves out', () => {
  const text = reportText(
    'Done.',
    report({
      lossCount: 5,
      losses: [
        { severity: 'note', text: 'Renamed.', prompt: 'x' },
        { severity: 'error', text: 'No text.', file: 'a.csv', line: 4 },
      ],
    }),
  );
  expect(text).toBe(
    'Done.\n\nSkipped (1)\n- a.csv, line 4: No text.\n\nCarried in another form (1)\n- x: Renamed.\n\nand 3 more\n',
  );
});
