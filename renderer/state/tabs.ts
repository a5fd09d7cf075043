import { create } from 'zustand';
import { closeTab, moveTab, openTab, type Tabs } from './tab-list.ts';
import { setPreferences, usePreferences } from './preferences.ts';

/** Which area fills the window. Tabs belong to the library. */
export type Area = 'library' | 'labels' | 'settings';
export const useArea = create<{ area: Area }>(() => ({ area: 'library' }));

export function showArea(area: Area): void {
  useArea.setState({ area });
}

/** The tab that the next prompt takes over, because this one was only looked at. */
export const usePreviewTab = create<{ id: string | null }>(() => ({ id: null }));

/** Shows a prompt. `glance` puts it into the one tab that is reused until it is edited or opened for good. */
export function openPrompt(promptId: string, glance = false): void {
  const next = openTab(current(), promptId, glance);
  keep(next);
  showArea('library');
}

/** Makes the glanced-at tab stay. */
export function pinTab(promptId: string): void {
  if (usePreviewTab.getState().id === promptId) usePreviewTab.setState({ id: null });
}

export function closePromptTab(promptId: string): void {
  const before = current();
  if (before.open.includes(promptId)) closed.push(promptId);
  keep(closeTab(before, promptId));
}

export function closeOtherTabs(promptId: string): void {
  keep({ open: [promptId], active: promptId, preview: current().preview === promptId ? promptId : null });
}

/** Opens the tab closed last, while there is one. */
export function reopenTab(): void {
  const promptId = closed.pop();
  if (promptId !== undefined) openPrompt(promptId);
}

const closed: string[] = [];

/** Shows the next tab (`step` 1) or the one before (−1), round the ends. */
export function stepTab(step: 1 | -1): void {
  const { open, active } = current();
  if (open.length === 0) return;
  const at = open.indexOf(active ?? '');
  const next = open[(at + step + open.length) % open.length];
  if (next !== undefined) openPrompt(next, usePreviewTab.getState().id === next);
}

export function moveTabTo(promptId: string, index: number): void {
  keep(moveTab(current(), promptId, index));
}

/** Closes the tabs of prompts that are not there any more. */
export function keepTabsOf(isThere: (promptId: string) => boolean): void {
  let tabs = current();
  for (const id of tabs.open) if (!isThere(id)) tabs = closeTab(tabs, id);
  if (tabs.open.length !== current().open.length) keep(tabs);
}

function current(): Tabs {
  const { openTabs, activeTab } = usePreferences.getState().preferences;
  return { open: openTabs, active: activeTab, preview: usePreviewTab.getState().id };
}

function keep(tabs: Tabs): void {
  usePreviewTab.setState({ id: tabs.preview });
  setPreferences({ openTabs: [...tabs.open], activeTab: tabs.active });
}
