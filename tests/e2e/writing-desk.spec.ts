import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { draftSaved, makePrompt, message, openTabs, said } from './writing.ts';

const MESSAGES = [
  { role: 'system' as const, text: 'You answer for {{ product }}.' },
  { role: 'user' as const, text: 'Where is it?' },
  { role: 'assistant' as const, text: 'On its way.' },
  { role: 'user' as const, text: '{{ question }}' },
];
const CONTENT = { ...said('', ''), messages: MESSAGES, settings: { temperature: 0.2 } };

test('focus mode leaves the text alone, and Escape or its shortcut leaves it', async ({ page, host, open }) => {
  await openTabs(host, await makePrompt(host, 'reply', [{ content: CONTENT, message: '' }]));
  await open();
  await message(page, 'system').click();
  await page.keyboard.press('ControlOrMeta+Shift+O');
  const around = [
    page.getByRole('tree'),
    page.getByRole('tablist', { name: 'Open prompts' }),
    page.getByRole('tab', { name: 'History' }),
    page.getByRole('complementary', { name: 'Inspector' }),
    page.getByRole('navigation', { name: 'Areas' }),
    page.getByRole('button', { name: 'Add message' }),
  ];
  for (const each of around) await expect(each).toBeHidden();
  await expect(message(page, 'system')).toBeFocused();
  await page.keyboard.type('Hello ');
  await expect(message(page, 'system')).toContainText('Hello');
  // Escape closes what is open first.
  await page.keyboard.press('ControlOrMeta+f');
  await expect(page.getByRole('search')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('search')).toBeHidden();
  await expect(around[0]!).toBeHidden();
  await page.keyboard.press('Escape');
  for (const each of around) await expect(each).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+O');
  await expect(around[0]!).toBeHidden();
  await page.getByRole('button', { name: 'Leave focus mode' }).click();
  await expect(around[0]!).toBeVisible();
});

test('the text grows and shrinks by key, says its size, and is the usual one again', async ({ page, host, open }) => {
  await openTabs(host, await makePrompt(host, 'reply', [{ content: CONTENT, message: '' }]));
  await open();
  const size = () => message(page, 'system').evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  const usual = await size();
  await page.keyboard.press('ControlOrMeta+=');
  await page.keyboard.press('ControlOrMeta+=');
  await expect(page.getByRole('button', { name: 'Text 15 px' })).toBeVisible();
  expect(await size()).toBe(usual + 2);
  await page.keyboard.press('ControlOrMeta+-');
  await expect(page.getByRole('button', { name: 'Text 14 px' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+0');
  await expect(page.getByRole('button', { name: /^Text \d+ px/ })).toBeHidden();
  expect(await size()).toBe(usual);
});

test('spelling is checked in prose and not in tags, and not at all when it is switched off', async ({
  page,
  host,
  open,
}) => {
  await openTabs(host, await makePrompt(host, 'reply', [{ content: CONTENT, message: '' }]));
  await open();
  await expect(message(page, 'system')).toHaveAttribute('spellcheck', 'true');
  await expect(page.locator('.cm-templateVariable').first()).toHaveAttribute('spellcheck', 'false');
  const preferences = await host.call('preferences.get', {});
  await host.call('preferences.set', { preferences: { ...preferences, spellcheck: false, lineNumbers: true } });
  await page.reload();
  await expect(message(page, 'system')).toHaveAttribute('spellcheck', 'false');
  await expect(page.locator('.cm-lineNumbers').first()).toContainText('1');
});

test('a prompt prints with its messages, examples and settings, black on white', async ({ page, host, open }) => {
  await openTabs(host, await makePrompt(host, 'support/reply', [{ content: CONTENT, message: '' }]));
  await open();
  await expect(message(page, 'system')).toBeVisible();
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Print…' }).click();
  const printed = page.locator('.galley-print');
  await expect(printed).toHaveCount(1);
  await page.emulateMedia({ media: 'print' });
  await expect(printed).toBeVisible();
  await expect(page.locator('#root')).toBeHidden();
  await expect(printed).toContainText('support/reply');
  await expect(printed).toContainText('You answer for {{ product }}.');
  await expect(printed.getByRole('heading', { name: 'Example 1' })).toBeVisible();
  await expect(printed.getByRole('row', { name: 'Temperature 0.2' })).toBeVisible();
  await expect(printed).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(printed).toHaveCount(0);
});

for (const [kind, text] of [
  ['prose', `${'Answer in the language of the ticket, shortly. '.repeat(20)}{{ name }}\n\n`.repeat(210)],
  ['one line without a break', 'x'.repeat(200_000)],
] as const) {
  test(`what is typed into 200,000 characters of ${kind} is kept to the letter`, async ({ page, host, open }) => {
    const promptId = await makePrompt(host, 'long', [{ content: said('Short.', text), message: '' }]);
    await openTabs(host, promptId);
    await open();
    await message(page, 'user', 2).focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Enter');
    const typed = 'Every letter counts, and so does every comma. '.repeat(3);
    await page.keyboard.type(typed);
    await draftSaved(page);
    // Two hundred thousand characters say nothing in a report: the end and the length do.
    const saved = async () => (await host.call('prompt.get', { promptId })).draft?.content.messages[1]?.text ?? '';
    await expect.poll(async () => (await saved()).slice(-typed.length)).toBe(typed);
    expect((await saved()).length).toBe(text.length + 1 + typed.length);
    expect((await saved()) === `${text}\n${typed}`).toBe(true);
  });
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, viewport: theme === 'light' ? { width: 1280, height: 800 } : { width: 960, height: 600 } });

    test('examples, the menu of a message and focus mode pass axe', async ({ page, host, open }) => {
      await openTabs(host, await makePrompt(host, 'reply', [{ content: CONTENT, message: '' }]));
      await open();
      await message(page, 'user', 2).click();
      await passesAxe(page);
      await page.getByRole('listitem', { name: 'User message 2' }).getByRole('button', { name: 'More' }).click();
      await expect(page.getByRole('menuitem', { name: /Split at the cursor/ })).toBeVisible();
      await passesAxe(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('ControlOrMeta+Shift+O');
      await expect(page.getByRole('button', { name: 'Leave focus mode' })).toBeVisible();
      await passesAxe(page);
    });
  });
}
