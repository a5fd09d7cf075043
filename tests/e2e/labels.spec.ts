import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { RunningHost } from './running-host.ts';
import { makePrompt, said, told } from './writing.ts';

/** Prompts of two versions: production on the first; staging on the second, or on the first for the last one. */
async function labelledPrompts(host: RunningHost, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const promptId = await makePrompt(host, name, [
      { content: said(`You answer for ${name}.`, 'Hello'), message: 'First' },
      { content: said(`You answer shortly for ${name}.`, 'Hello'), message: 'Shorter' },
    ]);
    await setLabel(host, promptId, 'production', 1);
    await setLabel(host, promptId, 'staging', name === names.at(-1) ? 1 : 2);
    ids.push(promptId);
  }
  return ids;
}

async function setLabel(host: RunningHost, promptId: string, label: string, number: number): Promise<void> {
  const { versions, states } = await host.call('label.ofPrompt', { promptId });
  await host.call('label.move', {
    promptId,
    label,
    versionId: versions.find((version) => version.number === number)!.id,
    expectedMoveId: states.find((state) => state.label === label)?.moveId ?? null,
    reason: `${label} by hand`,
  });
}

async function standing(host: RunningHost, promptId: string, label: string): Promise<number | null> {
  const { states } = await host.call('label.ofPrompt', { promptId });
  return states.find((state) => state.label === label)?.number ?? null;
}

const NAMES = ['sales/mail', 'support/reply', 'support/triage', 'tone/formal'];

function cell(page: Page, row: number, column: number) {
  return page.locator(`[data-index="${row}"] [data-column="${column}"]`);
}

async function openMatrix(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+2');
  await expect(page.getByRole('grid', { name: 'Prompts and their labels' })).toBeVisible();
}

test('promoting and rolling back in the matrix, by the keyboard alone', async ({ page, host, open }) => {
  const [mail, reply, triage] = await labelledPrompts(host, NAMES);
  await open();
  await openMatrix(page);
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(NAMES.length + 1);
  for (let presses = 0; presses < 20; presses++) {
    if (await cell(page, 0, 1).evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(cell(page, 0, 1)).toBeFocused();

  // One label, from its cell.
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await expect(dialog).toContainText('v2 takes the place of v1');
  await page.keyboard.type('The mail was too long');
  await page.keyboard.press('ControlOrMeta+Enter');
  await told(page, '“production” is on v2 now.');
  await expect(cell(page, 0, 1)).toContainText('v2');
  await expect(cell(page, 0, 1)).toBeFocused();
  expect(await standing(host, mail!, 'production')).toBe(2);

  // Two rows at once: staging to production.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('region', { name: 'Selected prompts' })).toContainText('2 selected');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('promote staging to production on the selected');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('heading', { name: 'Promote staging → production' })).toBeVisible();
  await expect(dialog).toContainText('2 prompts would change.');
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.type('A week in staging');
  await expect(dialog.getByRole('button', { name: 'Move on 2 prompts' })).toBeEnabled();
  await page.keyboard.press('ControlOrMeta+Enter');
  await told(page, 'Moved production on 2 prompts.');
  expect([await standing(host, reply!, 'production'), await standing(host, triage!, 'production')]).toEqual([2, 2]);

  // And back, from the message at the foot of the window.
  await page.keyboard.press('F8');
  await page.keyboard.press('Tab');
  for (let presses = 0; presses < 8; presses++) {
    const isThere = await page
      .getByRole('button', { name: 'Roll back all…' })
      .evaluate((element) => element === document.activeElement);
    if (isThere) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('heading', { name: 'Roll back 2 labels' })).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.type('Replies lost the greeting');
  await page.keyboard.press('ControlOrMeta+Enter');
  await told(page, 'Rolled back 2 labels.');
  expect([await standing(host, reply!, 'production'), await standing(host, triage!, 'production')]).toEqual([1, 1]);
  const { groups } = await host.call('release.groups', { limit: 1 });
  expect(groups).toMatchObject([{ count: 2, rollback: true, reason: 'Replies lost the greeting' }]);
});

test('a bulk move with a stale row moves nothing, says which, and can be tried again with its reason', async ({
  page,
  host,
  open,
}) => {
  const [mail, reply, triage] = await labelledPrompts(host, NAMES);
  await open();
  await openMatrix(page);
  await page.getByRole('button', { name: 'Promote staging → production…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('3 prompts would change. On 1 prompt production is there already.');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('All of them');
  await dialog.getByRole('checkbox', { name: 'Move it on sales/mail' }).uncheck();
  await dialog.getByRole('button', { name: 'Show what changes in support/reply' }).click();
  await expect(dialog.locator('ins')).toHaveText(/shortly/);
  await expect(dialog.getByRole('button', { name: 'Move on 2 prompts' })).toBeEnabled();

  await setLabel(host, triage!, 'production', 2);
  await setLabel(host, triage!, 'production', 1);
  await dialog.getByRole('button', { name: 'Move on 2 prompts' }).click();
  await expect(dialog).toContainText(
    'Nothing was moved: “production” on “support/triage” was moved by someone else in the meantime.',
  );
  expect(await standing(host, reply!, 'production')).toBe(1);

  await dialog.getByRole('button', { name: 'Refresh the list' }).click();
  await expect(dialog.getByText('moved meanwhile')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue('All of them');
  await expect(dialog.getByRole('checkbox', { name: 'Move it on sales/mail' })).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Move on 2 prompts' }).click();
  await told(page, 'Moved production on 2 prompts.');
  expect([
    await standing(host, mail!, 'production'),
    await standing(host, reply!, 'production'),
    await standing(host, triage!, 'production'),
  ]).toEqual([1, 2, 2]);
});

test('filters, columns and sorting narrow the matrix, and columns are remembered', async ({ page, host, open }) => {
  await labelledPrompts(host, NAMES);
  await open();
  await openMatrix(page);
  const names = page.getByRole('rowheader');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Staging differs from production' }).click();
  await expect(names).toHaveText(['sales/mail', 'support/reply', 'support/triage']);
  await page.getByRole('searchbox', { name: 'Filter prompts by name' }).fill('reply');
  await expect(names).toHaveText(['support/reply']);
  await page.getByRole('searchbox', { name: 'Filter prompts by name' }).fill('nothing like it');
  await page.getByRole('button', { name: 'Show all prompts' }).click();
  await page.getByRole('columnheader', { name: 'Prompt' }).click();
  await expect(names).toHaveText(NAMES.toReversed());

  await page.getByRole('button', { name: 'Columns…' }).click();
  await page.getByRole('checkbox', { name: 'production' }).click();
  await page.getByRole('button', { name: 'Show 1 label' }).click();
  await expect(page.getByRole('columnheader', { name: 'production' })).toBeHidden();
  await expect.poll(async () => (await host.call('preferences.get', {})).labelColumns).toEqual(['staging']);
});

test('the report of this week is shown, exported as a page that stands alone, and as Markdown', async ({
  page,
  host,
  open,
}) => {
  await labelledPrompts(host, ['support/reply', 'a <b>bold</b> name & more']);
  await open();
  await openMatrix(page);
  await page.getByRole('tab', { name: 'Report' }).click();
  await expect(page.getByTestId('report-summary')).toHaveText('2 prompts in 2 releases: 2 newly released.');
  await page.getByRole('button', { name: /^support\/reply/ }).click();
  await expect(page.getByRole('article', { name: 'support/reply' }).getByTestId('diff-summary')).toBeVisible();

  const html = await exported(page, 'As a page (HTML)');
  expect(html).toContain('a &lt;b&gt;bold&lt;/b&gt; name &amp; more');
  expect(html).not.toMatch(/<script|https?:/);
  const markdown = await exported(page, 'As Markdown');
  expect(markdown).toContain('## support/reply: no version → v1');

  // Printing puts the same page in the place of the app for as long as it takes.
  await page.evaluate(() => (window.print = () => undefined));
  await page.getByRole('button', { name: 'Print…' }).click();
  const printed = page.getByRole('heading', { name: 'What changed in production', includeHidden: true });
  await expect(printed).toBeAttached();
  await page.emulateMedia({ media: 'print' });
  await expect(printed).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Report' })).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(printed).toBeHidden();
  await expect(page.getByRole('tab', { name: 'Report' })).toBeVisible();

  // The page itself is what an export wrote, and shows in a browser without an error.
  const shown = await page.context().newPage();
  await shown.setContent(html);
  await expect(shown.getByRole('heading', { name: 'What changed in production' })).toBeVisible();
  await expect(shown.getByRole('heading', { name: 'a <b>bold</b> name & more' })).toBeVisible();
  await shown.close();
});

async function exported(page: Page, item: string): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  return readFile(await (await download).path(), 'utf8');
}

test('a release is found in the list, looked at, and rolled back from there', async ({ page, host, open }) => {
  const [mail] = await labelledPrompts(host, NAMES);
  await setLabel(host, mail!, 'production', 2);
  await open();
  await openMatrix(page);
  await page.getByRole('tab', { name: 'Releases' }).click();
  const list = page.getByRole('listbox', { name: 'Releases' });
  await expect(list.getByRole('option')).toHaveCount(9);
  await page.getByRole('combobox', { name: 'Prompt' }).fill('sales/mail');
  await page.getByRole('combobox', { name: 'Label' }).selectOption('production');
  await expect(list.getByRole('option')).toHaveCount(2);
  const about = page.getByRole('region', { name: 'About the release' });
  await expect(about).toContainText('v1 → v2');
  await expect(about.locator('ins')).toHaveText(/shortly/);
  await about.getByRole('button', { name: 'Roll back to v1…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Too short');
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
  await told(page, 'Rolled back 1 label.');
  await expect(list.getByRole('option')).toHaveCount(3);
  await expect(list.getByRole('option').first()).toContainText('rolled back');
  await list.focus();
  await page.keyboard.press('End');
  await expect(about).toContainText('none → v1');
  await expect(about).toContainText('The label has been moved again since.');
  expect(await standing(host, mail!, 'production')).toBe(1);
});

test('a prompt is released together with the snippet it needs, and a snippet shows whom it reaches', async ({
  page,
  host,
  open,
}) => {
  const tone = await makePrompt(host, 'tone/formal', [
    { content: said('Write formally.', ''), message: 'First' },
    { content: said('Write very formally.', ''), message: 'More so' },
  ]);
  await setLabel(host, tone, 'production', 1);
  const text = "{% render 'tone/formal' %} Answer.";
  const reply = await makePrompt(host, 'support/reply', [{ content: said(text, 'Hello'), message: 'First' }]);
  const { states } = await host.call('label.ofPrompt', { promptId: tone });
  await host.call('label.move', {
    promptId: tone,
    label: 'production',
    versionId: null,
    expectedMoveId: states[0]!.moveId,
    reason: 'By mistake',
  });
  await open();
  await openMatrix(page);
  await cell(page, 0, 1).dblclick();
  const dialog = page.getByRole('dialog');
  const along = dialog.getByRole('checkbox', { name: 'Also move tone/formal@production from no version → v1' });
  await expect(along).toBeChecked();
  await along.uncheck();
  await expect(dialog).toContainText(
    '“production” is on no version of “tone/formal”, so this prompt cannot be filled in.',
  );
  await expect(dialog.getByRole('button', { name: 'Set label' })).toBeDisabled();
  await along.check();
  await dialog.getByRole('button', { name: 'Set label' }).click();
  await told(page, '“production” is on v1 now, with 1 snippet.');
  const { groups } = await host.call('release.groups', { limit: 1 });
  expect(groups[0]!.moves.map((move) => move.promptId).toSorted()).toEqual([reply, tone].toSorted());

  await cell(page, 1, 1).dblclick();
  await dialog.getByRole('tab', { name: 'Affects 1 prompt' }).click();
  await expect(dialog.getByRole('list', { name: 'Prompts that use this snippet' })).toContainText('support/reply');
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme });
    test('every part of the labels passes axe', async ({ page, host, open }) => {
      await labelledPrompts(host, NAMES);
      await open();
      await openMatrix(page);
      await cell(page, 1, 1).click();
      await expect(page.getByRole('complementary', { name: /About production/ })).toBeVisible();
      await passesAxe(page);
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Move label…' }).click();
      await page.getByRole('button', { name: /^Show what changes/ }).click();
      await expect(page.getByTestId('diff-summary')).toBeVisible();
      await passesAxe(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Columns…' }).click();
      await passesAxe(page);
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'Releases' }).click();
      await expect(page.getByTestId('diff-summary')).toBeVisible();
      await passesAxe(page);
      await page.getByRole('tab', { name: 'Report' }).click();
      await page.getByRole('article').first().getByRole('button').first().click();
      await expect(page.getByTestId('diff-summary')).toBeVisible();
      await passesAxe(page);
    });
  });
}
