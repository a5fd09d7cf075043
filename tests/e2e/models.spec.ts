import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { makePrompt, openTabs, said, told, write } from './writing.ts';

const TOOL = { name: 'search_tickets', description: 'Finds tickets', parameters: { type: 'object', properties: {} } };

test('a known model shows its price, the tokens of each message and what they cost; an unknown one a dash', async ({
  page,
  host,
  open,
}) => {
  const content = said('tiktoken is great!', '2 + 2 = 4', { settings: { model: 'gpt-4o' } });
  const promptId = await makePrompt(host, 'sums', [{ content, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  const tokens = page.getByTestId('tokens');
  await expect(tokens).toHaveText('24 tokens · $0.000060 · < 1 % of 128k');
  await expect(page.getByTestId('preview')).toContainText('System6');
  await expect(page.getByTestId('preview')).toContainText('User7');
  await expect(page.getByText('OpenAI · $2.50 in, $10.00 out per million · 128k context')).toBeVisible();

  await write(page, 'user', 2, ' 2 + 2 = 4');
  await expect(tokens).toHaveText(/^3\d tokens/);

  const model = page.getByRole('combobox', { name: 'Model' });
  await model.fill('my-own-model');
  await expect(page.getByText('Not in the catalogue: Enter keeps it as it is typed.')).toBeVisible();
  await model.press('Enter');
  await expect(tokens).toHaveText(/^≈ 3\d tokens · —$/);
  await expect(page.getByText('Not in the catalogue: its price and context are not known.')).toBeVisible();

  await model.fill('sonnet 4-5');
  await page.getByRole('option', { name: /^claude-sonnet-4-5\b/ }).click();
  await expect(model).toHaveValue('claude-sonnet-4-5');
  await expect(tokens).toHaveText(/^≈ .* of 200k$/);
});

test('an input over the model’s context is warned of', async ({ page, host, open }) => {
  const content = said('Short.', 'many words in here '.repeat(4_000), { settings: { model: 'gpt-4' } });
  const promptId = await makePrompt(host, 'long', [{ content, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  await expect(page.getByRole('list', { name: 'Problems', exact: true })).toContainText(
    /The input takes 16,\d{3} tokens, and the model reads 8k at most/,
  );
});

test('the request is shown as it would be sent, with what the model does not take', async ({ page, host, open }) => {
  const content = said('Be brief.', 'Hello {{ name }}', { settings: { model: 'gpt-5', seed: 3 }, tools: [TOOL] });
  const promptId = await makePrompt(host, 'greet', [{ content, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  await page.getByRole('radio', { name: 'Request' }).click();
  await expect(page.getByText('The request is made once every variable has a value')).toBeVisible();
  await page.getByRole('textbox', { name: 'name', exact: true }).fill('Ana');
  const request = page.getByTestId('request');
  await expect(request).toContainText('POST https://api.openai.com/v1/responses');
  await expect(request).toContainText('authorization: Bearer $OPENAI_API_KEY');
  await expect(request).toContainText('"text": "Hello Ana"');
  await expect(request).toContainText('"name": "search_tickets"');
  await expect(request.getByRole('list', { name: 'Notes on the request' })).toContainText('Seed is not supported');
});

test('a prompt is copied as what runs elsewhere, from the menu and from the palette', async ({
  page,
  host,
  open,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const content = said('Be brief.', 'Hello {{ name }}', { settings: { model: 'gpt-4o' } });
  const promptId = await makePrompt(host, 'greet', [{ content, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Python' }).click();
  await expect(page.getByText(/^Nothing was copied: The variable name has no value/)).toBeVisible();
  await page.getByRole('textbox', { name: 'name', exact: true }).fill('Ana');
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'cURL' }).click();
  await told(page, 'Copied as cURL.');
  expect(await copied()).toContain('"content": "Hello Ana"');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Copy as Markdown');
  await page.keyboard.press('Enter');
  await told(page, 'Copied as Markdown.');
  expect(await copied()).toBe('# greet\n\n## System\n\nBe brief.\n\n## User\n\nHello {{ name }}\n');
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, viewport: theme === 'light' ? { width: 1280, height: 800 } : { width: 960, height: 600 } });

    test('every state of the inspector passes axe', async ({ page, host, open }) => {
      const content = said('Be brief.', 'Hello {{ name }}{% if urgent %}!{% endif %}', {
        settings: { model: 'gpt-5', temperature: 0.2 },
        variables: [
          { name: 'urgent', type: 'boolean' },
          { name: 'unused', type: 'string' },
        ],
        tools: [TOOL],
      });
      content.messages.push({ role: 'placeholder', text: 'history' });
      const promptId = await makePrompt(host, 'greet', [{ content, message: 'First' }]);
      await openTabs(host, promptId);
      await open();
      await page.getByRole('textbox', { name: 'name', exact: true }).fill('Ana');
      await page.getByRole('button', { name: 'Add a message' }).click();
      await expect(page.getByTestId('tokens')).toBeVisible();
      await passesAxe(page);
      await page.getByRole('radio', { name: 'Request' }).click();
      await expect(page.getByTestId('request')).toBeVisible();
      await passesAxe(page);
      await page.getByRole('combobox', { name: 'Model' }).click();
      await expect(page.getByRole('listbox', { name: 'Models' }).getByRole('option').first()).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await passesAxe(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Input set/ }).click();
      await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeVisible();
      await passesAxe(page);
    });
  });
}
