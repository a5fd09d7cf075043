import { test as base, expect } from '@playwright/test';
import { electronUsed, RunningApp } from './running-app.ts';

export { expect };

// Once, where the specs are gathered, and not in each worker again.
if (process.env['TEST_WORKER_INDEX'] === undefined) console.log(`Electron here is ${electronUsed.description}.`);

/** `galley` is the app, started on an empty workspace, and ended after the spec. A spec fails where its page throws, logs
 *  an error or breaks the content security policy. */
export const test = base.extend<{ galley: RunningApp }>({
  // Playwright wants a destructured first argument.
  // oxlint-disable-next-line no-empty-pattern
  galley: async ({}, use) => {
    const galley = new RunningApp();
    await galley.start();
    await use(galley);
    await galley.quit();
    galley.remove();
    expect(galley.errors, 'errors in the page').toEqual([]);
  },
});
