import { useMemo } from 'react';
import { useCommands, type Command } from '../state/commands.ts';
import { openDialog } from '../state/dialogs.ts';
import { keys } from '../state/host.ts';
import { setPreferences, usePreferences } from '../state/preferences.ts';
import {
  closeBeside,
  closeOtherTabs,
  closePromptTab,
  reopenTab,
  showArea,
  stepTab,
  swapHalves,
  useFrontPrompt,
} from '../state/tabs.ts';
import { textSizeCommands } from './text-size-commands.ts';
import { showPart } from '../labels/area-state.ts';
import { revealPrompt } from '../library/library-state.ts';
import { showPolicies, showReviews } from '../reviews/reviews-state.ts';

/** The commands that are there whatever is in front. */
export function useAppCommands(): void {
  const active = useFrontPrompt();
  const tabs = usePreferences((state) => state.preferences.openTabs.length);
  const beside = usePreferences((state) => state.preferences.besideTab !== null);
  useCommands(useMemo(() => appCommands(active, tabs, beside), [active, tabs, beside]));
}

function appCommands(active: string | null, tabs: number, beside: boolean): Command[] {
  const group = 'Window';
  const open = active !== null;
  return [
    {
      id: 'palette',
      title: 'Go to a prompt or run a command…',
      group,
      shortcut: 'Mod+K',
      alternate: 'Mod+Shift+P',
      hidden: true,
      run: () => openDialog({ kind: 'palette' }),
    },
    {
      id: 'shortcuts',
      title: 'Keyboard shortcuts',
      group,
      shortcut: '?',
      alternate: 'Mod+/',
      keywords: ['help', 'keys'],
      run: () => openDialog({ kind: 'shortcuts' }),
    },
    { id: 'library', title: 'Show the library', group, shortcut: 'Mod+1', run: () => showArea('library') },
    {
      id: 'labels',
      title: 'Show labels',
      group,
      shortcut: 'Mod+2',
      keywords: ['matrix', 'production', 'staging', 'releases', 'report'],
      run: () => showArea('labels'),
    },
    {
      id: 'releases',
      title: 'Show every release',
      group,
      keywords: ['labels', 'history', 'rollback'],
      run: () => showPart('releases'),
    },
    {
      id: 'report',
      title: 'Show what changed in production',
      group,
      keywords: ['report', 'week', 'labels'],
      run: () => showPart('report'),
    },
    {
      id: 'reviews',
      title: 'Show reviews',
      group,
      shortcut: 'Mod+3',
      keywords: ['inbox', 'approve', 'waiting', 'team'],
      run: () => showReviews(),
    },
    {
      id: 'policies',
      title: 'Show what each label takes',
      group,
      keywords: ['policies', 'protected', 'approvals', 'team'],
      run: showPolicies,
    },
    {
      id: 'settings',
      title: 'Settings',
      group,
      shortcut: 'Mod+,',
      keywords: ['preferences', 'options', 'author', 'backup', 'verify'],
      run: () => showArea('settings'),
    },
    {
      id: 'toggle-theme',
      title: 'Switch between light and dark',
      group,
      keywords: ['theme', 'dark mode', 'appearance'],
      run: toggleTheme,
    },
    {
      id: 'tab.close',
      title: 'Close tab',
      group,
      ...keys('Mod+W', 'Alt+W'),
      enabled: open,
      run: () => open && closePromptTab(active),
    },
    {
      id: 'tab.closeOthers',
      title: 'Close the other tabs',
      group,
      enabled: open && tabs > 1,
      run: () => open && closeOtherTabs(active),
    },
    {
      id: 'tab.reopen',
      title: 'Open the closed tab again',
      group,
      ...keys('Mod+Alt+T', 'Alt+Shift+T'),
      run: reopenTab,
    },
    {
      id: 'tab.next',
      title: 'Next tab',
      group,
      ...keys('Ctrl+Tab', 'Alt+PageDown'),
      enabled: tabs > 1,
      run: () => stepTab(1),
    },
    {
      id: 'tab.previous',
      title: 'Previous tab',
      group,
      ...keys('Ctrl+Shift+Tab', 'Alt+PageUp'),
      enabled: tabs > 1,
      run: () => stepTab(-1),
    },
    {
      id: 'beside.close',
      title: 'Close the prompt beside',
      group,
      enabled: beside,
      keywords: ['split'],
      run: closeBeside,
    },
    {
      id: 'beside.swap',
      title: 'Swap the two prompts',
      group,
      enabled: beside,
      keywords: ['split'],
      run: swapHalves,
    },
    ...textSizeCommands(),
    {
      id: 'tab.reveal',
      title: 'Show the open prompt in the library',
      group,
      enabled: open,
      run: () => open && revealPrompt(active, true),
    },
  ];
}

function toggleTheme(): void {
  const { theme } = usePreferences.getState().preferences;
  const dark = theme === 'system' ? window.matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
  setPreferences({ theme: dark ? 'light' : 'dark' });
}
