import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { corpus } from '../corpus.ts';
import { expect, test } from './fixtures.ts';
import { makePrompt, said } from './writing.ts';

const CSV = corpus('awesome-chatgpt-prompts.csv');
const HISTORIES = corpus('fabric-pattern-history.jsonl');

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Import prompts' });

async function choose(page: Page, ...paths: string[]): Promise<void> {
  await page.keyboard.press('ControlOrMeta+o');
  await dialog(page).getByLabel('Files to import').setInputFiles(paths);
}

async function importNow(page: Page): Promise<void> {
  await dialog(page).getByRole('button', { name: 'Import', exact: true }).click();
}

function manyRows(count: number): string {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({ name: `prompt ${index}`, text: `Text ${index} `.repeat(40) }),
  ).join('\n');
}

test('a CSV file is looked into, mapped as guessed, imported, and adds nothing the second time', async ({
  page,
  host,
  open,
}) => {
  test.skip(CSV.absent, 'the corpus is not here');
  await open();
  await choose(page, CSV.path);
  await expect(dialog(page).getByRole('combobox', { name: 'Name', exact: true })).toHaveValue('act');
  await expect(dialog(page).getByRole('combobox', { name: 'Column of message 1' })).toHaveValue('prompt');
  await expect(dialog(page).getByRole('region', { name: 'Preview' })).toContainText('Linux Terminal');
  await importNow(page);
  await expect(dialog(page)).toContainText('1,529 prompts and 1,529 versions added.', { timeout: 60_000 });
  await dialog(page).getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('contentinfo')).toContainText('1,529 prompts');

  await choose(page, CSV.path);
  await importNow(page);
  await expect(dialog(page)).toContainText('Nothing new, 1,529 already here.', { timeout: 60_000 });
  expect((await host.call('workspace.info', {})).versions).toBe(1529);
});

test('histories come in with every revision, into the folder that was asked for', async ({ page, host, open }) => {
  test.skip(HISTORIES.absent, 'the corpus is not here');
  await open();
  await choose(page, HISTORIES.path);
  await dialog(page).getByRole('textbox', { name: 'Into folder' }).fill('fabric');
  await importNow(page);
  await expect(dialog(page)).toContainText('239 prompts and 888 versions added', { timeout: 60_000 });
  const { prompts } = await host.call('prompt.list', {});
  expect(prompts.every((row) => row.name.startsWith('fabric/'))).toBe(true);
});

test('a row that cannot come in is reported with its line and spoils nothing; asked to be strict, nothing comes in', async ({
  page,
  host,
  open,
}) => {
  const path = join(host.folder, 'some.jsonl');
  await writeFile(
    path,
    '{"name":"good","text":"Fine."}\n{"name":"bad","text":\n{"name":"better","text":"Fine too."}\n',
  );
  await open();
  await choose(page, path);
  await dialog(page).getByRole('checkbox', { name: 'Stop at the first thing that is wrong' }).click();
  await importNow(page);
  await expect(dialog(page).getByRole('alert')).toContainText('line 2');
  expect((await host.call('workspace.info', {})).prompts).toBe(0);

  await dialog(page).getByRole('button', { name: 'Import more' }).click();
  await dialog(page).getByLabel('Files to import').setInputFiles(path);
  await importNow(page);
  await expect(dialog(page)).toContainText('2 prompts and 2 versions added, 1 skipped.');
  await expect(dialog(page).getByRole('region', { name: 'What changed on the way' })).toContainText('line 2');
});

test('columns are mapped by hand where the guess is not what was meant', async ({ page, host, open }) => {
  const path = join(host.folder, 'other.csv');
  await writeFile(path, 'one,two,three\nAlpha,Say alpha.,greek\nBeta,Say beta.,greek\n');
  await open();
  await choose(page, path);
  await dialog(page).getByRole('combobox', { name: 'Name', exact: true }).selectOption('one');
  if ((await dialog(page).getByRole('combobox', { name: 'Column of message 1' }).count()) === 0)
    await dialog(page).getByRole('button', { name: 'Add a message column' }).click();
  await dialog(page).getByRole('combobox', { name: 'Column of message 1' }).selectOption('two');
  await dialog(page).getByRole('combobox', { name: 'Role of message 1' }).selectOption('system');
  await importNow(page);
  await expect(dialog(page)).toContainText('2 prompts and 2 versions added');
  const { prompts } = await host.call('prompt.list', {});
  const alpha = await host.call('prompt.get', { promptId: prompts.find((row) => row.name === 'Alpha')!.id });
  expect(alpha.headVersion?.content.messages).toEqual([{ role: 'system', text: 'Say alpha.' }]);
});

test('a file of no known kind is refused with a sentence, and nothing is left in the way', async ({
  page,
  host,
  open,
}) => {
  const path = join(host.folder, 'picture.png');
  await writeFile(path, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00, 0x01]));
  await open();
  await choose(page, path);
  await expect(dialog(page).getByRole('alert')).toContainText('picture.png');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page)).toBeHidden();
  expect((await host.call('workspace.info', {})).prompts).toBe(0);
});

test('a cancelled import adds nothing', async ({ page, host, open }) => {
  const path = join(host.folder, 'many.jsonl');
  await writeFile(path, manyRows(40_000));
  await open();
  await choose(page, path);
  await importNow(page);
  await dialog(page).getByRole('button', { name: 'Cancel the import' }).click();
  await expect(dialog(page)).toContainText('The import was cancelled. Nothing was added.', { timeout: 60_000 });
  expect((await host.call('workspace.info', {})).prompts).toBe(0);
});

test('files dropped on the window are imported', async ({ page, host, open }) => {
  await open();
  const files = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['You are a friendly translator.'], 'translator.md', { type: 'text/markdown' }));
    return data;
  });
  await page.dispatchEvent('body', 'dragover', { dataTransfer: files });
  await expect(page.getByText('Drop to import')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: files });
  await expect(page.getByText('Drop to import')).toBeHidden();
  await importNow(page);
  await expect(dialog(page)).toContainText('1 prompt and 1 version added.');
  const { prompts } = await host.call('prompt.list', {});
  expect(prompts.map(({ name }) => name)).toEqual(['translator']);
});

test('a folder is exported without loss, and what another format cannot hold is reported', async ({
  page,
  host,
  open,
}) => {
  await makePrompt(host, 'support/reply', [
    { content: said('You answer.', '{{ ticket }}'), message: 'First' },
    { content: said('You answer kindly.', '{{ ticket }}'), message: 'Kinder' },
  ]);
  await makePrompt(host, 'sales/first', [{ content: said('You sell.', '{{ lead }}'), message: 'First' }]);
  await open();
  await page.keyboard.press('ControlOrMeta+Shift+E');
  const exporting = page.getByRole('dialog', { name: 'Export prompts' });
  await exporting.getByRole('combobox', { name: 'What' }).selectOption('Folder support');
  const saved = page.waitForEvent('download');
  await exporting.getByRole('button', { name: 'Export 1 prompt' }).click();
  const text = await readFile(await (await saved).path(), 'utf8');
  expect(text).toContain('You answer kindly.');
  expect(text).toContain('Kinder');
  expect(text).not.toContain('You sell.');
  await expect(exporting).toBeHidden();

  await page.keyboard.press('ControlOrMeta+Shift+E');
  await exporting.getByRole('combobox', { name: 'Format' }).selectOption('Plain text and Markdown');
  const zipped = page.waitForEvent('download');
  await exporting.getByRole('button', { name: 'Export 2 prompts' }).click();
  expect((await zipped).suggestedFilename()).toMatch(/\.zip$/);
  await expect(exporting.getByRole('region', { name: 'What changed on the way' })).toBeVisible();
  await exporting.getByRole('button', { name: 'Done' }).click();
  await expect(exporting).toBeHidden();
});

test('the workspace is verified, and backed up into a file that opens', async ({ page, host, open }) => {
  await makePrompt(host, 'support/reply', [{ content: said('You answer.', '{{ ticket }}'), message: 'First' }]);
  await open();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('Everything agrees: nothing is damaged or missing.')).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Back up…' }).click();
  const bytes = await readFile(await (await saved).path());
  expect(bytes.subarray(0, 15).toString()).toBe('SQLite format 3');
  await expect(page.getByText(/^Saved as /)).toBeVisible();
});
