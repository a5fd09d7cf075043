import { expect, test } from 'vitest';
import { jobText } from '../../../renderer/app/job-text.ts';

test('a job says how far it is, as far as it knows', () => {
  expect(jobText({ kind: 'import', done: 820, total: 1529 })).toBe('Importing 820 of 1,529');
  expect(jobText({ kind: 'verify', done: 0, total: null })).toBe('Verifying…');
  expect(jobText({ kind: 'export', done: 12, total: null })).toBe('Exporting: 12 done');
});
