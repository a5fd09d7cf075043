import type { Page } from '@playwright/test';
import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { message } from './writing.ts';

// What takes more to get to (merging, releases, snippets, tools, conversion, the states of the inspector) is looked at by the
// specs of these areas, with the same rules.
for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, viewport: theme === 'light' ? { width: 1280, height: 800 } : { width: 960, height: 600 } });

    test('axe finds nothing in the first run, the library and the settings', async ({ page, host, open }) => {
      await open();
      await page.getByRole('heading', { name: 'Start with your prompts' }).waitFor();
      await passesAxe(page, 'the first run');
      await host.call('workspace.addExamples', {});
      await page.getByRole('treeitem', { name: 'reply-drafter' }).click();
      await expect(message(page, 'system')).toBeVisible();
      await passesAxe(page, 'the library beside a prompt');

      await page.getByRole('button', { name: 'Filter', exact: true }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Starred' }).waitFor();
      await passesAxe(page, 'the filter menu');
      await page.getByRole('menuitemcheckbox', { name: 'Starred' }).click();
      await page.getByRole('heading', { name: 'No prompt passes the filter' }).waitFor();
      await passesAxe(page, 'a filter that nothing passes');
      await page.getByRole('button', { name: 'Take off every filter' }).click();
      await page.getByRole('textbox', { name: 'Search prompts' }).fill('ticket');
      await page.getByRole('listbox', { name: 'Search results' }).waitFor();
      await passesAxe(page, 'search results');
      await page.getByRole('button', { name: 'Clear search' }).click();
      await page.getByRole('treeitem', { name: 'reply-drafter' }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Duplicate…' }).waitFor();
      await passesAxe(page, 'the menu of a prompt');
      await page.keyboard.press('Escape');
      await page.getByRole('treeitem', { name: 'reply-drafter' }).press('F2');
      await page.getByRole('treeitem').getByRole('textbox').waitFor();
      await passesAxe(page, 'a name being typed');
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await page.getByRole('heading', { name: 'Settings' }).waitFor();
      await passesAxe(page, 'the settings');
    });

    test('axe finds nothing in what is opened by name', async ({ page, host, open }) => {
      test.slow(); // axe reads the whole window again for every dialog
      await host.call('workspace.addExamples', {});
      await open();
      await page.getByRole('treeitem', { name: 'reply-drafter' }).click();
      await expect(message(page, 'system')).toBeVisible();
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('option').first().waitFor();
      await passesAxe(page, 'the palette');
      await page.keyboard.press('Escape');
      for (const [command, title] of DIALOGS) {
        await runByName(page, command);
        await page.getByRole('dialog', { name: title }).waitFor();
        await passesAxe(page, command);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('combobox').fill('nothing is named so');
      await expect(page.getByText('No prompt and no command')).toBeVisible();
      await passesAxe(page, 'a palette that finds nothing');
    });
  });
}

/** A command by which each dialog is opened, and how the dialog is called. */
const DIALOGS = [
  ['New prompt', 'New prompt'],
  ['Import…', 'Import prompts'],
  ['Export…', 'Export prompts'],
  ['Duplicate…', /^Duplicate/],
  ['Move to folder…', /^Move/],
  ['Tags…', /^Tags of/],
  ['Find in all prompts…', 'Find in all prompts'],
  ['Convert format…', 'Convert the format'],
  ['Promote staging to production…', /^Promote/],
  ['Compare with another prompt…', /^Compare/],
  ['Show impact…', /./],
  ['Merge versions…', 'Merge versions'],
  ['Keyboard shortcuts', 'Keyboard shortcuts'],
] as const;

async function runByName(page: Page, command: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(command);
  await expect(page.getByRole('option').first()).toContainText(command);
  await page.keyboard.press('Enter');
}
