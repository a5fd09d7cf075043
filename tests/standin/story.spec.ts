import { expect, test } from './fixtures.ts';

test('an empty workspace opens with ways to begin, and the library shows what is added', async ({ galley }) => {
  await expect(galley.page).toHaveTitle('Galley');
  await expect(galley.page.getByRole('heading', { name: 'Start with your prompts' })).toBeVisible();
  await galley.call('prompt.create', { name: 'support/reply-drafter' });
  await expect(galley.page.getByText('reply-drafter')).toBeVisible();
});

test('a prompt made from the menu and the text typed into it survive quitting at once', async ({ galley }) => {
  await expect(galley.page.getByRole('contentinfo')).toContainText('0 prompts'); // the window takes commands now
  await galley.electron.evaluate(({ Menu, BrowserWindow }) => {
    Menu.getApplicationMenu()!.getMenuItemById('new-prompt')!.click(undefined, BrowserWindow.getAllWindows()[0]);
  });
  await galley.page.getByLabel('Name').fill('support/reply-drafter');
  await galley.page.getByRole('button', { name: 'Create' }).click();
  const editor = galley.page.locator('.cm-content').first();
  await editor.click();
  await galley.page.keyboard.type('Answer {{ticket}} kindly.');
  await galley.quit();

  await galley.start();
  await expect(galley.page.locator('.cm-content').first()).toHaveText('Answer {{ticket}} kindly.');
});

test('a draft that was saved is there after the process was killed', async ({ galley }) => {
  const { promptId } = await galley.call('prompt.create', { name: 'triage' });
  const content = {
    format: 'liquid' as const,
    messages: [{ role: 'user' as const, text: 'Sort {{ticket}}.' }],
  };
  await galley.call('draft.save', { promptId, content, baseVersionId: null, expectedRevision: 0 });
  await galley.kill();

  await galley.start();
  const { draft } = await galley.call('prompt.get', { promptId });
  expect(draft?.content.messages).toEqual(content.messages);
});
