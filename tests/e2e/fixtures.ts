import { test as base, expect, type Page } from '@playwright/test';
import { RunningHost } from './running-host.ts';

export { expect };

type Options = {
  /** What the system prefers; the page follows it unless the workspace's preferences say otherwise. */
  theme: 'light' | 'dark';
};

type Fixtures = {
  /** A browser host of the spec's own, on an empty workspace. `host.call` fills it before or beside the page. */
  host: RunningHost;
  /** Opens Galley in the spec's page and waits until it can be worked in; again after the host was killed and started anew. */
  open: (page?: Page) => Promise<void>;
};

/** Specs get `page` in a browser context of its own; nothing is open until `open()`. A spec fails where its page throws,
 *  logs an error or breaks the content security policy. `test.use({ theme, viewport })` sets the look. */
export const test = base.extend<Options & Fixtures>({
  theme: ['light', { option: true }],
  colorScheme: ({ theme }, use) => use(theme),

  // Playwright wants a destructured first argument.
  // oxlint-disable-next-line no-empty-pattern
  host: async ({}, use) => {
    const host = await RunningHost.start();
    await use(host);
    await host.stop();
  },

  page: async ({ page, host }, use) => {
    const errors = collectErrors(page, host);
    await use(page);
    expect(errors, 'errors in the page').toEqual([]);
  },

  open: ({ page: own, context, host }, use) =>
    use(async (page = own) => {
      await context.addCookies([{ ...host.cookie, url: host.origin, httpOnly: true, sameSite: 'Strict' }]);
      await page.goto(host.origin);
      await expect(page.getByRole('main')).toBeVisible();
    }),
});

/** Where the spec ended the host, a lost connection (which Chromium at times tells without a word), a session that is over
 *  and parts that could not be loaded are no errors of the page's own. */
function collectErrors(page: Page, host: RunningHost): string[] {
  const errors: string[] = [];
  const note = (text: string) => {
    if (!(host.wasEnded && OF_A_LOST_HOST.test(text))) errors.push(text);
  };
  page.on('pageerror', (error) => note(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} (${message.location().url})`);
  });
  return errors;
}

const OF_A_LOST_HOST =
  /^ \(|net::ERR_(CONNECTION_|INCOMPLETE_CHUNKED|EMPTY_RESPONSE|SOCKET_)|status of 401|Unable to preload CSS|dynamically imported module/;
