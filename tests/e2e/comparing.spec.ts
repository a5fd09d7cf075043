import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promptPatch } from '../../main/interchange/prompt-patch.ts';
import type { Content } from '../../shared/content.ts';
import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { makePrompt, message, openTabs, said, told } from './writing.ts';

const RULES = Array.from({ length: 12 }, (_, index) => `Rule ${index + 1} stays as it is.`).join('\n');
const FIRST = said(`Answer in English.\n${RULES}\nSign with your name.`, '{{ ticket }}', {
  settings: { temperature: 0.4 },
  tools: [{ name: 'lookup', description: 'Looks up', parameters: { properties: { order: { type: 'string' } } } }],
});
const SECOND = said(`Answer in the language of the ticket.\n${RULES}\nSign for the team.`, '{{ ticket }}', {
  settings: { temperature: 0.2 },
  tools: [{ name: 'lookup', description: 'Looks up', parameters: { properties: { order: { type: 'integer' } } } }],
});
const VERSIONS = [
  { content: FIRST, message: 'First' },
  { content: SECOND, message: 'Second' },
];

/** The draft as the host has it; null while there is none. */
async function draftOf(
  host: { call: (name: 'prompt.get', input: { promptId: string }) => Promise<{ draft: { content: Content } | null }> },
  promptId: string,
) {
  return (await host.call('prompt.get', { promptId })).draft?.content ?? null;
}

function shown(page: Page) {
  return page.locator('[data-diff]').filter({ visible: true });
}

test('changes are taken by the mouse, each on its own, and undone', async ({ page, host, open }) => {
  const promptId = await makePrompt(host, 'support/reply', VERSIONS);
  await openTabs(host, promptId);
  await open();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByTestId('change-count')).toHaveText('4');

  await page.getByRole('button', { name: 'Restore (change 3)' }).click();
  await told(page, 'Taken into the draft.');
  await expect(page.getByRole('combobox', { name: 'Compare to' })).toHaveValue('draft');
  await expect(page.getByTestId('change-count')).toHaveText('3');
  expect((await draftOf(host, promptId))!.messages[0]!.text).toBe(`Answer in English.\n${RULES}\nSign for the team.`);

  await page.getByRole('button', { name: 'Restore (setting temperature)' }).click();
  await expect(page.getByTestId('change-count')).toHaveText('2');
  await page.getByRole('button', { name: 'Restore (tool lookup parameter order › type)' }).click();
  await expect(page.getByTestId('change-count')).toHaveText('1');
  expect(await draftOf(host, promptId)).toMatchObject({ settings: { temperature: 0.4 }, tools: FIRST.tools });

  await page.getByRole('button', { name: 'Undo' }).click();
  await told(page, 'The draft is as it was before.');
  await expect(page.getByTestId('change-count')).toHaveText('2');
  expect(await draftOf(host, promptId)).toMatchObject({ settings: { temperature: 0.4 }, tools: SECOND.tools });
  await page.getByRole('tab', { name: 'Edit' }).click();
  await expect(message(page, 'system')).toContainText('Answer in English.');
});

test('by the keyboard alone: to a change, taken, undone, and by messages', async ({ page, host, open }) => {
  const promptId = await makePrompt(host, 'support/reply', VERSIONS);
  await openTabs(host, promptId);
  await open();
  await expect(message(page, 'system')).toBeVisible();
  await page.keyboard.press('Alt+2');
  await expect(page.getByTestId('change-count')).toHaveText('4');
  await page.keyboard.press(']');
  await expect(page.getByTestId('change-count')).toHaveText('1 of 4');
  await page.keyboard.press(']');
  await expect(page.getByTestId('change-count')).toHaveText('3 of 4');
  await page.keyboard.press('n');
  await page.keyboard.press('t');
  await expect(page.getByTestId('change-count')).toHaveText('3 of 3');
  expect((await draftOf(host, promptId))!.messages[0]!.text).toContain('Sign with your name.');

  await shown(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('change-count')).toHaveText('2 of 2');
  expect((await draftOf(host, promptId))!.messages).toEqual(FIRST.messages);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByTestId('change-count')).toHaveText(/of 3$/);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByTestId('change-count')).toHaveText(/of 4$/);
  expect(await draftOf(host, promptId)).toBeNull();
});

test('a change between two versions is merged into a draft that is neither, or refused where both changed', async ({
  page,
  host,
  open,
}) => {
  const promptId = await makePrompt(host, 'support/reply', VERSIONS);
  const { headVersion } = await host.call('prompt.get', { promptId });
  const system = `Answer in rhymes.\n${RULES}\nSign for the team.`;
  await host.call('draft.save', {
    promptId,
    content: { ...SECOND, messages: [{ role: 'system', text: system }, SECOND.messages[1]!] },
    baseVersionId: headVersion!.id,
    expectedRevision: 0,
  });
  await openTabs(host, promptId);
  await open();
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('navigation', { name: 'Versions' }).getByRole('button', { name: /^v2/ }).click();
  await expect(page.getByRole('button', { name: 'Take v1 (change 4)' })).toBeVisible();
  await page.getByRole('button', { name: 'Take v1 (change 4)' }).click();
  await told(page, 'Taken into the draft.');
  expect((await draftOf(host, promptId))!.messages[0]!.text).toBe(`Answer in rhymes.\n${RULES}\nSign with your name.`);
  await page.getByRole('button', { name: 'Take v1 (change 3)' }).click();
  await expect(page.getByText(/^The draft says something else in this place/).first()).toBeVisible();
  expect((await draftOf(host, promptId))!.messages[0]!.text).toContain('Answer in rhymes.');
});

test('a draft is compared with a version of another prompt, and takes from it', async ({ page, host, open }) => {
  const promptId = await makePrompt(host, 'support/reply', VERSIONS);
  const otherId = await makePrompt(host, 'tone/formal', [
    { content: said('Answer in the language of the ticket.\nBe formal.', '{{ ticket }}'), message: 'Formal' },
  ]);
  await openTabs(host, promptId);
  await open();
  await expect(message(page, 'system')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('compare with another');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Compare “support/reply” with');
  await page.keyboard.type('formal');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('option', { name: /v1/ })).toBeVisible();
  await page.keyboard.type('v1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'From reply v2 to formal v1' })).toContainText('Formal');
  await page
    .getByRole('button', { name: /^Take \(change/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'From reply draft to formal v1' })).toBeVisible();
  expect((await draftOf(host, promptId))!.messages[0]!.text).toContain('Be formal.');

  await page.getByRole('button', { name: 'Swap the sides' }).click();
  await expect(page.getByRole('region', { name: 'From formal v1 to reply draft' })).toBeVisible();
  await page.getByRole('button', { name: 'formal v1' }).click();
  await expect(page.getByRole('tab', { name: 'formal', selected: true })).toBeVisible();
  expect(await draftOf(host, otherId)).toBeNull();
});

test('two prompts chosen in the library are compared', async ({ page, host, open }) => {
  await makePrompt(host, 'one', [{ content: said('Be kind.', 'x'), message: '' }]);
  await makePrompt(host, 'two', [{ content: said('Be short.', 'x'), message: '' }]);
  await open();
  await page.getByRole('treeitem', { name: /one/ }).click();
  await page.getByRole('treeitem', { name: /two/ }).click({ modifiers: ['ControlOrMeta'] });
  await page.getByRole('treeitem', { name: /two/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Compare' }).click();
  await expect(page.getByRole('region', { name: 'From one v1 to two v1' })).toContainText('Be short.');
});

test('a comparison is copied as a patch that git applies to the exported file', async ({
  page,
  context,
  host,
  open,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const promptId = await makePrompt(host, 'support/reply', VERSIONS);
  await openTabs(host, promptId);
  await open();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByTestId('diff-summary')).toBeVisible();
  await page.getByRole('button', { name: 'More about this comparison' }).click();
  await page.getByRole('menuitem', { name: 'Copy as patch' }).click();
  await expect(page.getByText(/^The patch is copied/).first()).toBeVisible();
  const patch = await page.evaluate(() => navigator.clipboard.readText());
  const file = join(host.folder, 'out/support/reply.prompt');
  mkdirSync(dirname(file), { recursive: true });
  const { versions } = await host.call('version.list', { promptId });
  const [second, first] = await Promise.all(versions.map(({ id }) => host.call('version.get', { versionId: id })));
  apply(made(first!.content), host.folder);
  apply(patch, host.folder);
  const text = readFileSync(file, 'utf8');
  apply(made(second!.content).replaceAll('support/reply.prompt', 'wanted.prompt'), host.folder);
  expect(text).toBe(readFileSync(join(host.folder, 'out/wanted.prompt'), 'utf8'));
});

function made(content: Content): string {
  return promptPatch({ name: 'support/reply', tags: [] }, null, content);
}

function apply(patch: string, folder: string): void {
  writeFileSync(join(folder, 'the.patch'), patch);
  execFileSync('git', ['apply', '-p1', '../the.patch'], { cwd: join(folder, 'out') });
}

test('white space can be left out, and words left unmarked', async ({ page, host, open }) => {
  const promptId = await makePrompt(host, 'support/reply', [
    { content: said('Answer  in English.\nBe kind to all.', 'x'), message: '' },
    { content: said('Answer in English.\nBe kind to some.', 'x'), message: '' },
  ]);
  await openTabs(host, promptId);
  await open();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByTestId('change-count')).toHaveText('1');
  await expect(shown(page).locator('ins')).toHaveText([' ', 'some']);
  await page.getByRole('button', { name: 'More about this comparison' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Ignore white space' }).click();
  await expect(shown(page).locator('ins')).toHaveText(['some']);
  await page.getByRole('button', { name: 'More about this comparison' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Mark words' }).click();
  await expect(shown(page).locator('ins')).toHaveCount(0);
  await expect(shown(page)).toContainText('Be kind to some.');
});

test('two texts of 200 KB open at once, and the last of many changes is gone to', async ({ page, host, open }) => {
  const lines = Array.from({ length: 3_000 }, (_, index) => `Line ${index} says something of its own, and more of it.`);
  const text = (mark: string) => lines.map((line, index) => (index % 5 === 0 ? `${line} ${mark}` : line)).join('\n');
  const promptId = await makePrompt(host, 'long', [
    { content: said(text('old'), 'x'), message: '' },
    { content: said(text('new'), 'x'), message: '' },
  ]);
  await openTabs(host, promptId);
  await open();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByTestId('change-count')).toHaveText('600');
  await page.keyboard.press('p');
  await expect(page.getByTestId('change-count')).toHaveText('600 of 600');
  await expect(shown(page).getByText('Line 2995 says something', { exact: false }).first()).toBeInViewport();
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, viewport: theme === 'light' ? { width: 1280, height: 800 } : { width: 960, height: 600 } });

    test('a comparison, a change gone to, its menu and its questions pass axe', async ({ page, host, open }) => {
      const promptId = await makePrompt(host, 'support/reply', VERSIONS);
      await makePrompt(host, 'tone/formal', [{ content: said('Be formal.', 'x'), message: 'Formal' }]);
      await openTabs(host, promptId);
      await open();
      await page.getByRole('tab', { name: 'History' }).click();
      await expect(page.getByTestId('diff-summary')).toBeVisible();
      await passesAxe(page);
      await page.keyboard.press('p');
      await passesAxe(page);
      await page.getByRole('button', { name: 'More about this comparison' }).click();
      await passesAxe(page);
      await page.getByRole('menuitem', { name: 'Compare with another prompt…' }).click();
      await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(2);
      await passesAxe(page);
      await page
        .getByRole('dialog')
        .getByRole('option', { name: /formal/ })
        .click();
      await expect(page.getByRole('dialog').getByRole('option', { name: /v1/ })).toBeVisible();
      await passesAxe(page);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('region', { name: /formal v1/ })).toBeVisible();
      await passesAxe(page);
    });
  });
}
