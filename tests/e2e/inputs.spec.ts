import { expect, test } from './fixtures.ts';
import { makePrompt, openTabs, said, told } from './writing.ts';

const CONTENT = said('You answer for {{ product }}.', 'Ticket: {{ ticket }} {% if urgent %}Hurry!{% endif %}', {
  variables: [{ name: 'urgent', type: 'boolean' }],
});

test('input sets are made, filled in, switched by key, renamed and removed with a way back', async ({
  page,
  host,
  open,
}) => {
  const promptId = await makePrompt(host, 'support/reply', [{ content: CONTENT, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  const product = page.getByRole('textbox', { name: 'product' });
  const preview = page.getByTestId('preview');
  await product.fill('Nimbus');
  await page.getByRole('textbox', { name: 'ticket' }).fill('It rains');
  await page.getByRole('switch', { name: 'urgent' }).click();
  await expect(preview).toContainText('Ticket: It rains Hurry!');

  await page.getByRole('button', { name: 'Input set: Inputs 1' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(page.getByRole('button', { name: 'Input set: Inputs 2' })).toBeVisible();
  await product.fill('Stratus');
  await expect(preview).toContainText('You answer for Stratus.');

  await page.getByRole('button', { name: 'Input set: Inputs 2' }).click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('inputs 1');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(page.getByText('This prompt has an input set called “Inputs 1” already.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Grey sky');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Input set: Grey sky' })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Alt+PageDown');
  await expect(product).toHaveValue('Nimbus');
  await expect(preview).toContainText('You answer for Nimbus.');
  await page.keyboard.press('ControlOrMeta+Alt+PageUp');
  await expect(product).toHaveValue('Stratus');

  await page.getByRole('button', { name: 'Input set: Grey sky' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(product).toHaveValue('Nimbus');
  await told(page, 'Input set “Grey sky” removed.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(product).toHaveValue('Stratus');
  await expect.poll(async () => (await host.call('inputs.list', { promptId })).sets.length).toBe(2);

  await open();
  await expect(product).toHaveValue('Stratus');
  const { sets } = await host.call('inputs.list', { promptId });
  expect(sets.map(({ name, values }) => [name, values])).toEqual([
    ['Inputs 1', { product: 'Nimbus', ticket: 'It rains', urgent: true }],
    ['Grey sky', { product: 'Stratus', ticket: 'It rains', urgent: true }],
  ]);
});

test('a JSON object pasted into an empty field fills in every variable it names', async ({ page, host, open }) => {
  const promptId = await makePrompt(host, 'support/reply', [{ content: CONTENT, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  await page.getByRole('textbox', { name: 'product' }).evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '{"product":"Nimbus","ticket":"It rains","urgent":true}');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.getByTestId('preview')).toContainText('Ticket: It rains Hurry!');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('textbox', { name: 'product' })).toHaveValue('');

  await page.getByRole('button', { name: /^Input set/ }).click();
  await page.getByRole('menuitem', { name: 'Fill in from JSON…' }).click();
  await page.getByRole('textbox', { name: 'JSON' }).fill('{"product":');
  await expect(page.getByRole('dialog')).toContainText('This JSON is not finished.');
  await page.getByRole('textbox', { name: 'JSON' }).fill('{"product":"Stratus"}');
  await page.getByRole('button', { name: 'Fill in', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'product' })).toHaveValue('Stratus');
});

test('a chat history is written message by message, or as JSON', async ({ page, host, open }) => {
  const content = { ...said('Be kind.', 'And?'), messages: [{ role: 'placeholder' as const, text: 'history' }] };
  const promptId = await makePrompt(host, 'support/chat', [{ content, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  const history = page.getByRole('group', { name: 'history' });
  await history.getByRole('button', { name: 'Add a message' }).click();
  await history.getByRole('textbox', { name: 'Text of message 1 of history' }).fill('Hello there');
  await history.getByRole('button', { name: 'Add a message' }).click();
  await expect(history.getByRole('combobox', { name: 'Role of message 2 of history' })).toHaveValue('assistant');
  await history.getByRole('textbox', { name: 'Text of message 2 of history' }).fill('Good day');
  const preview = page.getByTestId('preview');
  await expect(preview).toContainText('Hello there');
  await expect(preview).toContainText('Good day');
  await history.getByRole('button', { name: 'As JSON' }).click();
  await history.getByRole('textbox').fill('[{"role":"user","content":"From JSON"}]');
  await expect(preview).toContainText('From JSON');
});

test('a section that is folded up stays so', async ({ page, host, open }) => {
  const promptId = await makePrompt(host, 'support/reply', [{ content: CONTENT, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  await page.getByRole('button', { name: 'Variables', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'product' })).toBeHidden();
  await expect.poll(async () => (await host.call('preferences.get', {})).foldedSections).toEqual(['Variables']);
  await open();
  await expect(page.getByRole('button', { name: 'Variables', exact: true })).toHaveAttribute('aria-expanded', 'false');
});
