import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { makePrompt, message, said, told } from './writing.ts';

for (const theme of ['light', 'dark'] as const)
  test.describe(theme, () => {
    test.use({ theme });

    test('the newest version is redacted from the history, and every place says so instead of showing nothing', async ({
      page,
      host,
      open,
    }) => {
      await host.call('workspace.configure', { author: 'Ana' });
      await makePrompt(host, 'support/reply', [
        { content: said('You help.', 'Hello'), message: 'First' },
        { content: said('You help. The key is hunter2.', 'Hello'), message: 'Second' },
      ]);
      await open();
      await page.getByRole('treeitem', { name: /reply/ }).click();
      await expect(message(page, 'system')).toContainText('hunter2');
      await page.getByRole('tab', { name: 'History' }).click();
      await page.getByRole('button', { name: 'More about v2' }).click();
      await page.getByRole('menuitem', { name: 'Redact…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Redact v2' });
      await expect(dialog).toContainText('gone for good');
      await expect(dialog.getByRole('button', { name: 'Redact' })).toBeDisabled();
      await dialog.getByLabel('Reason').fill('a key');
      await passesAxe(page, 'the dialog');
      await page.screenshot({ path: test.info().outputPath(`dialog-${theme}.png`) });
      await dialog.getByRole('button', { name: 'Redact' }).click();
      await told(page, 'v2 is redacted.');

      await expect(page.getByRole('navigation', { name: 'Versions' })).toContainText('Redacted by Ana: a key');
      await expect(page.getByRole('heading', { name: 'There is nothing to compare' })).toBeVisible();
      await expect(page.getByText('hunter2').filter({ visible: true })).toHaveCount(0);
      await passesAxe(page, 'the history');
      await page.screenshot({ path: test.info().outputPath(`history-${theme}.png`) });
      await page.getByRole('button', { name: 'More about v2' }).click();
      await expect(page.getByRole('menuitem', { name: 'Set label…' })).toBeDisabled();
      await expect(page.getByRole('menuitem', { name: 'Redact…' })).toHaveCount(0);
      await page.keyboard.press('Escape');

      await page.getByRole('tab', { name: 'Edit' }).click();
      await expect(page.getByText('The text of v2 is gone. Redacted by Ana: a key.')).toBeVisible();
      await expect(page.getByText('hunter2')).toHaveCount(0);
      await passesAxe(page, 'the editor');
      await page.screenshot({ path: test.info().outputPath(`edit-${theme}.png`) });
    });
  });
