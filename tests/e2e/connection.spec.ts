import { expect, test } from './fixtures.ts';

test('what another process writes appears without reloading', async ({ page, host, open }) => {
  await open();
  await host.call('prompt.create', { name: 'from-elsewhere' });
  await expect(page.getByText('from-elsewhere')).toBeVisible();
});

test('a page that was left open finds Galley again after a crash', async ({ page, context, host, open }) => {
  await host.call('prompt.create', { name: 'before-the-crash' });
  await open();
  await expect(page.getByText('before-the-crash')).toBeVisible();
  await host.kill();
  await page.getByPlaceholder('Search prompts').fill('crash');
  const banner = page.getByRole('alert').filter({ hasText: 'Galley has stopped' });
  await expect(banner).toBeVisible();

  await host.start();
  await host.call('prompt.create', { name: 'after-the-crash' });
  await expect(banner).toBeVisible(); // its link has not been opened in this browser yet
  await context.addCookies([{ ...host.cookie, url: host.origin, httpOnly: true, sameSite: 'Strict' }]);
  await expect(banner).toBeHidden();
  await page.getByPlaceholder('Search prompts').fill('');
  await expect(page.getByText('after-the-crash')).toBeVisible();
});
