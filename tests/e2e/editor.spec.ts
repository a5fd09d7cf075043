import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { draftSaved, makePrompt, message, openTabs, said, saveState, write } from './writing.ts';

const FIRST = said('You answer for {{ product }}.', 'Ticket: {{ ticket.body }}');

test('what was typed before the process was killed between keystrokes is there after a restart', async ({
  page,
  host,
  open,
}) => {
  const promptId = await makePrompt(host, 'support/reply', [{ content: FIRST, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  await write(page, 'system', 1, ' Be kind.');
  await draftSaved(page);
  await page.keyboard.type(' And then some more wor');
  await host.kill();
  await page.keyboard.type('ds');
  await host.start();
  await open();
  const text = await message(page, 'system').innerText();
  const typed = 'You answer for {{ product }}. Be kind. And then some more words';
  expect(text).toContain('You answer for {{ product }}. Be kind.');
  expect(typed.startsWith(text)).toBe(true);
});

test('what is typed while the host is away is saved when it comes back', async ({ page, host, open }) => {
  const promptId = await makePrompt(host, 'support/reply', [{ content: FIRST, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  await expect(message(page, 'system')).toBeVisible();
  await host.kill();
  await write(page, 'system', 1, ' Written while away.');
  await expect(saveState(page)).toContainText('Not saved');
  await host.start();
  await page.context().addCookies([{ ...host.cookie, url: host.origin, httpOnly: true, sameSite: 'Strict' }]);
  await draftSaved(page);
  const { draft } = await host.call('prompt.get', { promptId });
  expect(draft?.content.messages[0]?.text).toContain('Written while away.');
});

test('errors and missing variables stand at their positions, a click goes there, and a near name is one click to mend', async ({
  page,
  host,
  open,
}) => {
  const promptId = await makePrompt(host, 'support/reply', [{ content: FIRST, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  await page.getByRole('textbox', { name: 'product' }).fill('Nimbus');
  await page.getByRole('textbox', { name: 'ticket.body' }).fill('Bonjour');
  const preview = page.getByTestId('preview');
  await expect(preview).toContainText('You answer for Nimbus.');
  await expect(preview).toContainText('Ticket: Bonjour');

  await write(page, 'user', 2, '\nFrom {{ ticket.bodi }}');
  const problems = page.getByRole('list', { name: 'Problems', exact: true });
  await expect(problems).toContainText(
    'User, line 2, column 9: There is no variable ticket.bodi. Did you mean ticket.body?',
  );
  await expect(page.locator('.cm-problem')).toHaveText('ticket.bodi');
  await page.getByRole('button', { name: 'Write ticket.body' }).click();
  await expect(message(page, 'user', 2)).toContainText('From {{ ticket.body }}');
  await expect(problems).toBeHidden();
  await expect(preview).toContainText('From Bonjour');

  await write(page, 'system', 1, '\n{% if product %}never closed');
  await expect(problems).toContainText('System, line 2, column 1');
  await message(page, 'user', 2).click();
  await problems.getByRole('button').first().click();
  await expect(message(page, 'system')).toBeFocused();
});

test('undo survives going to history and to another prompt', async ({ page, host, open }) => {
  const one = await makePrompt(host, 'one', [{ content: FIRST, message: 'First' }]);
  const two = await makePrompt(host, 'two', [{ content: FIRST, message: 'First' }]);
  await openTabs(host, one, two);
  await open();
  await message(page, 'system').click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText(' Added.'); // at once: a pause between two letters would be a step of undo
  await draftSaved(page);
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('tab', { name: 'Edit' }).click();
  await page.getByRole('tab', { name: /^two/ }).click();
  await page.getByRole('tab', { name: /^one/ }).click();
  await message(page, 'system').click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(message(page, 'system')).not.toContainText('Added.');
  await expect(saveState(page)).toHaveText('Same as v1');
});

test('messages are added, given a role, moved, duplicated and removed with a way back', async ({
  page,
  host,
  open,
}) => {
  const promptId = await makePrompt(host, 'support/reply', [{ content: FIRST, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  await page.getByRole('button', { name: 'Add message' }).click();
  await page.keyboard.type('Gladly.');
  await expect(message(page, 'assistant', 3)).toHaveText('Gladly.');
  await page.getByRole('button', { name: 'Role: Assistant' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Developer' }).click();
  await expect(message(page, 'developer', 3)).toHaveText('Gladly.');
  await page.getByRole('button', { name: /^Move Developer message 3/ }).press('ArrowUp');
  await expect(message(page, 'developer', 2)).toHaveText('Gladly.');
  const card = page.getByRole('listitem', { name: 'Developer message 2' });
  await card.hover();
  await card.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Gladly.')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(message(page, 'developer', 2)).toHaveText('Gladly.');
  await page.getByRole('button', { name: 'Add chat history' }).click();
  await draftSaved(page);
  const { draft } = await host.call('prompt.get', { promptId });
  expect(draft?.content.messages.map((each) => each.role)).toEqual(['system', 'developer', 'user', 'placeholder']);
});

test('two windows on one draft: a quiet one follows, a busy one is asked which text stays', async ({
  page,
  context,
  host,
  open,
}) => {
  const promptId = await makePrompt(host, 'support/reply', [{ content: FIRST, message: 'First' }]);
  await openTabs(host, promptId);
  await open();
  const other = await context.newPage();
  await open(other);
  await write(page, 'system', 1, ' From the first window.');
  await expect(message(other, 'system')).toContainText('From the first window.');

  // The other window is kept from hearing of the change, as if both had typed in the same instant.
  await other.route('**/call', (route) =>
    route.request().postDataJSON().name === 'prompt.get' ? route.abort() : route.continue(),
  );
  await other.evaluate(() => window.dispatchEvent(new Event('blur')));
  const { draft } = await host.call('prompt.get', { promptId });
  await host.call('draft.save', {
    promptId,
    content: said('Theirs.', 'x'),
    baseVersionId: draft!.baseVersionId,
    expectedRevision: draft!.revision,
  });
  await write(other, 'system', 1, ' From the second.');
  await expect(other.getByText('This draft was changed in another window')).toBeVisible();
  await other.unroute('**/call');
  await other.getByRole('button', { name: 'Keep mine' }).click();
  await expect(other.getByText('This draft was changed in another window')).toBeHidden();
  await expect(message(page, 'system')).toContainText('From the second.');
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, viewport: theme === 'light' ? { width: 1280, height: 800 } : { width: 960, height: 600 } });

    test('every part of the prompt view passes axe', async ({ page, host, open }) => {
      const promptId = await makePrompt(host, 'support/reply', [
        { content: FIRST, message: 'First' },
        {
          content: said('You answer for {{ product }}, shortly.', 'Ticket: {{ ticket.body }}', {
            settings: { temperature: 0.2 },
          }),
          message: '',
        },
      ]);
      const { headVersion } = await host.call('prompt.get', { promptId });
      await host.call('label.move', {
        promptId,
        label: 'production',
        versionId: headVersion!.id,
        expectedMoveId: null,
        reason: 'Good',
      });
      await openTabs(host, promptId);
      await open();
      await write(page, 'system', 1, ' {% if');
      await expect(page.getByRole('list', { name: 'Problems', exact: true })).toBeVisible();
      await passesAxe(page);
      await page.getByRole('button', { name: 'About product' }).click();
      await passesAxe(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Commit…' }).click();
      await expect(page.getByTestId('diff-summary')).toBeVisible();
      await passesAxe(page);
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'History' }).click();
      await expect(page.getByTestId('diff-summary')).toBeVisible();
      await passesAxe(page);
      await page.getByRole('tab', { name: 'Labels' }).click();
      await expect(page.getByRole('list', { name: 'Releases' })).toBeVisible();
      await passesAxe(page);
      await page.getByRole('button', { name: 'Set a label…' }).click();
      await page.getByRole('combobox', { name: 'Label' }).fill('staging');
      await expect(page.getByTestId('diff-summary')).toBeVisible();
      await passesAxe(page);
    });
  });
}
