import type { Page } from '@playwright/test';
import type { Content } from '../../shared/content.ts';
import { expect } from './fixtures.ts';
import type { RunningHost } from './running-host.ts';

/** A content of one system and one user message, with what else is given. */
export function said(system: string, user: string, rest: Partial<Content> = {}): Content {
  return {
    format: 'liquid',
    messages: [
      { role: 'system', text: system },
      { role: 'user', text: user },
    ],
    variables: [],
    settings: {},
    tools: [],
    responseSchema: null,
    extra: {},
    ...rest,
  };
}

/** Makes a prompt with these versions, oldest first. */
export async function makePrompt(
  host: RunningHost,
  name: string,
  versions: readonly { content: Content; message: string }[],
): Promise<string> {
  const { promptId } = await host.call('prompt.create', { name });
  for (const { content, message } of versions) {
    const { headVersion, draft } = await host.call('prompt.get', { promptId });
    const head = headVersion?.id ?? null;
    await host.call('draft.save', { promptId, content, baseVersionId: head, expectedRevision: draft?.revision ?? 0 });
    await host.call('version.commit', { promptId, message, expectedHead: head });
  }
  return promptId;
}

/** Has these prompts open, the first in front, when the page starts. */
export async function openTabs(host: RunningHost, ...promptIds: string[]): Promise<void> {
  const preferences = await host.call('preferences.get', {});
  await host.call('preferences.set', {
    preferences: { ...preferences, openTabs: promptIds, activeTab: promptIds[0] ?? null },
  });
}

/** The text of the message of this role, where one writes. */
export function message(page: Page, role: string, number = 1) {
  return page.getByRole('textbox', { name: `Text of ${role} message ${number}`, exact: true });
}

/** Puts the cursor at the end of a message and types. */
export async function write(page: Page, role: string, number: number, text: string): Promise<void> {
  await message(page, role, number).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(text);
}

/** Where the draft of the prompt in front stands. */
export function saveState(page: Page) {
  return page.getByTestId('save-state').filter({ visible: true });
}

export async function draftSaved(page: Page): Promise<void> {
  await expect(saveState(page)).toContainText('Draft saved');
}

/** Waits for the message at the foot of the window. */
export async function told(page: Page, text: string): Promise<void> {
  await expect(page.getByText(text, { exact: true })).toBeVisible();
}
