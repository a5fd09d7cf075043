import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { draftSaved, makePrompt, message, openTabs, said, told, write } from './writing.ts';

test('one bar looks through all messages of a prompt and replaces in them', async ({ host, page, open }) => {
  const content = said('Acme and acme.', 'The Acme team\nand acmes.');
  await openTabs(host, await makePrompt(host, 'p', [{ content, message: '' }]));
  await open();
  await message(page, 'user', 2).click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ControlOrMeta+F');
  await page.keyboard.type('acme');
  const count = page.getByTestId('find-count');
  await expect(count).toHaveText('4');
  await page.keyboard.press('Enter');
  await expect(count).toHaveText('3 of 4');
  await page.keyboard.press('Shift+Enter');
  await expect(count).toHaveText('2 of 4');
  await page.getByRole('button', { name: 'Whole words' }).click();
  await expect(count).toHaveText('3');
  await page.getByRole('textbox', { name: 'Replace with' }).fill('Nimbus');
  await page.getByRole('textbox', { name: 'Find', exact: true }).press('Enter');
  await passesAxe(page);
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await page.getByRole('button', { name: 'Replace all' }).click();
  await expect(message(page, 'system')).toHaveText('Nimbus and Nimbus.');
  await expect(message(page, 'user', 2)).toHaveText('The Nimbus teamand acmes.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('search', { name: 'Find in the prompt' })).toBeHidden();
});

test('an expression is told where it cannot be read, and replaces by its groups', async ({ host, page, open }) => {
  await openTabs(host, await makePrompt(host, 'p', [{ content: said('ann@home', 'ben@work'), message: '' }]));
  await open();
  await message(page, 'system').click();
  await page.keyboard.press('ControlOrMeta+F');
  await page.getByRole('button', { name: 'Regular expression' }).click();
  const find = page.getByRole('textbox', { name: 'Find', exact: true });
  await find.fill('(\\w+)@(');
  await expect(page.getByText('This expression cannot be read: unterminated group.')).toBeVisible();
  await find.fill('(\\w+)@(\\w+)');
  await page.getByRole('textbox', { name: 'Replace with' }).fill('$2 of $1');
  await expect(page.getByTestId('find-count')).toHaveText('2');
  await page.getByRole('button', { name: 'Replace all' }).click();
  await expect(message(page, 'system')).toHaveText('home of ann');
  await expect(message(page, 'user', 2)).toHaveText('work of ben');
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme });
    test('a text is replaced in the drafts of all prompts but those that were unticked, and put back', async ({
      host,
      page,
      open,
    }) => {
      const shown = await makePrompt(host, 'sales/a', [{ content: said('Acme sells.', 'Hi'), message: '' }]);
      await makePrompt(host, 'sales/b', [{ content: said('From Acme, Acme.', 'Hi'), message: '' }]);
      const kept = await makePrompt(host, 'support', [{ content: said('Acme helps.', 'Hi'), message: '' }]);
      await openTabs(host, shown);
      await open();
      await write(page, 'user', 2, ' there');
      await page.keyboard.press('ControlOrMeta+Shift+F');
      const dialog = page.getByRole('dialog', { name: 'Find in all prompts' });
      await dialog.getByRole('textbox', { name: 'Find', exact: true }).fill('acme');
      await expect(dialog.getByText('4 in 3 prompts')).toBeVisible();
      await dialog.getByRole('textbox', { name: 'Replace with' }).fill('Nimbus');
      await dialog.getByRole('checkbox', { name: 'Replace in support' }).uncheck();
      await expect(dialog.getByRole('button', { name: 'Replace 3 in 2 prompts' })).toBeEnabled();
      await passesAxe(page);
      await dialog.getByRole('button', { name: 'Replace 3 in 2 prompts' }).click();
      await told(page, 'Replaced 3 places in the drafts of 2 prompts.');
      await expect(message(page, 'system')).toHaveText('Nimbus sells.');
      await expect(message(page, 'user', 2)).toHaveText('Hi there');
      expect((await host.call('prompt.get', { promptId: kept })).draft).toBeNull();
      await page.getByRole('button', { name: 'Undo' }).click();
      await told(page, '2 prompts put back.');
      await expect(message(page, 'system')).toHaveText('Acme sells.');
      await expect(message(page, 'user', 2)).toHaveText('Hi there');
      await draftSaved(page);
    });
  });
}
