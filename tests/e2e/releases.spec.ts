import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { draftSaved, makePrompt, message, openTabs, said, saveState, told, write } from './writing.ts';

const VERSIONS = [
  { content: said('You answer in English.', 'Ticket: {{ ticket }}'), message: 'First' },
  { content: said('You answer in English, shortly.', 'Ticket: {{ ticket }}'), message: 'Shorter' },
];

test('edit, commit, look at history, release, move and roll back', async ({ page, host, open }) => {
  const promptId = await makePrompt(host, 'support/reply', VERSIONS);
  await openTabs(host, promptId);
  await open();

  await write(page, 'system', 1, ' Never promise a refund.');
  await draftSaved(page);
  await page.getByRole('button', { name: 'Commit…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByTestId('diff-summary')).toHaveText('1 message changed');
  await expect(dialog.locator('ins')).toHaveText(' Never promise a refund.');
  await dialog.getByRole('textbox', { name: /What changed/ }).fill('No promises');
  await dialog.getByRole('button', { name: 'Commit', exact: true }).click();
  await told(page, 'Committed v3.');
  await expect(saveState(page)).toHaveText('Same as v3');

  await page.getByRole('tab', { name: 'History' }).click();
  const versions = page.getByRole('navigation', { name: 'Versions' });
  await expect(versions.getByRole('listitem')).toContainText(['No promises', 'Shorter', 'First']);
  await versions.getByRole('button', { name: /^v1/ }).click();
  await expect(page.getByTestId('diff-summary')).toHaveText('2 messages added');
  await versions.getByRole('button', { name: /^v3/ }).click({ modifiers: ['Shift'] });
  await expect(page.getByRole('combobox', { name: 'Compare from' })).toHaveValue(/^[0-9a-f]{64}$/);
  await expect(page.getByRole('region', { name: 'From v1 to v3' })).toContainText('shortly');

  await versions.getByRole('listitem').filter({ hasText: 'Shorter' }).hover();
  await page.getByRole('button', { name: 'More about v2' }).click();
  await page.getByRole('menuitem', { name: 'Set label…' }).click();
  await dialog.getByRole('combobox', { name: 'Label' }).fill('production');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Good enough');
  await dialog.getByRole('button', { name: 'Set label' }).click();
  await expect(versions.getByRole('listitem').filter({ hasText: 'Shorter' })).toContainText('production');

  await page.getByRole('tab', { name: 'Labels' }).click();
  const about = page.getByRole('complementary', { name: 'About production' });
  await expect(about.getByRole('button', { name: /Roll back/ })).toBeHidden();
  await about.getByRole('button', { name: 'Move…' }).click();
  await expect(dialog).toContainText('v3 takes the place of v2');
  await expect(dialog.locator('ins')).toHaveText(' Never promise a refund.');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Refunds');
  await dialog.getByRole('button', { name: 'Move from v2 to v3' }).click();
  await expect(about).toContainText('v2 → v3');

  await about.getByRole('button', { name: 'Roll back to v2…' }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Replies were lost');
  await dialog.getByRole('button', { name: 'Roll back to v2' }).click();
  const releases = about.getByRole('list', { name: 'Releases' }).getByRole('listitem');
  await expect(releases).toHaveCount(3);
  await expect(releases.first()).toContainText('v3 → v2');
  await expect(releases.first()).toContainText('Replies were lost');
  await expect(releases.first()).toContainText('rolled back');
  const { labelStates } = await host.call('prompt.get', { promptId });
  expect(labelStates).toMatchObject([{ label: 'production', number: 2 }]);
});

test('the same story by the keyboard alone', async ({ page, host, open }) => {
  await makePrompt(host, 'support/reply', VERSIONS);
  await open();
  await page.keyboard.press('ControlOrMeta+p');
  await page.keyboard.type('reply');
  await expect(page.getByRole('option', { name: /reply/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Edit' })).toBeVisible();

  await page.keyboard.press('Alt+1');
  await expect(message(page, 'system')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(message(page, 'assistant', 3)).toBeFocused();
  await page.keyboard.type('Gladly.');
  await draftSaved(page);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('dialog').getByTestId('diff-summary')).toHaveText('1 message added');
  await page.keyboard.type('An example answer');
  await page.keyboard.press('ControlOrMeta+Enter');
  await told(page, 'Committed v3.');

  await page.keyboard.press('Alt+2');
  await expect(page.getByTestId('diff-summary')).toHaveText('1 message added');
  await page.keyboard.press('F7');
  await expect(page.getByTestId('change-count')).toHaveText('1 of 1');

  await page.keyboard.press('Alt+3');
  const set = page.getByRole('button', { name: 'Set a label…' });
  await expect(set).toBeVisible();
  await tabTo(page, 'Set a label…');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Label' })).toBeFocused();
  await page.keyboard.type('production');
  await page.keyboard.press('Enter');
  await told(page, '“production” is on v3 now.');

  await tabTo(page, 'Move…');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('v2');
  await page.keyboard.press('Tab');
  await page.keyboard.type('One step back');
  await page.keyboard.press('ControlOrMeta+Enter');
  await told(page, '“production” is on v2 now.');
  await tabTo(page, 'Roll back to v3…');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+Enter');
  await told(page, '“production” is back on v3.');
});

test('a label that someone else moved meanwhile is not moved, and the new state is shown', async ({
  page,
  host,
  open,
}) => {
  const promptId = await makePrompt(host, 'support/reply', [
    ...VERSIONS,
    { content: said('You answer in French.', 'x'), message: 'French' },
  ]);
  const { versions } = await host.call('version.list', { promptId });
  const [v1, v2] = [1, 2].map((number) => versions.find((version) => version.number === number)!.id);
  const { moveId } = await host.call('label.move', {
    promptId,
    label: 'production',
    versionId: v1!,
    expectedMoveId: null,
    reason: '',
  });
  await openTabs(host, promptId);
  await open();
  await page.getByRole('tab', { name: 'Labels' }).click();
  await page.getByRole('button', { name: 'Move…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Move from v1 to v3' })).toBeEnabled();
  await host.call('label.move', {
    promptId,
    label: 'production',
    versionId: v2!,
    expectedMoveId: moveId,
    reason: 'By another',
  });
  await dialog.getByRole('button', { name: 'Move from v1 to v3' }).click();
  await expect(dialog).toContainText(
    'Nothing was moved: someone else moved “production” in the meantime. It is on v2 now',
  );
  await expect(dialog).toContainText('v3 takes the place of v2');
  await dialog.getByRole('button', { name: 'Move from v2 to v3' }).click();
  await told(page, '“production” is on v3 now.');
});

test('a commit on a version that is no longer the newest says so, shows the comparison with it, and can be repeated', async ({
  page,
  host,
  open,
}) => {
  const promptId = await makePrompt(host, 'support/reply', VERSIONS);
  await openTabs(host, promptId);
  await open();
  await write(page, 'system', 1, ' Mine.');
  await draftSaved(page);
  await page.getByRole('button', { name: 'Commit…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByTestId('diff-summary')).toBeVisible();
  // Another process commits the draft of the moment, and a new draft follows.
  const before = await host.call('prompt.get', { promptId });
  await host.call('version.commit', { promptId, message: 'Theirs', expectedHead: before.headVersion!.id });
  const after = await host.call('prompt.get', { promptId });
  await host.call('draft.save', {
    promptId,
    content: said('Next.', 'x'),
    baseVersionId: after.headVersion!.id,
    expectedRevision: 0,
  });
  await dialog.getByRole('textbox', { name: /What changed/ }).fill('Mine');
  await dialog.getByRole('button', { name: 'Commit', exact: true }).click();
  await expect(dialog).toContainText('has a newer version, v3');
  await dialog.getByRole('button', { name: 'Commit', exact: true }).click();
  await told(page, 'Committed v4.');
});

test('an unchanged draft is not committed, and a workspace may ask for a message', async ({ page, host, open }) => {
  const promptId = await makePrompt(host, 'support/reply', VERSIONS);
  await host.call('workspace.configure', { requireMessage: true });
  await openTabs(host, promptId);
  await open();
  await expect(message(page, 'system')).toBeVisible();
  await page.getByRole('button', { name: 'Commit…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('What stands here is the same as v2, the newest version.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await write(page, 'system', 1, ' More.');
  await page.getByRole('button', { name: 'Commit…' }).click();
  const commit = dialog.getByRole('button', { name: 'Commit', exact: true });
  await expect(dialog.getByTestId('diff-summary')).toBeVisible();
  await expect(commit).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'What changed' }).fill('More');
  await expect(commit).toBeEnabled();
});

test('an older version is shown as text, restored as a draft, and the draft discarded with a way back', async ({
  page,
  host,
  open,
}) => {
  const promptId = await makePrompt(host, 'support/reply', VERSIONS);
  await openTabs(host, promptId);
  await open();
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('listitem').filter({ hasText: 'First' }).hover();
  await page.getByRole('button', { name: 'More about v1' }).click();
  await page.getByRole('menuitem', { name: 'Show text…' }).click();
  await expect(page.getByRole('dialog')).toContainText('You answer in English.');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More about v1' }).click();
  await page.getByRole('menuitem', { name: 'Restore as draft…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await expect(message(page, 'system')).toHaveText('You answer in English.');
  await draftSaved(page);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Discard draft' }).click();
  await expect(message(page, 'system')).toHaveText('You answer in English, shortly.');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(message(page, 'system')).toHaveText('You answer in English.');
  await draftSaved(page);
});

/** Presses Tab until the button of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const target = page.getByRole('button', { name, exact: true });
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach “${name}”`);
}
