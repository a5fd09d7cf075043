import { create } from 'zustand';

const MOST = 20;
const useRecent = create<{ ids: readonly string[] }>(() => ({ ids: [] }));

/** Ids of commands and prompts chosen in the palette since the window opened, newest first. */
export function useRecentlyUsed(): readonly string[] {
  return useRecent((state) => state.ids);
}

export function noteUsed(id: string): void {
  useRecent.setState(({ ids }) => ({ ids: [id, ...ids.filter((each) => each !== id)].slice(0, MOST) }));
}
