import { afterEach, expect, test, vi } from 'vitest';
import { findChromium } from './chromium.ts';

afterEach(() => vi.unstubAllEnvs());

test('GALLEY_CHROMIUM comes before any browser that is installed', () => {
  vi.stubEnv('GALLEY_CHROMIUM', process.execPath);
  expect(findChromium()).toBe(process.execPath);
});

test('a GALLEY_CHROMIUM that is not there is said, not passed over', () => {
  vi.stubEnv('GALLEY_CHROMIUM', '/nowhere/chromium');
  expect(() => findChromium()).toThrow('GALLEY_CHROMIUM names /nowhere/chromium, and there is no such file.');
});
