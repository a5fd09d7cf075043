import type { Page } from '@playwright/test';
import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { draftSaved, makePrompt, openTabs, said } from './writing.ts';

const CONTENT = said('Be brief.', 'Hello', {
  tools: [
    {
      name: 'search',
      description: 'Finds tickets',
      parameters: {
        type: 'object',
        properties: { query: { type: 'string', minLength: 1 }, owner: { $ref: '#/$defs/person' } },
        required: ['query'],
        $defs: { person: { type: 'object' } },
      },
    },
  ],
});

async function openTools(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit…' }).click();
  await expect(page.getByRole('textbox', { name: 'Tool', exact: true })).toBeFocused();
}

test('what is typed stays while the window behind the dialog learns more', async ({ page, host, open }) => {
  await openTabs(host, await makePrompt(host, 'desk', [{ content: CONTENT, message: 'First' }]));
  const rendering = Promise.withResolvers<void>();
  await page.route('**/call', async (route) => {
    if (route.request().postData()?.includes('"template.render"')) await rendering.promise;
    await route.continue();
  });
  await open();
  await openTools(page);
  const name = page.getByRole('group', { name: /^Tool / }).getByRole('textbox', { name: 'Tool', exact: true });
  await name.fill('look_up');
  rendering.resolve();
  await expect(page.getByTestId('preview')).toContainText('Be brief.');
  await expect(name).toHaveValue('look_up');
});

test('a tool is edited as a form and as JSON, each showing what was done in the other', async ({
  page,
  host,
  open,
}) => {
  const promptId = await makePrompt(host, 'desk', [{ content: CONTENT, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  await openTools(page);
  const tool = page.getByRole('group', { name: 'Tool search' });
  await expect(tool.getByText('Only in JSON')).toBeVisible();
  await expect(tool.getByText('Kept, and shown in JSON alone: minLength.')).toBeVisible();
  await expect(tool.getByText('Kept, and shown in JSON alone: $defs.')).toBeVisible();
  await tool.getByRole('textbox', { name: 'Name of query' }).fill('words');
  await tool.getByRole('textbox', { name: 'Description of words' }).fill('What to look for');
  await tool.getByRole('button', { name: 'Add a property to search' }).click();
  await tool.getByRole('textbox', { name: 'Name of field' }).fill('mode');
  await tool.getByRole('textbox', { name: 'Choices of mode' }).fill('fast, slow');

  await tool.getByRole('radio', { name: 'JSON' }).click();
  const json = tool.getByRole('textbox', { name: 'Parameters of search as JSON' });
  const text = await json.inputValue();
  expect(JSON.parse(text)).toEqual({
    type: 'object',
    properties: {
      words: { type: 'string', minLength: 1, description: 'What to look for' },
      mode: { type: 'string', enum: ['fast', 'slow'] },
      owner: { $ref: '#/$defs/person' },
    },
    required: ['words'],
    $defs: { person: { type: 'object' } },
  });
  await json.fill(text.replace('"string"', '"strng"'));
  const problem = tool.getByRole('button', {
    name: /^Line \d+, column \d+: type is array, boolean, .*, not "strng"\.$/,
  });
  await problem.click();
  await expect(json).toBeFocused();
  expect(
    await json.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd)),
  ).toBe('"strng"');
  await expect(page.getByRole('button', { name: 'Done' })).toBeDisabled();
  await expect(tool.getByRole('radio', { name: 'Form' })).toBeDisabled();
  await json.fill(text.replace('"fast"', '"quick"'));
  await tool.getByRole('radio', { name: 'Form' }).click();
  await expect(tool.getByRole('textbox', { name: 'Choices of mode' })).toHaveValue('quick, slow');
  await page.getByRole('button', { name: 'Done' }).click();
  await draftSaved(page);
  const { draft } = await host.call('prompt.get', { promptId });
  expect(draft!.content.tools[0]!.parameters).toMatchObject({ properties: { mode: { enum: ['quick', 'slow'] } } });
});

test('tools are begun from a template, duplicated, moved and removed with a way back', async ({ page, host, open }) => {
  const promptId = await makePrompt(host, 'desk', [{ content: CONTENT, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  await openTools(page);
  await page.getByRole('button', { name: 'Add a tool' }).click();
  await page.getByRole('menuitem', { name: 'An action' }).click();
  await page.getByRole('button', { name: 'Duplicate update_item' }).click();
  await page.getByRole('button', { name: 'Move update_item_2 up' }).click();
  await page.getByRole('button', { name: 'Remove search' }).click();
  await expect(page.getByText('The tool search was removed.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Add a property to the answer' }).click();
  await page.getByRole('textbox', { name: 'Name of field' }).fill('mood');
  // What was typed is not lost by a slip.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Done' }).click();
  await draftSaved(page);
  const { draft } = await host.call('prompt.get', { promptId });
  expect(draft!.content.tools.map(({ name }) => name)).toEqual(['search', 'update_item_2', 'update_item']);
  expect(draft!.content.responseSchema).toEqual({ type: 'object', properties: { mood: { type: 'string' } } });
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, viewport: theme === 'light' ? { width: 1280, height: 800 } : { width: 960, height: 600 } });

    test('the tools pass axe, as forms and as JSON with what is wrong', async ({ page, host, open }) => {
      const promptId = await makePrompt(host, 'desk', [{ content: CONTENT, message: 'First' }]);
      await openTabs(host, promptId);
      await open();
      await openTools(page);
      await passesAxe(page);
      await page.getByRole('radio', { name: 'JSON' }).first().click();
      await page.getByRole('textbox', { name: 'Parameters of search as JSON' }).fill('{"type": "strng"}');
      await expect(page.getByRole('button', { name: /^Line 1, column 10/ })).toBeVisible();
      await passesAxe(page);
    });
  });
}
