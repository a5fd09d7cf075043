import { create } from 'zustand';
import { closeTab, moveTab, openBeside as placeBeside, openTab, type Tabs } from './tab-list.ts';
import { setPreferences, usePreferences } from './preferences.ts';

/** Which area fills the window. Tabs belong to the library. */
export type Area = 'library' | 'labels' | 'reviews' | 'attention' | 'team' | 'settings';
export const useArea = create<{ area: Area }>(() => ({ area: 'library' }));

export function showArea(area: Area): void {
  useArea.setState({ area });
}

/** The tab that the next prompt takes over, because this one was only looked at. */
export const usePreviewTab = create<{ id: string | null }>(() => ({ id: null }));

/** The half of the desk that was worked in last, while two prompts are shown. */
export const useHalf = create<{ half: 'front' | 'beside' }>(() => ({ half: 'front' }));

export function workIn(half: 'front' | 'beside'): void {
  if (useHalf.getState().half !== half) useHalf.setState({ half });
}

/** The prompt that is worked in: what commands are about. */
export function useFrontPrompt(): string | null {
  const { activeTab, besideTab } = usePreferences((state) => state.preferences);
  const half = useHalf((state) => state.half);
  return half === 'beside' && besideTab !== null ? besideTab : activeTab;
}

const MOST_RECENT = 20;

/** Shows a prompt. `glance` puts it into the one tab that is reused until it is edited or opened for good. */
export function openPrompt(promptId: string, glance = false): void {
  const next = openTab(current(), promptId, glance);
  keep(next);
  workIn(next.beside === promptId ? 'beside' : 'front');
  noteOpened(promptId);
  showArea('library');
}

/** Shows a prompt beside the one in front; false where there is no other to stand beside. */
export function openBeside(promptId: string): boolean {
  const next = placeBeside(current(), promptId);
  keep(next);
  noteOpened(promptId);
  showArea('library');
  if (next.beside === promptId) workIn('beside');
  return next.beside === promptId || next.active === promptId;
}

/** Takes the second prompt out of sight; its tab stays. */
export function closeBeside(): void {
  keep({ ...current(), beside: null });
  workIn('front');
}

/** Puts the prompt in front beside, and the other one in front. */
export function swapHalves(): void {
  const { active, beside, ...rest } = current();
  if (active !== null && beside !== null) keep({ ...rest, active: beside, beside: active });
}

function noteOpened(promptId: string): void {
  const { recent } = usePreferences.getState().preferences;
  if (recent[0] === promptId) return;
  setPreferences({ recent: [promptId, ...recent.filter((id) => id !== promptId)].slice(0, MOST_RECENT) });
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
  const preview = current().preview === promptId ? promptId : null;
  keep({ open: [promptId], active: promptId, beside: null, preview });
}

/** Opens the tab closed last, while there is one. */
export function reopenTab(): void {
  const promptId = closed.pop();
  if (promptId !== undefined) openPrompt(promptId);
}

const closed: string[] = [];

/** Shows the next tab (`step` 1) or the one before (−1), round the ends. */
export function stepTab(step: 1 | -1): void {
  const { active, beside, ...tabs } = current();
  const open = tabs.open.filter((id) => id !== beside);
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
  const { openTabs, activeTab, besideTab } = usePreferences.getState().preferences;
  const active = activeTab ?? openTabs.find((id) => id !== besideTab) ?? null;
  return { open: openTabs, active, beside: besideTab, preview: usePreviewTab.getState().id };
}

function keep(tabs: Tabs): void {
  usePreviewTab.setState({ id: tabs.preview });
  setPreferences({ openTabs: [...tabs.open], activeTab: tabs.active, besideTab: tabs.beside });
  if (tabs.beside === null) workIn('front');
}
