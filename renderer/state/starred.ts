import { setPreferences, usePreferences } from './preferences.ts';

/** Prompts this person marked to find them again; of this device, as all preferences are. */
export function useStarred(promptId: string): boolean {
  return usePreferences((state) => state.preferences.starred.includes(promptId));
}

export function setStarred(promptIds: readonly string[], on: boolean): void {
  const { starred } = usePreferences.getState().preferences;
  const others = starred.filter((id) => !promptIds.includes(id));
  setPreferences({ starred: on ? [...others, ...promptIds] : others });
}
