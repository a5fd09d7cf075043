import type { Page } from '@playwright/test';
import type { Content } from '../../shared/content.ts';
import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { RunningHost } from './running-host.ts';
import { draftSaved, makePrompt, message, openTabs, said, told, write } from './writing.ts';

const FORMAL: Content = {
  ...said('', ''),
  messages: [{ role: 'system', text: 'Address buyers of {{ product }} formally.' }],
};

/** Makes a prompt of these versions, the newest in production. */
async function release(host: RunningHost, name: string, ...contents: Content[]): Promise<string> {
  const promptId = await makePrompt(
    host,
    name,
    contents.map((content, index) => ({ content, message: `Version ${index + 1}` })),
  );
  const { headVersion } = await host.call('prompt.get', { promptId });
  const versionId = headVersion!.id;
  await host.call('label.move', { promptId, label: 'production', versionId, expectedMoveId: null, reason: 'Good' });
  return promptId;
}

async function draft(host: RunningHost, name: string, content: Content): Promise<string> {
  return (await host.call('prompt.create', { name, content })).promptId;
}

function greeting(target: string): Content {
  return said(`Hello. {% render '${target}', product: product %}`, 'x');
}

function problems(page: Page) {
  return page.getByRole('list', { name: 'Problems', exact: true });
}

function underline(page: Page, text: string) {
  return page.locator('.cm-problem').filter({ hasText: text, visible: true });
}

test('a reference is written by completion: its name, its version, its arguments; the preview shows what it says', async ({
  page,
  host,
  open,
}) => {
  await release(host, 'tone/formal', FORMAL);
  const reply = await makePrompt(host, 'support/reply', [
    { content: said('You answer.', '{{ product }}'), message: '' },
  ]);
  await openTabs(host, reply);
  await open();
  await page.getByRole('textbox', { name: 'product' }).fill('Nimbus');
  await write(page, 'system', 1, '\n{%');
  await page.keyboard.type(" render 'for");
  await page.getByRole('option', { name: /^tone\/formal/ }).click();
  await page.keyboard.type('@');
  await expect(page.getByRole('option')).toHaveText([/^production/, /^latest/, 'v1']);
  await page.getByRole('option', { name: /^production/ }).click();
  await page.keyboard.type(', ');
  await page.getByRole('option', { name: /^product/ }).click();
  await expect(message(page, 'system')).toContainText("{% render 'tone/formal@production', product: %}");
  await page.getByRole('option', { name: 'product', exact: true }).click();
  await expect(message(page, 'system')).toContainText("{% render 'tone/formal@production', product: product%}");
  await expect(page.getByTestId('preview')).toContainText('Address buyers of Nimbus formally.');
  await expect(problems(page)).toBeHidden();
});

test('tags that are typed out by hand come out as they were typed', async ({ page, host, open }) => {
  const reply = await makePrompt(host, 'support/reply', [{ content: said('Hi', '{{ plan }}'), message: '' }]);
  await openTabs(host, reply);
  await open();
  await write(page, 'system', 1, ' {% if plan %}{{ plan | upcase }}{% endif %}.');
  await expect(message(page, 'system')).toHaveText('Hi {% if plan %}{{ plan | upcase }}{% endif %}.');
});

test('a snippet is put in from the picker with what it asks for, seen on hover, and opened by key', async ({
  page,
  host,
  open,
}) => {
  await release(host, 'tone/formal', FORMAL);
  const reply = await makePrompt(host, 'support/reply', [
    { content: said('You answer.', '{{ product }}'), message: '' },
  ]);
  await openTabs(host, reply);
  await open();
  await write(page, 'system', 1, '\n');
  await page.keyboard.press('ControlOrMeta+Shift+S');
  const dialog = page.getByRole('dialog', { name: 'Insert snippet' });
  await page.keyboard.type('formal');
  await expect(dialog.getByRole('region', { name: 'Text of the snippet' })).toContainText(
    'Address buyers of {{ product }}',
  );
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(message(page, 'system')).toContainText("{% render 'tone/formal@production', product: product %}");
  await expect(message(page, 'system')).toBeFocused();

  await page.locator('.cm-reference').hover();
  const card = page.getByRole('region', { name: 'Snippet tone/formal@production' });
  await expect(card).toContainText('v1 · production');
  await expect(card).toContainText('Address buyers of {{ product }} formally.');
  await expect(card).toContainText('It asks for product.');
  await page.mouse.move(2, 500);
  await expect(card).toBeHidden();

  await message(page, 'system').focus();
  for (let step = 0; step < 26; step++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F12');
  await expect(page.getByRole('tab', { name: /^formal/ })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('tab', { name: /^reply/ }).click();
  await page.locator('.cm-reference').click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByRole('tab', { name: /^formal/ })).toHaveAttribute('aria-selected', 'true');
});

const MISSPELT = said("{% render 'tone/formall', product: product %}\n{% render 'tone/formal' %}", '{{ product }}');

test('an error is mended from its underline with the mouse, in one step of undo', async ({ page, host, open }) => {
  await release(host, 'tone/formal', FORMAL);
  const reply = await draft(host, 'support/reply', MISSPELT);
  await openTabs(host, reply);
  await open();
  await underline(page, 'tone/formall').hover();
  await expect(page.locator('.cm-tooltip')).toContainText('There is no prompt called tone/formall.');
  await page.locator('.cm-tooltip').getByRole('button', { name: 'Write tone/formal' }).click();
  await expect(message(page, 'system')).toContainText("{% render 'tone/formal', product: product %}");
  await expect(underline(page, 'tone/formall')).toBeHidden();

  await problems(page).getByRole('button', { name: 'Pass product' }).click();
  await expect(message(page, 'system')).toContainText(
    "{% render 'tone/formal', product: product %}{% render 'tone/formal', product: product %}",
  );
  await expect(problems(page)).toBeHidden();
  await message(page, 'system').focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(problems(page)).toContainText('tone/formal needs product.');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(problems(page)).toContainText('There is no prompt called tone/formall.');
});

test('errors are gone through and mended by the keyboard alone', async ({ page, host, open }) => {
  await release(host, 'tone/formal', FORMAL);
  const reply = await draft(host, 'support/reply', MISSPELT);
  await openTabs(host, reply);
  await open();
  await expect(problems(page)).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(message(page, 'system')).toBeFocused();
  await page.keyboard.press('F8');
  await expect(page.locator('.cm-tooltip')).toContainText('There is no prompt called tone/formall.');
  await page.keyboard.press('F8');
  await expect(page.locator('.cm-tooltip')).toContainText('tone/formal needs product.');
  await page.keyboard.press('Shift+F8');
  await expect(page.locator('.cm-tooltip')).toContainText('There is no prompt called tone/formall.');
  await page.keyboard.press('ControlOrMeta+.');
  const menu = page.getByRole('menu', { name: 'Quick fixes' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(menu.getByRole('menuitem', { name: 'Create the snippet tone/formall' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(menu).toBeHidden();
  await expect(message(page, 'system')).toBeFocused();
  await expect(message(page, 'system')).toContainText("{% render 'tone/formal', product: product %}");
  await expect(problems(page)).not.toContainText('tone/formall');
  await page.keyboard.press('F8');
  await page.keyboard.press('ControlOrMeta+.');
  await expect(menu.getByRole('menuitem', { name: 'Pass product' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(problems(page)).toBeHidden();
});

test('keys that go to a problem and mend it are kept while the text is still being read', async ({
  page,
  host,
  open,
}) => {
  await release(host, 'tone/formal', FORMAL);
  const reply = await draft(host, 'support/reply', MISSPELT);
  await openTabs(host, reply);
  let rendering = Promise.withResolvers<void>();
  await page.route('**/call', async (route) => {
    if (route.request().postData()?.includes('"template.render"')) await rendering.promise;
    await route.continue();
  });
  await open();
  await expect(problems(page)).toBeVisible();
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('F8');
  await page.keyboard.press('F8');
  await page.keyboard.press('ControlOrMeta+.');
  rendering.resolve();
  const menu = page.getByRole('menu', { name: 'Quick fixes' });
  await expect(menu.getByRole('menuitem', { name: 'Pass product' })).toBeFocused();
  await page.keyboard.press('Enter');
  rendering = Promise.withResolvers<void>();
  await page.keyboard.press('F8');
  rendering.resolve();
  const card = page.locator('.cm-tooltip-hover');
  await expect(card).toContainText('The variable product has no value.');

  rendering = Promise.withResolvers<void>();
  await page.keyboard.type('x');
  await page.keyboard.press('F8');
  await page.keyboard.type('y'); // the work went on here
  rendering.resolve();
  await expect(underline(page, 'xyproduct')).toBeVisible();
  await expect(card).toBeHidden();
});

test('a snippet that is not there is made from its error, and opened', async ({ page, host, open }) => {
  const reply = await draft(host, 'support/reply', said("{% render 'legal/terms' %}", 'x'));
  await openTabs(host, reply);
  await open();
  await problems(page).getByRole('button', { name: 'Create the snippet legal/terms' }).click();
  await expect(page.getByRole('tab', { name: /^terms/ })).toHaveAttribute('aria-selected', 'true');
});

test('a rename is followed: the reference still means the snippet, and takes on the new name in one click', async ({
  page,
  host,
  open,
}) => {
  const formal = await release(host, 'tone/formal', FORMAL);
  const content = said("{% render 'tone/formal@production', product: product %}", '{{ product }}');
  const reply = await makePrompt(host, 'support/reply', [{ content, message: '' }]);
  await openTabs(host, reply);
  await open();
  await page.getByRole('textbox', { name: 'product' }).fill('Nimbus');
  await expect(page.getByTestId('preview')).toContainText('Address buyers of Nimbus formally.');
  await host.call('prompt.rename', { promptId: formal, name: 'voice/strict' });
  await expect(page.locator('.cm-reference')).toHaveText(/^(tone\/formal|voice\/strict)@production$/);
  const rename = problems(page).getByRole('button', { name: 'Write voice/strict@production' });
  await rename.click();
  await expect(message(page, 'system')).toContainText("{% render 'voice/strict@production', product: product %}");
  await expect(problems(page)).toBeHidden();
  await expect(page.getByTestId('preview')).toContainText('Address buyers of Nimbus formally.');
});

test('a circle of snippets is told with its whole path', async ({ page, host, open }) => {
  const one = await release(host, 'tone/one', said('One.', 'x'));
  await release(host, 'tone/two', said("Two. {% render 'tone/one' %}", 'x'));
  await openTabs(host, one);
  await open();
  await write(page, 'system', 1, " {% render 'tone/two' ");
  await expect(problems(page)).toContainText('tone/one → tone/two → tone/one');
  await expect(underline(page, 'tone/two')).toBeVisible();
});

test('a selection becomes a snippet in production, and a reference stands in its place', async ({
  page,
  host,
  open,
}) => {
  const content = said('Be formal with buyers of {{ product }}.', '{{ ticket }}');
  const reply = await makePrompt(host, 'support/reply', [{ content, message: '' }]);
  await openTabs(host, reply);
  await open();
  await message(page, 'system').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('make snippet');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Make a snippet of the selection' });
  await expect(dialog).toContainText('Be formal with buyers of {{ product }}.');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('tone/formal');
  await expect(dialog).toContainText("{% render 'tone/formal@production', product: product %}");
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await told(page, '“tone/formal” is made, and is in production as v1.');
  await expect(message(page, 'system')).toHaveText("{% render 'tone/formal@production', product: product %}");
  await draftSaved(page);
  await expect(problems(page)).toBeHidden();
  const made = await host.call('snippet.resolve', { target: 'tone/formal' });
  expect(made.version.content.messages).toEqual([{ role: 'system', text: 'Be formal with buyers of {{ product }}.' }]);
});

test('a selection that is no whole template is not made a snippet', async ({ page, host, open }) => {
  const reply = await makePrompt(host, 'support/reply', [
    { content: said('Hi {% if x %}there{% endif %}', 'y'), message: '' },
  ]);
  await openTabs(host, reply);
  await open();
  await message(page, 'system').click();
  await page.keyboard.press('Home');
  for (let step = 0; step < 14; step++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('make snippet');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Make a snippet of the selection' });
  await expect(dialog).toContainText('The selection cannot stand by itself:');
  await expect(dialog.getByRole('button', { name: 'Make snippet' })).toBeDisabled();
});

test('before a snippet is committed, every prompt it reaches is shown before and after, with its input set', async ({
  page,
  host,
  open,
}) => {
  const formal = await release(host, 'tone/formal', FORMAL);
  const reply = await release(host, 'support/reply', greeting('tone/formal'));
  await host.call('inputs.save', {
    promptId: reply,
    set: { id: crypto.randomUUID(), name: 'Nimbus', values: { product: 'Nimbus Cloud' } },
    choose: true,
  });
  await release(host, 'support/pinned', greeting('tone/formal@v1'));
  await openTabs(host, formal);
  await open();
  await expect(page.getByRole('tab', { name: 'Used by 2' })).toBeVisible();
  await write(page, 'system', 1, ' Be brief.');
  await draftSaved(page);
  await page.keyboard.press('ControlOrMeta+Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: 'Reaches 2 prompts' }).click();
  await expect(dialog.getByText('Affects 1 of 2 prompts.')).toBeVisible();
  const users = dialog.getByRole('list', { name: 'Prompts that use this snippet' });
  await expect(users.getByRole('listitem')).toHaveCount(1);
  await expect(users).toContainText('Filled in with the input set “Nimbus”.');
  await expect(users).toContainText('Hello. Address buyers of Nimbus Cloud formally.');
  await expect(users.locator('ins')).toHaveText(' Be brief.');
  await dialog.getByRole('checkbox', { name: 'Changed only' }).click();
  const pinned = users.getByRole('listitem').filter({ hasText: 'support/pinned' });
  await expect(pinned).toContainText('It asks for tone/formal@v1, which always stays as it is.');
  await dialog.getByRole('button', { name: 'Commit', exact: true }).click();
  await told(page, 'Committed v2.');
});

test('what uses a prompt is listed with how it asks for it, and opens by a click', async ({ page, host, open }) => {
  const formal = await release(host, 'tone/formal', FORMAL);
  const base = said("{% render 'tone/formal', product: product %}", 'x');
  await release(host, 'tone/base', { ...base, messages: base.messages.slice(0, 1) });
  await release(host, 'support/reply', said("{% render 'tone/base@production', product: product %}", 'x'));
  const unused = await makePrompt(host, 'support/other', [{ content: said('a', 'b'), message: '' }]);
  await openTabs(host, formal, unused);
  await open();
  await page.getByRole('tab', { name: 'Used by 2' }).click();
  const users = page.getByRole('list', { name: 'Used by' });
  const direct = users.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'tone/base' }) });
  await expect(direct).toContainText('tone/formal');
  await expect(users).toContainText('through tone/base');
  await users.getByRole('button', { name: 'support/reply' }).click();
  await expect(page.getByRole('tab', { name: /^reply/ })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('tab', { name: /^other/ }).click();
  await page.keyboard.press('Alt+4');
  await expect(page.getByText("{% render 'support/other@v1' %}")).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, viewport: theme === 'light' ? { width: 1280, height: 800 } : { width: 960, height: 600 } });

    test('cards, quick fixes, the picker and extraction pass axe', async ({ page, host, open }) => {
      const formal = await release(host, 'tone/formal', FORMAL);
      const reply = await draft(host, 'support/reply', MISSPELT);
      await openTabs(host, reply, formal);
      await open();
      await underline(page, 'tone/formall').hover();
      await expect(page.locator('.cm-tooltip')).toBeVisible();
      await passesAxe(page);
      await page.mouse.move(2, 500);
      await page.keyboard.press('Alt+1');
      await page.keyboard.press('F8');
      await page.keyboard.press('ControlOrMeta+.');
      await expect(page.getByRole('menu', { name: 'Quick fixes' })).toBeVisible();
      await passesAxe(page);
      await page.keyboard.press('Enter');
      await expect(problems(page)).not.toContainText('formall');
      await page.locator('.cm-reference').first().hover();
      await expect(page.getByRole('region', { name: 'Snippet tone/formal', exact: true })).toContainText('v1');
      await passesAxe(page);
      await page.mouse.move(2, 500);
      await page.keyboard.press('ControlOrMeta+Shift+S');
      await expect(page.getByRole('region', { name: 'Text of the snippet' })).toBeVisible();
      await passesAxe(page);
      await page.keyboard.press('Escape');
      await expect(message(page, 'system')).toBeFocused();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.press('ControlOrMeta+k');
      await page.keyboard.type('make snippet');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog', { name: 'Make a snippet of the selection' })).toBeVisible();
      await passesAxe(page);
    });

    test('uses and the impact view pass axe', async ({ page, host, open }) => {
      const formal = await release(host, 'tone/formal', FORMAL);
      await release(host, 'support/triage', greeting('tone/formal'));
      await openTabs(host, formal);
      await open();
      await page.getByRole('tab', { name: /^Used by/ }).click();
      await expect(page.getByRole('list', { name: 'Used by' })).toBeVisible();
      await passesAxe(page);
      await page.getByRole('button', { name: 'Show impact…' }).click();
      await page.getByRole('checkbox', { name: 'Changed only' }).click();
      await expect(page.getByRole('list', { name: 'Prompts that use this snippet' })).toBeVisible();
      await passesAxe(page);
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'Edit' }).click();
      await write(page, 'system', 1, ' Be brief.');
      await draftSaved(page);
      await page.keyboard.press('ControlOrMeta+Enter');
      await page
        .getByRole('dialog')
        .getByRole('tab', { name: /^Reaches/ })
        .click();
      await expect(page.getByRole('dialog').locator('ins')).toHaveText(' Be brief.');
      await passesAxe(page);
    });
  });
}
