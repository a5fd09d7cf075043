import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { draftSaved, makePrompt, message, openTabs, said, saveState, told } from './writing.ts';

const FIRST = said('You answer.\n\nBe kind.', 'Ticket: {{ body }}');

test('a message is split, joined, moved and given a role by the keyboard alone, and each step is taken back and made again', async ({
  page,
  host,
  open,
}) => {
  await openTabs(host, await makePrompt(host, 'reply', [{ content: FIRST, message: 'First' }]));
  await open();
  await message(page, 'system').focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('End');
  await page.keyboard.press('ControlOrMeta+Alt+Enter');
  await page.keyboard.insertText('Always: '); // at once: a pause between two letters would be a step of undo
  await shows(page, ['System: You answer.', 'System: Always: Be kind.', 'User: Ticket: {{ body }}']);
  await page.keyboard.press('ControlOrMeta+Alt+ArrowRight');
  await shows(page, ['System: You answer.', 'Developer: Always: Be kind.', 'User: Ticket: {{ body }}']);
  await page.keyboard.press('ControlOrMeta+Alt+ArrowDown');
  await page.keyboard.insertText('Now ');
  await shows(page, ['System: You answer.', 'User: Ticket: {{ body }}', 'Developer: Always: Now Be kind.']);
  await page.keyboard.press('ControlOrMeta+Alt+Backspace');
  await shows(page, ['System: You answer.', 'User: Ticket: {{ body }}\n\nAlways: Now Be kind.']);

  const back = [
    ['System: You answer.', 'User: Ticket: {{ body }}', 'Developer: Always: Now Be kind.'],
    ['System: You answer.', 'User: Ticket: {{ body }}', 'Developer: Always: Be kind.'],
    ['System: You answer.', 'Developer: Always: Be kind.', 'User: Ticket: {{ body }}'],
    ['System: You answer.', 'System: Always: Be kind.', 'User: Ticket: {{ body }}'],
    ['System: You answer.', 'System: Be kind.', 'User: Ticket: {{ body }}'],
    ['System: You answer.\n\nBe kind.', 'User: Ticket: {{ body }}'],
  ];
  for (const messages of back) {
    await page.keyboard.press('ControlOrMeta+z');
    await shows(page, messages);
  }
  await expect(saveState(page)).toHaveText('Same as v1');
  for (const messages of back.slice(0, -1).toReversed()) {
    await page.keyboard.press('ControlOrMeta+Shift+Z');
    await shows(page, messages);
  }
});

test('a removed message and a moved one come back by undo when no text has the focus, after another tab was in front', async ({
  page,
  host,
  open,
}) => {
  const one = await makePrompt(host, 'one', [{ content: FIRST, message: '' }]);
  await openTabs(host, one, await makePrompt(host, 'two', [{ content: FIRST, message: '' }]));
  await open();
  const card = page.getByRole('listitem', { name: 'System message 1' });
  await card.hover();
  await card.getByRole('button', { name: 'Move down' }).click();
  await page.getByRole('button', { name: 'Move User message 1 of 2', exact: false }).focus();
  await page.getByRole('listitem', { name: 'System message 2' }).getByRole('button', { name: 'Remove' }).click();
  await shows(page, ['User: Ticket: {{ body }}']);
  await page.getByRole('tab', { name: /^two/ }).click();
  await page.getByRole('tab', { name: /^one/ }).click();
  await shows(page, ['User: Ticket: {{ body }}']);
  await page.keyboard.press('ControlOrMeta+z');
  await shows(page, ['User: Ticket: {{ body }}', 'System: You answer.\n\nBe kind.']);
  await page.keyboard.press('ControlOrMeta+z');
  await shows(page, ['System: You answer.\n\nBe kind.', 'User: Ticket: {{ body }}']);
});

test('a conversation pasted into an empty message becomes messages, and into a text only when asked', async ({
  page,
  host,
  open,
}) => {
  await openTabs(host, await makePrompt(host, 'reply', [{ content: said('', 'Keep this.'), message: '' }]));
  await open();
  const talk = 'User: Hi\nAssistant: Hello\n\nUser: Bye';
  await paste(page, 'system', 1, talk);
  await told(page, 'Pasted as 3 messages.');
  await shows(page, ['User: Hi', 'Assistant: Hello', 'User: Bye', 'User: Keep this.']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await shows(page, ['System: ', 'User: Keep this.']);

  const json = JSON.stringify({ system: 'Be brief.', messages: [{ role: 'user', content: 'Hi' }] });
  await page.keyboard.press('ControlOrMeta+End');
  await paste(page, 'user', 2, json);
  await expect(message(page, 'user', 2)).toContainText('"Be brief."');
  await page.getByRole('button', { name: 'Make 2 messages of it' }).click();
  await shows(page, ['System: ', 'User: Keep this.', 'System: Be brief.', 'User: Hi']);
  await draftSaved(page);

  await paste(page, 'system', 1, 'Note: call back.');
  await expect(message(page, 'system')).toHaveText('Note: call back.');
});

test('example pairs are added before what is asked, numbered, moved, folded, copied and removed as one', async ({
  page,
  host,
  open,
}) => {
  const promptId = await makePrompt(host, 'reply', [{ content: FIRST, message: '' }]);
  await openTabs(host, promptId);
  await open();
  await page.getByRole('button', { name: 'Add example pair' }).click();
  await page.keyboard.type('Where is my order?');
  await message(page, 'assistant', 3).click();
  await page.keyboard.type('On its way.');
  await page.getByRole('button', { name: 'Add example pair' }).click();
  await page.keyboard.type('Second?');
  const first = page.getByRole('listitem', { name: 'Example 1' });
  const second = page.getByRole('listitem', { name: 'Example 2' });
  await expect(first).toContainText('On its way.');
  await expect(second).toContainText('Second?');
  await second.getByRole('button', { name: 'Move example up' }).click();
  await expect(first).toContainText('Second?');
  await first.getByRole('button', { name: 'Collapse example' }).click();
  await expect(first.getByRole('textbox')).toHaveCount(0);
  await second.getByRole('button', { name: 'Duplicate example' }).click();
  await expect(page.getByRole('listitem', { name: 'Example 3' })).toContainText('On its way.');
  await page.getByRole('listitem', { name: 'Example 3' }).getByRole('button', { name: 'Remove example' }).click();
  await told(page, 'Example removed.');
  await first.getByRole('button', { name: 'Remove example' }).click();
  await expect(second).toBeHidden();
  await draftSaved(page);
  const { draft } = await host.call('prompt.get', { promptId });
  expect(draft?.content.messages.map((each) => each.text)).toEqual([
    FIRST.messages[0]!.text,
    'Where is my order?',
    'On its way.',
    FIRST.messages[1]!.text,
  ]);
});

test('messages and examples are dragged to where the line shows', async ({ page, host, open }) => {
  const messages = [
    { role: 'system' as const, text: 'S' },
    { role: 'user' as const, text: 'q1' },
    { role: 'assistant' as const, text: 'a1' },
    { role: 'user' as const, text: 'q2' },
    { role: 'assistant' as const, text: 'a2' },
    { role: 'user' as const, text: 'Ask' },
  ];
  const promptId = await makePrompt(host, 'reply', [{ content: { ...said('', ''), messages }, message: '' }]);
  await openTabs(host, promptId);
  await open();
  const example = page.getByRole('button', { name: /^Move Example 2/ });
  await example.hover();
  await example.dragTo(page.getByRole('listitem', { name: 'System message 1' }), { targetPosition: { x: 60, y: 60 } });
  await shows(page, ['System: S', 'User: q2', 'Assistant: a2', 'User: q1', 'Assistant: a1', 'User: Ask']);
  const asked = page.getByRole('button', { name: /^Move User message 6/ });
  await asked.hover();
  await asked.dragTo(page.getByRole('listitem', { name: 'System message 1' }), { targetPosition: { x: 60, y: 2 } });
  await shows(page, ['User: Ask', 'System: S', 'User: q2', 'Assistant: a2', 'User: q1', 'Assistant: a1']);
});

/** Waits until the messages are these, as `Role: text`. */
async function shows(page: Page, messages: readonly string[]): Promise<void> {
  const cards = page.locator('li[data-message]').filter({ visible: true });
  await expect
    .poll(() =>
      cards.evaluateAll((all) =>
        all.map((card) => {
          const role = card.getAttribute('aria-label')!.split(' message')[0];
          const lines = [...card.querySelectorAll('.cm-line')].map((line) =>
            line.querySelector('.cm-placeholder') ? '' : line.textContent,
          );
          return `${role}: ${lines.join('\n')}`;
        }),
      ),
    )
    .toEqual(messages);
}

/** Pastes at the end of a message, as the clipboard would. */
async function paste(page: Page, role: string, number: number, text: string): Promise<void> {
  await message(page, role, number).click();
  await page.keyboard.press('ControlOrMeta+End');
  await message(page, role, number).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
