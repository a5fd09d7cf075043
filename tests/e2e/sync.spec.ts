import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { passesAxe } from './axe.ts';
import { expect, found, joinTeam, offline, online, synced, test } from './team-under-test.ts';
import { makePrompt, said, told } from './writing.ts';

test('a folder is tested, connected and told about; the first owner is told so', async ({
  page,
  host,
  open,
  remote,
}) => {
  await host.call('workspace.configure', { name: 'acme', author: 'Ana' });
  await makePrompt(host, 'support/reply', [{ content: said('Answer.', 'Hello'), message: 'First' }]);
  await open();
  const bar = page.getByTestId('sync-state');
  await expect(bar).toContainText('On this device only');
  await bar.click();
  await page.getByRole('dialog', { name: 'Sync' }).getByRole('button', { name: 'Connect a remote…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect a remote' });
  await dialog.getByRole('textbox', { name: 'Address' }).fill('/nowhere/at/all');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Address' }).fill(remote);
  await expect(dialog.getByRole('alert')).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('of twenty writers at once, one won');
  await expect(dialog).toContainText('Ana becomes the owner of “acme”');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Connected to shared' })).toContainText('you are the owner');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(bar).toContainText('Synced');
  await expect(page.getByRole('contentinfo')).toContainText('Ana · owner');
  expect((await readdir(join(remote, 'log'))).length).toBeGreaterThan(0);
});

test('a secret that was pasted with an address is taken out of it', async ({ page, open }) => {
  await open();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Connect a remote');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Connect a remote' });
  await dialog.getByRole('textbox', { name: 'Address' }).fill('postgres://ana:pass%20word@db.example.com/team');
  await expect(dialog.getByRole('textbox', { name: 'Address' })).toHaveValue('postgres://ana@db.example.com/team');
  await expect(dialog.getByLabel('Password')).toHaveValue('pass word');
  await expect(dialog.getByLabel('Password')).toHaveAttribute('type', 'password');
});

test('the panel tells what waits and what came in, and takes back what is only queued', async ({
  page,
  host,
  other,
  open,
  remote,
}) => {
  const promptId = await makePrompt(host, 'support/reply', [{ content: said('Answer.', 'Hello'), message: 'First' }]);
  await found(host, remote);
  await joinTeam(host, other);
  await makePrompt(other, 'sales/mail', [{ content: said('Sell.', 'Hello'), message: 'Softer' }]);
  await synced(other);
  await synced(host);
  await open();
  await offline(host);
  const { headVersion } = await host.call('prompt.get', { promptId });
  const move = { promptId, label: 'staging', versionId: headVersion!.id, expectedMoveId: null, reason: 'Calmer' };
  await host.call('label.move', move);
  await host.call('prompt.rename', { promptId, name: 'support/answer' });
  const bar = page.getByTestId('sync-state');
  await expect(bar).toContainText('Paused');
  await expect(bar).toContainText('↑2');
  await page.keyboard.press('ControlOrMeta+Shift+Y');
  const panel = page.getByRole('dialog', { name: 'Sync' });
  await expect(panel.getByRole('region', { name: 'To be sent' })).toContainText('2 changes to send · 1 queued');
  const waiting = panel.getByRole('region', { name: 'To be sent' }).getByRole('listitem');
  await expect(waiting.first()).toContainText('moved staging to v1: Calmer');
  await expect(waiting.first().locator('[data-state-mark="queued"]')).toBeVisible();
  await expect(waiting.last().locator('[data-state-mark="pending"]')).toBeVisible();
  await expect(panel.getByRole('region', { name: 'Came in lately' })).toContainText('Ben committed v1 · sales/mail');
  await passesAxe(page, 'the sync panel');
  await waiting.first().getByRole('button', { name: 'Take back' }).click();
  await expect(waiting).toHaveCount(1);
  await panel.getByRole('button', { name: 'Resume' }).click();
  await expect(panel).toContainText('Nothing waits to be sent.');
  await page.keyboard.press('Escape');
  await expect(bar).toContainText('Synced');
});

test('an emptied remote deletes nothing, is explained, and is healed', async ({ page, host, open, remote }) => {
  await makePrompt(host, 'support/reply', [{ content: said('Answer.', 'Hello'), message: 'First' }]);
  await found(host, remote);
  await open();
  await rename(join(remote, 'log'), join(host.folder, 'taken-away'));
  await host.call('sync.now', {});
  const bar = page.getByTestId('sync-state');
  await expect(bar).toContainText('Stopped');
  await page.getByRole('button', { name: 'Needs attention: 1' }).click();
  const card = page.getByRole('list', { name: 'Needs attention' }).getByRole('listitem').first();
  await expect(card).toContainText('Nothing was deleted here');
  await passesAxe(page, 'a remote that misbehaves');
  await card.getByRole('button', { name: 'Put the missing segments back' }).click();
  await expect(bar).toContainText('Synced');
  await expect(page.getByRole('heading', { name: 'Nothing waits on you' })).toBeVisible();
  await page.getByRole('button', { name: 'Library', exact: true }).click();
  await expect(page.getByRole('treeitem', { name: 'reply' })).toBeVisible();
  expect((await readdir(join(remote, 'log'))).toSorted()).toEqual(
    (await readdir(join(host.folder, 'taken-away'))).toSorted(),
  );
});

test('disconnecting tells that nothing is deleted; what is written then is kept, and sent once connected again', async ({
  page,
  host,
  open,
  remote,
}) => {
  await found(host, remote);
  await open();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Disconnect the remote');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Disconnect shared' });
  await expect(dialog).toContainText('Nothing is deleted');
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await told(page, 'Disconnected. Nothing was deleted, here or there.');
  await makePrompt(host, 'support/reply', [{ content: said('Answer.', 'Hello'), message: 'First' }]);
  await expect(page.getByTestId('sync-state')).toContainText('↑');
  await host.call('remote.connect', { url: remote });
  await online(host);
  await expect(page.getByTestId('sync-state')).toContainText('Synced');
});

test('a folder that went away is offline, and nothing more', async ({ page, host, open, remote }) => {
  await found(host, remote);
  await open();
  await rename(remote, `${remote}-away`);
  await host.call('sync.now', {});
  await expect(page.getByTestId('sync-state')).toContainText('Offline');
  await rename(`${remote}-away`, remote);
  await synced(host);
  await expect(page.getByTestId('sync-state')).toContainText('Synced');
});
