import { defineConfig } from '@playwright/test';
import { findChromium, isRoot } from './tests/chromium.ts';

const executablePath = findChromium();
if (executablePath === null)
  throw new Error('No Chromium found: "npm test" installs one, or set GALLEY_CHROMIUM to the path of one.');

export default defineConfig({
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  workers: 1,
  // Ample for two processors that have more to do: what is right appears at once, and what is wrong never.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    trace: 'retain-on-failure',
    viewport: { width: 1280, height: 800 },
    contextOptions: { reducedMotion: 'reduce' },
    locale: 'en-US',
    timezoneId: 'UTC',
    launchOptions: {
      executablePath,
      chromiumSandbox: !isRoot,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'e2e', testDir: 'tests/e2e' },
    { name: 'standin', testDir: 'tests/standin' },
  ],
});
