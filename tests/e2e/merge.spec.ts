import type { Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Content } from '../../shared/content.ts';
import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { RunningHost } from './running-host.ts';
import { draftSaved, makePrompt, message, openTabs, said, told, write } from './writing.ts';

const cli = fileURLToPath(new URL('../../main/cli/main.ts', import.meta.url));

/** Commits a file from the command line, beside the window. */
async function commitBesideTheWindow(host: RunningHost, name: string, text: string): Promise<void> {
  const file = join(host.folder, 'other.txt');
  await writeFile(file, text);
  const args = [cli, 'commit', name, '--file', file, '-m', 'From elsewhere', '--workspace', host.workspaceFile];
  await promisify(execFile)(process.execPath, args);
}

function userSays(text: string): Content {
  return { ...said('', ''), messages: [{ role: 'user', text }] };
}

const BASE = said(
  'You are a support agent.\nAnswer in English.\n\nNever promise a refund.\nKeep it short.\nBe kind.',
  'The ticket:\n{{ ticket }}',
  { settings: { model: 'm1', temperature: 0.4 } },
);

function edited(content: Content, texts: Record<string, string>, rest: Partial<Content>): Content {
  const [system, ...others] = content.messages;
  let { text } = system!;
  for (const [from, to] of Object.entries(texts)) text = text.replace(from, to);
  return { ...content, messages: [{ ...system!, text }, ...others], ...rest };
}

/** v2 and v3 beside each other on v1: they differ in a setting, in two places of the text, in a message that one took out
 *  and the other changed, and both add one at the end. */
async function diverged(host: RunningHost): Promise<string> {
  const promptId = await makePrompt(host, 'support/reply', [{ content: BASE, message: 'First' }]);
  const { headVersion } = await host.call('prompt.get', { promptId });
  const theirs = edited(
    BASE,
    {
      'in English': 'in the language of the ticket',
      'Never promise a refund.': 'Refunds need a manager.',
      'Be kind.': 'Be very kind.',
    },
    { settings: { model: 'm1', temperature: 0.2 } },
  );
  theirs.messages = [theirs.messages[0]!, { role: 'assistant', text: 'How can I help?' }];
  const mine = edited(
    BASE,
    {
      'a support': 'a patient support',
      'Never promise a refund.': 'Never ever promise a refund!',
      'Be kind.': 'Be rather kind.',
    },
    { settings: { model: 'm2', temperature: 0.9 } },
  );
  mine.messages = [
    mine.messages[0]!,
    { role: 'user', text: 'The urgent ticket:\n{{ ticket }}' },
    { role: 'assistant', text: 'Thank you.' },
  ];
  for (const [content, message] of [
    [theirs, 'Theirs'],
    [mine, 'Mine'],
  ] as const) {
    const { headVersion: head, draft } = await host.call('prompt.get', { promptId });
    const from = { baseVersionId: headVersion!.id, expectedRevision: draft?.revision ?? 0 };
    await host.call('draft.save', { promptId, content, ...from });
    await host.call('version.commit', { promptId, message, expectedHead: head!.id, beside: true });
  }
  return promptId;
}

function conflict(page: Page, name: string | RegExp) {
  return page.getByRole('group', { name });
}

async function openMerge(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'History' }).click();
  const versions = page.getByRole('navigation', { name: 'Versions' });
  await expect(versions.getByRole('listitem').filter({ hasText: 'Theirs' })).toContainText('diverged');
  await versions.getByRole('listitem').filter({ hasText: 'Theirs' }).hover();
  await page.getByRole('button', { name: 'More about v2' }).click();
  await page.getByRole('menuitem', { name: 'Merge into v3…' }).click();
  await expect(page.getByRole('heading', { name: 'Merge v2 into v3' })).toBeVisible();
}

test('a draft that someone overtook: merged, taken back, merged again and committed', async ({ page, host, open }) => {
  const promptId = await makePrompt(host, 'reply', [
    { content: userSays('Be kind.\nBe exact.\nBe quick.'), message: 'First' },
  ]);
  await openTabs(host, promptId);
  await open();
  await write(page, 'user', 1, '\nBe brief.');
  await draftSaved(page);
  await commitBesideTheWindow(host, 'reply', 'Be kinder.\nBe exact.\nBe quick.');
  await expect(page.getByText('v2 is newer than the v1 this draft began from.')).toBeVisible();

  await page.getByRole('button', { name: 'Merge…' }).click();
  await expect(page.getByTestId('merge-count')).toHaveText('Nothing to decide');
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('Be kinder.');
  await page.getByRole('button', { name: 'Use as draft' }).click();
  await expect(message(page, 'user')).toContainText('Be kinder.Be exact.Be quick.Be brief.');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(message(page, 'user')).toContainText('Be kind.Be exact.Be quick.Be brief.');

  await page.getByRole('button', { name: 'Merge…' }).click();
  await page.getByRole('button', { name: 'Use as draft' }).click();
  await expect(page.getByText(/newer than the v1/)).toBeHidden();
  await page.getByRole('button', { name: 'Commit…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Commit', exact: true }).click();
  await told(page, 'Committed v3.');
  const { headVersion } = await host.call('prompt.get', { promptId });
  expect(headVersion!.content).toEqual(userSays('Be kinder.\nBe exact.\nBe quick.\nBe brief.'));
});

test('a draft that someone overtook is committed beside, and both are merged with every kind of decision', async ({
  page,
  host,
  open,
}) => {
  const promptId = await diverged(host);
  await openTabs(host, promptId);
  await open();
  await openMerge(page);
  const count = page.getByTestId('merge-count');
  await expect(count).toHaveText('5 of 5 to decide');
  const commit = page.getByRole('button', { name: 'Commit merge…' });
  await expect(commit).toBeDisabled();

  await conflict(page, 'setting temperature').getByRole('button', { name: 'Take v3' }).click();
  const texts = conflict(page, 'Both changed these lines');
  await expect(texts).toHaveCount(2);
  await texts.first().getByRole('button', { name: 'Take both' }).click();
  await texts.last().getByRole('button', { name: 'Write…' }).click();
  await texts.last().getByRole('textbox').fill('Be as kind as you can.');
  await conflict(page, /removed by theirs, changed by mine/)
    .getByRole('button', { name: 'Take v3' })
    .click();
  await expect(count).toHaveText('1 of 5 to decide');
  await conflict(page, /both added here/)
    .getByRole('button', { name: 'Take v2' })
    .click();
  await expect(count).toHaveText('All 5 decided');
  await page.getByRole('button', { name: 'Undo the last decision' }).click();
  await expect(count).toHaveText('1 of 5 to decide');

  // What was decided is there when one comes back.
  await page.getByRole('button', { name: 'Back' }).click();
  await openMerge(page);
  await expect(count).toHaveText('1 of 5 to decide');
  await page.getByRole('button', { name: 'Redo the decision' }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('Be as kind as you can.');
  await commit.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox')).toHaveValue('Merge v2 into v3');
  await dialog.getByRole('button', { name: 'Commit merge' }).click();
  await told(page, 'Committed v4, the merge of v2 into v3.');

  const versions = page.getByRole('navigation', { name: 'Versions' });
  await expect(versions.getByRole('button', { name: /^v4 merge of v3 and v2/ })).toBeVisible();
  await expect(versions.getByText('diverged')).toHaveCount(0);
  await expect(versions.locator('svg[data-kind]')).toHaveCount(4);
  const { headVersion } = await host.call('prompt.get', { promptId });
  expect(headVersion).toMatchObject({
    message: 'Merge v2 into v3',
    content: {
      settings: { model: 'm2', temperature: 0.9 },
      messages: [
        {
          role: 'system',
          text: 'You are a patient support agent.\nAnswer in the language of the ticket.\n\nNever ever promise a refund!\nRefunds need a manager.\nKeep it short.\nBe as kind as you can.',
        },
        { role: 'user', text: 'The urgent ticket:\n{{ ticket }}' },
        { role: 'assistant', text: 'How can I help?' },
      ],
    },
  });
  expect(headVersion!.parents).toHaveLength(2);
});

test('by the keyboard alone: a draft committed beside the newest version, and the two merged', async ({
  page,
  host,
  open,
}) => {
  const promptId = await makePrompt(host, 'reply', [{ content: userSays('Be kind.\nBe exact.'), message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  await expect(message(page, 'user')).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(message(page, 'user')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' Be brief.');
  await draftSaved(page);
  await commitBesideTheWindow(host, 'reply', 'Be kind.\nBe exact and fair.');
  await expect(page.getByText('v2 is newer than the v1 this draft began from.')).toBeVisible();

  await runByName(page, 'Commit beside');
  await expect(page.getByRole('checkbox', { name: 'Commit beside v2, on top of v1' })).toBeChecked();
  await page.keyboard.press('ControlOrMeta+Enter');
  await told(page, 'Committed v3.');

  await runByName(page, 'Merge versions');
  await expect(page.getByRole('combobox', { name: 'Merge' })).toHaveValue(/^[0-9a-f]{64}$/);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('merge-count')).toHaveText('1 of 1 to decide');
  await page.keyboard.press('F7');
  await page.keyboard.press('t');
  await expect(page.getByTestId('merge-count')).toHaveText('All 1 decided');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByTestId('merge-count')).toHaveText('1 of 1 to decide');
  await page.keyboard.press('w');
  await expect(page.getByRole('textbox', { name: /What stands for/ })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Be exact, fair and brief.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('dialog', { name: 'Commit the merge' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await told(page, 'Committed v4, the merge of v2 into v3.');
  const { headVersion } = await host.call('prompt.get', { promptId });
  expect(headVersion!.content).toEqual(userSays('Be kind.\nBe exact, fair and brief.'));
  expect(headVersion!.parents).toHaveLength(2);
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ theme });

    test('the merge, the graph and the notice pass axe', async ({ page, host, open }) => {
      const promptId = await diverged(host);
      const { versions } = await host.call('version.list', { promptId });
      const content = edited(BASE, { 'Keep it short.': 'Keep it long.' }, {});
      await host.call('draft.save', { promptId, content, baseVersionId: versions[1]!.id, expectedRevision: 0 });
      await openTabs(host, promptId);
      await open();
      await expect(page.getByText('v3 is newer than the v2 this draft began from.')).toBeVisible();
      await passesAxe(page);
      await openMerge(page);
      await passesAxe(page);
      await conflict(page, 'Both changed these lines').first().getByRole('button', { name: 'Write…' }).click();
      await conflict(page, 'setting temperature').getByRole('button', { name: 'Take v2' }).click();
      await passesAxe(page);
      await page.getByRole('button', { name: 'Back' }).click();
      await expect(page.getByRole('navigation', { name: 'Versions' })).toBeVisible();
      await passesAxe(page);
      await runByName(page, 'Merge versions');
      await expect(page.getByRole('dialog', { name: 'Merge versions' })).toBeVisible();
      await passesAxe(page);
    });
  });
}

async function runByName(page: Page, command: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(command);
  await expect(page.getByRole('option').first()).toContainText(command);
  await page.keyboard.press('Enter');
}
