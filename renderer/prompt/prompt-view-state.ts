import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Comparison } from '../../shared/contract/compare-calls.ts';
import { listChanges } from '../../shared/diff/changes.ts';
import type { Asked, ComparedPair } from '../diff/compared-refs.ts';
import type { Taking } from '../diff/taking.tsx';
import type { MergedPair } from '../merge/merge-session.ts';

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
  inSight: InSight | null;
  inspector: boolean;
  committing: boolean;
  /** Commits beside the newest version, on the one the draft was begun from. */
  beside: boolean;
  /** What is being merged: the merge takes the place of the tabs. */
  merging: MergedPair | null;
  choosingMerge: boolean;
};

/** A view of the comparison in sight, for what is done with it from elsewhere: commands, keys, the menu. */
export type InSight = Asked & { diff: Comparison; taking: Taking | null };

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
      inSight: null,
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

/** Goes to the first change of the next (`1`) or the previous (`-1`) message, round the ends; settings count as one. */
export function stepMessage(view: ViewStore, by: 1 | -1): void {
  const { change, inSight } = view.getState();
  if (!inSight) return;
  const places = listChanges(inSight.diff).map((each) => (each.kind === 'fact' ? -1 : each.message));
  const firsts = places.flatMap((place, number) => (place === places[number - 1] ? [] : [number]));
  if (firsts.length === 0) return;
  const at = change === null ? (by === 1 ? -1 : 0) : firsts.findLastIndex((first) => first <= change);
  view.setState({ change: firsts[(at + by + firsts.length) % firsts.length]! });
}

/** Puts each side of the comparison in sight in the other's place. */
export function swapSides(view: ViewStore): void {
  const { inSight } = view.getState();
  if (inSight) view.setState({ pair: { left: inSight.pair.right, right: inSight.pair.left }, change: null });
}
