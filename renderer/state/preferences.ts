import { create } from 'zustand';
import type { Preferences } from '../../shared/contract.ts';
import { call } from './client.ts';

/** This device's preferences. What stands here until the host has answered are the defaults, with the theme of last time. */
export const usePreferences = create<{ loaded: boolean; preferences: Preferences }>(() => ({
  loaded: false,
  preferences: {
    theme: lastTheme(),
    wrap: true,
    lineNumbers: false,
    spellcheck: true,
    fontSize: 13,
    diffLayout: 'split',
    diffLevel: 'word',
    openTabs: [],
    activeTab: null,
    foldedSections: [],
    labelColumns: null,
    besideTab: null,
    starred: [],
    recent: [],
    openFolders: null,
  },
}));

export async function loadPreferences(): Promise<void> {
  const reply = await call('preferences.get', {});
  if (reply.ok) usePreferences.setState({ loaded: true, preferences: reply.value });
}

/** Changes some preferences at once, and keeps them shortly after: a dragged line saves once. */
export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(({ preferences }) => ({ preferences: { ...preferences, ...change } }));
  if (!usePreferences.getState().loaded) return; // never write defaults over what was not read
  clearTimeout(saving);
  saving = setTimeout(() => void savePreferences(), SAVE_AFTER);
}

export async function savePreferences(): Promise<void> {
  clearTimeout(saving);
  saving = undefined;
  await call('preferences.set', { preferences: usePreferences.getState().preferences });
}

const SAVE_AFTER = 300; // milliseconds
let saving: ReturnType<typeof setTimeout> | undefined;

// A pending save goes out before the window does.
window.addEventListener('pagehide', () => {
  if (saving !== undefined) void savePreferences();
});

const THEME_KEY = 'galley.theme';

/** Puts the theme on the page now and on every change. The copy in this browser's storage is read at the next start, before
 *  the host has answered, so that nothing flashes. */
export function followTheme(): void {
  const apply = () => {
    const { theme } = usePreferences.getState().preferences;
    localStorage.setItem(THEME_KEY, theme);
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  };
  apply();
  usePreferences.subscribe((state, before) => {
    if (state.preferences.theme !== before.preferences.theme) apply();
  });
}

function lastTheme(): Preferences['theme'] {
  const theme = localStorage.getItem(THEME_KEY);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}
