import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { RunningHost } from './running-host.ts';
import { makePrompt, said } from './writing.ts';

const line = (page: Page, name: string | RegExp) => page.getByRole('treeitem', { name });
const tab = (page: Page, name: string | RegExp) =>
  page.getByRole('tablist', { name: 'Open prompts' }).getByRole('tab', { name });

async function addPrompts(host: RunningHost, ...names: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const promptId = await makePrompt(host, name, [
      { content: said('You help.', `The text of ${name}.`), message: 'First' },
    ]);
    ids.push(promptId);
  }
  return ids;
}

async function namesOf(host: RunningHost): Promise<string[]> {
  const { prompts } = await host.call('prompt.list', {});
  return prompts
    .filter((row) => !row.archived)
    .map((row) => row.name)
    .toSorted();
}

test('an empty workspace offers three ways to begin, and the examples fill it', async ({ page, open }) => {
  await open();
  await expect(page.getByRole('heading', { name: 'Start with your prompts' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import…/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Blank prompt…/ })).toBeVisible();
  await page.getByRole('button', { name: /^Add the examples/ }).click();
  await expect(line(page, 'examples')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Start with your prompts' })).toBeHidden();
});

test('a blank prompt is named, made in its folder and opened', async ({ page, host, open }) => {
  await open();
  await page.getByRole('button', { name: /^Blank prompt…/ }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await expect(name).toBeFocused();
  await name.fill('support//reply');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('cannot begin or end with “/” or hold “//”');
  await name.fill('support/reply');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'reply')).toHaveAttribute('aria-selected', 'true');
  await expect(line(page, 'support')).toHaveAttribute('aria-expanded', 'true');
  expect(await namesOf(host)).toEqual(['support/reply']);
});

test('the keys move through the tree, open and close folders, and find by first letters', async ({
  page,
  host,
  open,
}) => {
  await addPrompts(host, 'sales/first', 'support/reply', 'support/triage', 'zebra');
  await open();
  await line(page, 'sales').click();
  await expect(line(page, 'sales')).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(line(page, 'sales')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('End');
  await expect(line(page, 'zebra')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(line(page, 'sales')).toBeFocused();
  await page.keyboard.type('tri');
  await expect(line(page, 'triage')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tab(page, 'triage')).toBeVisible();
});

test('a glance reuses its tab; a double click, or Enter, keeps one', async ({ page, host, open }) => {
  await addPrompts(host, 'one', 'three', 'two');
  await open();
  await line(page, 'one').click();
  await line(page, 'two').click();
  await expect(tab(page, 'one')).toBeHidden();
  await line(page, 'two').dblclick();
  await line(page, 'three').click();
  await expect(tab(page, 'two')).toBeVisible();
  await tab(page, 'two').click({ button: 'middle' });
  await expect(tab(page, 'two')).toBeHidden();
  await expect(tab(page, 'three')).toBeVisible();
});

test('commands act on the prompt in front after another tab was chosen', async ({ page, host, open }) => {
  await addPrompts(host, 'one', 'two');
  await open();
  await line(page, 'one').dblclick();
  await line(page, 'two').dblclick();
  await tab(page, 'one').click();
  await expect(line(page, 'one')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('archive');
  await page.keyboard.press('Enter');
  await expect(line(page, 'one')).toBeHidden();
  expect(await namesOf(host)).toEqual(['two']);
});

test('several prompts are chosen, moved into a new folder, and moved back', async ({ page, host, open }) => {
  await addPrompts(host, 'one', 'three', 'two');
  await open();
  await line(page, 'one').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('ControlOrMeta+Shift+M');
  await expect(page.getByRole('heading', { name: 'Move 2 prompts' })).toBeVisible();
  await page.keyboard.type('kept');
  await page.getByRole('option', { name: 'New folder “kept”' }).click();
  await expect(line(page, 'kept')).toBeVisible();
  expect(await namesOf(host)).toEqual(['kept/one', 'kept/three', 'two']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(line(page, 'kept')).toBeHidden();
  expect(await namesOf(host)).toEqual(['one', 'three', 'two']);
});

test('a prompt and a folder are renamed in their line; a taken name is refused with a sentence', async ({
  page,
  host,
  open,
}) => {
  await addPrompts(host, 'support/reply', 'support/triage');
  await open();
  await line(page, 'reply').click();
  await page.keyboard.press('F2');
  const field = page.getByRole('textbox', { name: 'Prompt name' });
  await field.fill('triage');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toContainText('There is already a prompt named “support/triage”.');
  await field.fill('drafter');
  await field.press('Enter');
  await expect(line(page, 'drafter')).toBeFocused();
  await expect(tab(page, 'drafter')).toBeVisible();

  await line(page, 'support').focus();
  await line(page, 'support').click();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Folder name' }).fill('help');
  await page.keyboard.press('Enter');
  await expect(line(page, 'help')).toBeVisible();
  await expect.poll(() => namesOf(host)).toEqual(['help/drafter', 'help/triage']);
});

test('archiving takes a prompt out of sight, Undo brings it back, and the archive shows it', async ({
  page,
  host,
  open,
}) => {
  await addPrompts(host, 'one', 'two');
  await open();
  await line(page, 'one').click();
  await page.keyboard.press('Delete');
  await expect(line(page, 'one')).toBeHidden();
  await expect(line(page, 'two')).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(line(page, 'one')).toBeVisible();

  await line(page, 'one').click();
  await page.keyboard.press('Delete');
  await expect(line(page, 'one')).toBeHidden();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Archived' }).click();
  await expect(line(page, 'two')).toBeHidden();
  await line(page, 'one').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Bring back from the archive' }).click();
  await page.getByRole('button', { name: 'Take off the filter: Archived' }).click();
  await expect(line(page, 'one')).toBeVisible();
});

test('tags are put on what is chosen, and the library is narrowed by tag and label', async ({ page, host, open }) => {
  const [one] = await addPrompts(host, 'one', 'three', 'two');
  const { versions } = await host.call('version.list', { promptId: one! });
  await host.call('label.move', {
    promptId: one!,
    label: 'production',
    versionId: versions[0]!.id,
    expectedMoveId: null,
    reason: '',
  });
  await open();
  await expect(line(page, 'one')).toContainText('production v1');

  await line(page, 'one').click();
  await line(page, 'two').click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('ControlOrMeta+Shift+T');
  await page.getByRole('textbox', { name: 'New tags' }).fill('mail, german');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'german (2)' }).click();
  await expect(line(page, 'three')).toBeHidden();
  await expect(line(page, 'two')).toBeVisible();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'production (1)' }).click();
  await expect(line(page, 'two')).toBeHidden();
  await expect(line(page, 'one')).toBeVisible();
});

test('search answers every keystroke with names and the passage that matches', async ({ page, host, open }) => {
  await addPrompts(host, 'support/reply', 'support/triage', 'sales/first');
  await open();
  await page.keyboard.press('ControlOrMeta+p');
  await page.keyboard.type('triage');
  const hits = page.getByRole('listbox', { name: 'Search results' }).getByRole('option');
  await expect(hits).toHaveCount(1);
  await expect(hits.first().locator('mark').first()).toHaveText('triage');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'triage')).toBeVisible();

  await page.getByRole('textbox', { name: 'Search prompts' }).fill('nowhere to be found');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(line(page, 'support')).toBeVisible();
});

test('Enter right after the last letter opens what the whole text finds', async ({ page, host, open }) => {
  await addPrompts(host, 'support/re', 'support/reply');
  await open();
  let answering = Promise.resolve();
  await page.route('**/call', async (route) => {
    if (route.request().postData()?.includes('"prompt.search"')) await answering;
    await route.continue();
  });
  await page.keyboard.press('ControlOrMeta+p');
  await page.keyboard.type('re');
  await expect(page.getByRole('option')).toHaveCount(2);
  const held = Promise.withResolvers<void>();
  answering = held.promise;
  await page.keyboard.type('ply');
  await page.keyboard.press('Enter');
  held.resolve();
  await expect(tab(page, 'reply')).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('option')).toBeFocused();
  await expect(page.getByRole('tab', { name: 're', exact: true })).toHaveCount(0);
});

test('the palette goes to prompts and runs commands; every shortcut is on the sheet', async ({ page, host, open }) => {
  await addPrompts(host, 'support/reply', 'sales/first');
  await open();
  await expect(line(page, 'reply')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('reply');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'reply')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('keyboard');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('Move to folder…')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('open tabs, open folders and the theme are there again after a reload', async ({ page, host, open }) => {
  await addPrompts(host, 'sales/first', 'support/reply');
  await open();
  await line(page, 'reply').dblclick();
  await line(page, 'sales').click();
  await expect(line(page, 'first')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+,');
  const saved = page.waitForRequest((request) => request.postData()?.includes('"theme":"dark"') === true);
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await (await saved).response();
  await open();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(tab(page, 'reply')).toHaveAttribute('aria-selected', 'true');
  await expect(line(page, 'reply')).toBeVisible();
  await expect(line(page, 'first')).toBeHidden();
});

test('settings are kept when a field is left', async ({ page, host, open }) => {
  await open();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('textbox', { name: 'Author' }).fill('Ana');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('contentinfo')).toContainText('Ana');
  await page.getByRole('switch', { name: 'Ask for a message with every commit' }).click();
  await expect.poll(async () => (await host.call('workspace.info', {})).requireMessage).toBe(true);
  expect((await host.call('workspace.info', {})).author).toBe('Ana');
});

test('ten thousand lines draw only those in sight, and the last is one key away', async ({ page, host, open }) => {
  const lines = Array.from({ length: 10_000 }, (_, index) =>
    JSON.stringify({ name: `prompt ${index}`, text: `Text ${index}` }),
  );
  const { fileId } = await host.call('file.begin', { name: 'many.jsonl' });
  await host.call('file.write', { fileId, base64: Buffer.from(lines.join('\n')).toString('base64') });
  const source = await host.call('import.inspect', { fileIds: [fileId] });
  const options = { strict: true, folder: '', mapping: source.mapping };
  const { jobId } = await host.call('import.start', { fileIds: [fileId], format: source.format, options });
  await expect.poll(async () => (await host.call('job.get', { jobId })).state, { timeout: 90_000 }).toBe('finished');
  await open();
  await line(page, 'prompt 0').click();
  expect(await page.getByRole('treeitem').count()).toBeLessThan(100);
  await page.keyboard.press('End');
  await expect(line(page, 'prompt 9999')).toBeFocused();
  await expect(line(page, 'prompt 9999')).toHaveAttribute('aria-posinset', '10000');
});

test.describe('a workspace that cannot be opened', () => {
  test('fills the window with the reason and leaves the file alone', async ({ page, host, open }) => {
    await host.kill();
    const damaged = Buffer.from('This is not a workspace. '.repeat(400));
    await writeFile(host.workspaceFile, damaged);
    await host.start();
    await open();
    await expect(page.getByRole('heading', { name: 'This workspace cannot be opened' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    expect(await readFile(host.workspaceFile)).toEqual(damaged);
    await passesAxe(page);
  });
});
