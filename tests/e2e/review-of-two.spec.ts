import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { RunningHost } from './running-host.ts';
import { makePrompt, said } from './writing.ts';

const others: RunningHost[] = [];
test.afterEach(() => Promise.all(others.splice(0).map((host) => host.stop())));

/** Two people, each with a workspace and a window, on one folder. */
async function startTwo(ana: RunningHost): Promise<RunningHost> {
  const folder = join(ana.folder, 'shared');
  await mkdir(folder);
  await ana.call('workspace.configure', { author: 'Ana' });
  await ana.call('remote.connect', { url: pathToFileURL(folder).href });
  const { invitation } = await ana.call('team.invite', { role: 'publisher' });
  const ben = await RunningHost.start();
  others.push(ben);
  await ben.call('team.join', { invitation, name: 'Ben' });
  await expect.poll(() => askers(ana)).toHaveLength(1);
  const [asker] = await askers(ana);
  await ana.call('team.accept', { deviceId: asker!.deviceId, role: 'publisher' });
  await meet(ana, ben);
  await expect.poll(async () => (await ben.call('sync.status', {})).member?.name).toBe('Ben');
  return ben;
}

async function askers(host: RunningHost) {
  await host.call('sync.now', {});
  return (await host.call('team.members', {})).requests;
}

/** Everybody has what everybody did. */
async function meet(...hosts: RunningHost[]): Promise<void> {
  for (const host of [...hosts, ...hosts]) await host.call('sync.now', {});
}

async function windowOf(browser: Browser, host: RunningHost): Promise<Page> {
  const context = await browser.newContext();
  await context.addCookies([{ ...host.cookie, url: host.origin, httpOnly: true, sameSite: 'Strict' }]);
  const page = await context.newPage();
  await page.goto(host.origin);
  await expect(page.getByRole('main')).toBeVisible();
  return page;
}

test('a review in two windows on one folder, from request to release', async ({ page, host, open, browser }) => {
  test.slow(); // two hosts, each with a worker that syncs
  const ben = await startTwo(host);
  const promptId = await makePrompt(host, 'support/reply', [
    { content: said('You help.\nBe brief.', 'Hello'), message: 'First' },
    { content: said('You help.\nBe brief, and kind.', 'Hello'), message: 'Kinder' },
  ]);
  await host.call('policy.set', {
    label: 'production',
    protected: true,
    approvals: 1,
    roles: ['owner', 'publisher'],
    evaluation: null,
  });
  await meet(host, ben);

  await open();
  await page.getByRole('treeitem', { name: /reply/ }).click();
  await page.getByRole('tab', { name: 'Labels' }).click();
  await page.getByRole('button', { name: 'Set a label…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Label', { exact: true }).fill('production');
  await expect(dialog).toContainText('needs one approval and has 0');
  await dialog.getByRole('button', { name: 'Request a review…' }).click();
  await dialog.getByRole('button', { name: 'Request review' }).click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const asked = page.getByRole('article', { name: 'Review of production on support/reply' });
  await expect(asked).toContainText('0 of 1 approval');

  const other = await windowOf(browser, ben);
  await expect(async () => {
    await meet(host, ben);
    await expect(other.getByRole('button', { name: 'Reviews: 1' })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await other.keyboard.press('ControlOrMeta+3');
  await other.getByRole('button', { name: /support\/reply/ }).click();
  const review = other.getByRole('article');
  await review.getByRole('textbox', { name: 'Comment' }).fill('Kind is good.');
  await review.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(review.getByText('Kind is good.')).toBeVisible();
  await review.getByRole('button', { name: 'Approve…' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

  await expect(async () => {
    await meet(ben, host);
    await expect(asked).toContainText('1 of 1 approval', { timeout: 1_000 });
  }).toPass();
  await expect(asked).toContainText('Kind is good.');
  await asked.getByRole('button', { name: 'Release…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Set label' }).click();
  await expect(async () => {
    await meet(host, ben);
    await expect(review).toContainText('“production” was moved as asked.', { timeout: 1_000 });
  }).toPass();
  await expect(asked).toContainText('“production” was moved as asked.');
  const { states } = await ben.call('label.ofPrompt', { promptId });
  expect(states.map(({ label, number }) => `${label} v${number}`)).toEqual(['production v2']);
  await other.context().close();
});
