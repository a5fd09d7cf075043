import type { Page } from '@playwright/test';
import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { makePrompt, message, openTabs, said, write } from './writing.ts';

const line = (page: Page, name: string | RegExp) => page.getByRole('treeitem', { name });
const half = (page: Page, which: 'In front' | 'Beside') => page.getByRole('region', { name: new RegExp(`^${which}`) });
const text = (page: Page, which: 'In front' | 'Beside') =>
  half(page, which).getByRole('textbox', { name: 'Text of system message 1' });

test('a star brings a prompt back by the filter and on the empty desk', async ({ page, host, open }) => {
  await makePrompt(host, 'support/reply', [{ content: said('You help.', 'Answer.'), message: 'First' }]);
  await makePrompt(host, 'support/triage', [{ content: said('You sort.', 'Sort.'), message: 'First' }]);
  await open();
  await line(page, 'reply').click();
  await page.keyboard.press('ControlOrMeta+Alt+s');
  await expect(line(page, /reply.*Starred/)).toBeVisible();

  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Starred' }).click();
  await expect(line(page, 'triage')).toBeHidden();
  await page.getByRole('button', { name: 'Take off the filter: Starred' }).click();
  await expect(line(page, 'triage')).toBeVisible();

  await page.reload();
  await page.getByRole('tab', { name: 'reply' }).click({ button: 'middle' });
  await page
    .getByRole('region', { name: 'Starred' })
    .getByRole('button', { name: /^reply/ })
    .click();
  await expect(page.getByRole('tab', { name: 'reply' })).toHaveAttribute('aria-selected', 'true');
});

test('two prompts are written side by side, and stand there again after a restart', async ({ page, host, open }) => {
  const one = await makePrompt(host, 'one', [{ content: said('One.', 'First.'), message: 'First' }]);
  const two = await makePrompt(host, 'two', [{ content: said('Two.', 'Second.'), message: 'First' }]);
  await openTabs(host, one);
  await open();
  await expect(message(page, 'system')).toBeVisible();
  await line(page, 'two').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open beside' }).click();
  await expect(text(page, 'Beside')).toHaveText('Two.');
  await expect(text(page, 'In front')).toHaveText('One.');

  await text(page, 'Beside').click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' Beside.');
  await text(page, 'In front').click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' In front.');

  const draftOf = async (promptId: string) =>
    (await host.call('prompt.get', { promptId })).draft?.content.messages[0]?.text;
  await expect.poll(() => draftOf(one)).toBe('One. In front.');
  await expect.poll(() => draftOf(two)).toBe('Two. Beside.');

  await page.reload();
  await expect(text(page, 'Beside')).toHaveText('Two. Beside.');
  await half(page, 'Beside').getByRole('button', { name: 'Swap the two prompts' }).click();
  await expect(text(page, 'In front')).toHaveText('Two. Beside.');
  await half(page, 'Beside').getByRole('button', { name: 'Close the prompt beside' }).click();
  await expect(half(page, 'Beside')).toBeHidden();
  await write(page, 'system', 1, ' Alone.');
  await expect.poll(() => draftOf(two)).toBe('Two. Beside. Alone.');
});

test('prompts and folders are dragged to another folder, and come back by undo', async ({ page, host, open }) => {
  for (const name of ['sales/first', 'support/deep/one', 'support/reply', 'zebra'])
    await makePrompt(host, name, [{ content: said('You help.', name), message: 'First' }]);
  const names = async () => (await host.call('prompt.list', {})).prompts.map((row) => row.name).toSorted();
  await open();
  await line(page, 'zebra').dragTo(line(page, 'sales'));
  await expect.poll(names).toEqual(['sales/first', 'sales/zebra', 'support/deep/one', 'support/reply']);
  await line(page, 'support').dragTo(line(page, 'sales'));
  await expect.poll(names).toEqual(['sales/first', 'sales/support/deep/one', 'sales/support/reply', 'sales/zebra']);
  await page.getByRole('listitem').filter({ hasText: 'Moved 2 prompts' }).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(names).toEqual(['sales/first', 'sales/zebra', 'support/deep/one', 'support/reply']);
  await expect(line(page, 'support')).toHaveCount(1);
  // Onto itself, or where it is already: nothing.
  await line(page, 'support').dragTo(line(page, 'deep'));
  await line(page, 'reply').dragTo(line(page, 'support'));
  await expect.poll(names).toEqual(['sales/first', 'sales/zebra', 'support/deep/one', 'support/reply']);
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ theme });
    test('two halves and the empty desk pass axe', async ({ page, host, open }) => {
      const one = await makePrompt(host, 'one', [{ content: said('One.', 'First.'), message: 'First' }]);
      const two = await makePrompt(host, 'two', [{ content: said('Two.', 'Second.'), message: 'First' }]);
      await openTabs(host, one, two);
      await open();
      await line(page, 'one').click();
      await page.keyboard.press('ControlOrMeta+Alt+s');
      await expect(line(page, /one.*Starred/)).toBeVisible();
      await page.keyboard.press('ControlOrMeta+\\');
      await expect(half(page, 'Beside')).toBeVisible();
      await expect(text(page, 'In front')).toHaveText('Two.');
      await passesAxe(page);
      await page.getByRole('tab', { name: 'one' }).click({ button: 'middle' });
      await page.getByRole('tab', { name: 'two' }).click({ button: 'middle' });
      await expect(page.getByRole('region', { name: 'Recent' })).toBeVisible();
      await passesAxe(page);
    });
  });
}
