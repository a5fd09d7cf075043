import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MergedPair } from '../merge/merge-session.ts';
import type { ComparedPair } from '../diff/use-comparison.ts';

export type Area = 'edit' | 'history' | 'labels' | 'used-by';

/** How a prompt is looked at in this window: nothing of it is kept in the workspace. */
export type PromptViewState = {
  area: Area;
  /** What History compares; null means the newest step. */
  pair: ComparedPair | null;
  ignoreWhitespace: boolean;
  /** The change that is gone to, from 0, and how many there are. */
  change: number | null;
  changes: number;
  inspector: boolean;
  committing: boolean;
  /** Commits beside the newest version, on the one the draft was begun from. */
  beside: boolean;
  /** What is being merged: the merge takes the place of the tabs. */
  merging: MergedPair | null;
  choosingMerge: boolean;
};

export type ViewStore = StoreApi<PromptViewState>;

const stores = new Map<string, ViewStore>();

/** One store per prompt, kept while the window lives, so that a tab is found again as it was left. */
export function promptViewState(promptId: string): ViewStore {
  let store = stores.get(promptId);
  if (!store) {
    store = createStore<PromptViewState>(() => ({
      area: 'edit',
      pair: null,
      ignoreWhitespace: false,
      change: null,
      changes: 0,
      inspector: true,
      committing: false,
      beside: false,
      merging: null,
      choosingMerge: false,
    }));
    stores.set(promptId, store);
  }
  return store;
}

export function useView<T>(view: ViewStore, select: (state: PromptViewState) => T): T {
  return useStore(view, select);
}

/** Goes to the next (`1`) or the previous (`-1`) change, round the ends. */
export function stepChange(view: ViewStore, by: 1 | -1): void {
  const { change, changes } = view.getState();
  if (changes === 0) return;
  const next = change === null ? (by === 1 ? 0 : changes - 1) : (change + by + changes) % changes;
  view.setState({ change: next });
}
