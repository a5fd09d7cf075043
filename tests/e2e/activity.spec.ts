import { spawnSync } from 'node:child_process';
import { passesAxe } from './axe.ts';
import { expect, found, joinTeam, synced, test } from './team-under-test.ts';
import { makePrompt, said } from './writing.ts';

test('the feed tells who did what, narrowed by person, prompt, label, kind and state', async ({
  page,
  host,
  other,
  open,
  remote,
}) => {
  const promptId = await makePrompt(host, 'support/reply', [
    { content: said('Answer.', 'Hello'), message: 'First' },
    { content: said('Answer politely.', 'Hello'), message: 'More polite' },
  ]);
  const { headVersion } = await host.call('prompt.get', { promptId });
  await host.call('label.move', {
    promptId,
    label: 'staging',
    versionId: headVersion!.id,
    expectedMoveId: null,
    reason: 'To be tried',
  });
  await found(host, remote);
  await joinTeam(host, other);
  await makePrompt(other, 'sales/mail', [{ content: said('Sell.', 'Hello'), message: 'Softer' }]);
  await synced(other);
  await synced(host);
  await open();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Show the activity');
  await page.keyboard.press('Enter');
  const feed = page.getByRole('listbox', { name: 'Activity' });
  const rows = feed.getByRole('option');
  await expect(rows.first()).toContainText('Ben committed v1');
  await expect(rows.first()).toContainText('Softer');
  await passesAxe(page, 'the activity');

  await page.getByRole('combobox', { name: 'Person' }).selectOption({ label: 'Ben' });
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('combobox', { name: 'Label' }).selectOption('staging');
  await expect(rows).toHaveText(/moved staging to v2.*To be tried/);
  await page.getByRole('combobox', { name: 'Label' }).selectOption('');
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('team');
  await expect(rows).toHaveText([/Ana let Ben in as editor/, /Ana founded the team as owner/]);
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('');
  await page.getByRole('combobox', { name: 'State' }).selectOption('refused');
  await expect(page.getByRole('heading', { name: 'Nothing of that kind happened' })).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.getByRole('combobox', { name: 'Prompt' }).fill('no/such');
  await expect(page.getByRole('heading', { name: 'No prompt is called that' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Prompt' }).fill('support/reply');
  await expect(rows).toHaveCount(4);

  await feed.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'History', selected: true })).toBeVisible();
  await expect(page.getByTestId('diff-summary')).toBeVisible();
});

test('thousands of changes are read in pages as one scrolls', async ({ page, host, open }) => {
  const promptId = await makePrompt(host, 'many', [{ content: said('First.', ''), message: 'First' }]);
  for (let at = 0; at < 130; at++) {
    await host.call('prompt.rename', { promptId, name: `many-${at}` });
  }
  await open();
  await page.keyboard.press('ControlOrMeta+5');
  const feed = page.getByRole('listbox', { name: 'Activity' });
  await expect(feed.getByRole('option').first()).toContainText('renamed the prompt to many-129');
  await feed.focus();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(feed.getByRole('option').last()).toContainText('made the workspace', { timeout: 1_000 });
  }).toPass();
  const drawn = await feed.getByRole('option').count();
  expect(drawn).toBeLessThan(80);
});

test('the log is exported as one file that anybody can verify', async ({ page, host, other, open, remote }) => {
  await makePrompt(host, 'support/reply', [{ content: said('Answer.', 'Hello'), message: 'First' }]);
  await open();
  await page.keyboard.press('ControlOrMeta+5');
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export the audit log' });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('no signed log yet');
  await found(host, remote);
  await joinTeam(host, other);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('acme-audit-log.jsonl');
  await expect(dialog.getByRole('textbox', { name: 'Command to verify the log' })).toHaveValue(
    'galley verify --log acme-audit-log.jsonl',
  );
  await passesAxe(page, 'an exported log');
  const verified = spawnSync(process.execPath, ['dist/main/cli.js', 'verify', '--log', await download.path()], {
    encoding: 'utf8',
  });
  expect(verified.status, verified.stderr).toBe(0);
});
