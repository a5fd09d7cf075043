import { emptyContent } from '../../shared/content.ts';
import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { draftSaved, makePrompt, message, openTabs, said, told } from './writing.ts';

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme });
    test('placeholders become variables with their defaults, after a look at what changes', async ({
      host,
      page,
      open,
    }) => {
      const content = said('Be a ${Position:Software Developer}.', 'Help with ${topic} in {"json": {{x}}}.', {
        format: 'text',
      });
      await openTabs(host, await makePrompt(host, 'act', [{ content, message: '' }]));
      await open();
      await page.getByRole('button', { name: 'Make variables of 2 placeholders' }).click();
      const dialog = page.getByRole('dialog', { name: 'Make variables of placeholders' });
      await expect(dialog.getByText('Nothing is lost')).toBeVisible();
      await expect(dialog.getByTestId('diff-summary')).toContainText('2 messages changed');
      await passesAxe(page);
      await dialog.getByRole('button', { name: 'Make variables' }).click();
      await expect(message(page, 'system')).toHaveText('Be a {{ position }}.');
      await expect(message(page, 'user', 2)).toContainText('{{ topic }} in {"json": {% raw %}{{x}}{% endraw %}}.');
      await draftSaved(page);
      const [row] = (await host.call('prompt.list', {})).prompts;
      expect((await host.call('prompt.get', { promptId: row!.id })).draft!.content).toMatchObject({
        format: 'liquid',
        variables: [{ name: 'position', default: 'Software Developer' }, { name: 'topic' }],
      });
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(message(page, 'system')).toHaveText('Be a ${Position:Software Developer}.');
    });
  });
}

test('another format asks whether the text is converted, and tells what is lost', async ({ host, page, open }) => {
  const content = said('{{ name | upcase }}', '{% for item in items %}- {{ item }}\n{% endfor %}');
  await openTabs(host, await makePrompt(host, 'p', [{ content, message: '' }]));
  await open();
  await page.getByRole('button', { name: 'Liquid ▾' }).click();
  await page
    .getByRole('menuitemcheckbox', { name: /Handlebars/ })
    .or(page.getByRole('menuitemradio', { name: /Handlebars/ }))
    .click();
  const dialog = page.getByRole('dialog', { name: 'Convert the format' });
  await expect(
    dialog.getByText('The filter upcase has no counterpart in Handlebars: the value is taken as it is.'),
  ).toBeVisible();
  await dialog.getByRole('button', { name: 'Convert the text' }).click();
  await expect(message(page, 'system')).toHaveText('{{name}}');
  await expect(message(page, 'user', 2)).toContainText('{{#each items}}- {{this}}');
  await told(page, 'Converted to Handlebars.');
});

test('what is selected is escaped, so that it is sent as it stands', async ({ host, page, open }) => {
  const content = { ...emptyContent(), messages: [{ role: 'user' as const, text: 'Write {{ name }} here' }] };
  await openTabs(host, await makePrompt(host, 'p', [{ content, message: '' }]));
  await open();
  await message(page, 'user').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('Escape selection');
  await page.keyboard.press('Enter');
  await expect(message(page, 'user')).toHaveText('Write {% raw %}{{ name }}{% endraw %} here');
});

test('placeholders of several prompts are converted at once, into drafts that can be put back', async ({
  host,
  page,
  open,
}) => {
  for (const name of ['a', 'b']) {
    const content = said('${x:1}', name, { format: 'text' });
    await makePrompt(host, name, [{ content, message: '' }]);
  }
  await makePrompt(host, 'c', [{ content: said('none', 'c'), message: '' }]);
  await open();
  const tree = page.getByRole('tree');
  await tree.getByRole('treeitem', { name: /^a/ }).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('Convert placeholders');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Make variables of placeholders' });
  await dialog.getByRole('button', { name: 'Convert 3 prompts' }).click();
  await expect(dialog.getByText('2 places in 2 prompts became variables; 1 prompt had none.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await told(page, '2 prompts put back.');
  expect((await host.call('prompt.list', {})).prompts.filter((row) => row.hasDraft)).toEqual([]);
});

test('JSON that is pasted where its braces are variables is kept as literal text when asked', async ({
  host,
  page,
  open,
}) => {
  const content = said('Answer as ', '{name}', { format: 'f-string' });
  await openTabs(host, await makePrompt(host, 'p', [{ content, message: '' }]));
  await open();
  await message(page, 'system').click();
  await page.keyboard.press('ControlOrMeta+End');
  await message(page, 'system').evaluate((editor) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '{"a": {"b": 1}}');
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.getByRole('button', { name: 'Keep as literal text' }).click();
  await expect(message(page, 'system')).toHaveText('Answer as {{"a": {{"b": 1}}}}');
});
