import { create } from 'zustand';
import { folderOf } from '../../shared/names.ts';
import { usePreferences, setPreferences } from '../state/preferences.ts';
import { usePrompts } from '../state/prompts.ts';
import { NO_FILTERS, type Filters } from './filters.ts';
import { NOTHING, selectOne, type Selection } from './selection.ts';
import { pathsTo, promptKey } from './tree.ts';

type State = {
  text: string;
  filters: Filters;
  selection: Selection;
  /** The line whose name is being typed, by key. */
  renaming: string | null;
  /** Counts the times a line was to be brought into sight; `reveal` says which. */
  reveal: { key: string; focus: boolean; count: number } | null;
};

/** What is looked at in the library: gone with the window, apart from open folders, which are a preference. */
export const useLibrary = create<State>(() => ({
  text: '',
  filters: NO_FILTERS,
  selection: NOTHING,
  renaming: null,
  reveal: null,
}));

export function setSearchText(text: string): void {
  useLibrary.setState({ text });
}

export function setFilters(change: Partial<Filters>): void {
  useLibrary.setState(({ filters }) => ({ filters: { ...filters, ...change } }));
}

export function clearFilters(): void {
  useLibrary.setState({ text: '', filters: NO_FILTERS });
}

export function setSelection(selection: Selection): void {
  useLibrary.setState({ selection });
}

export function startRenaming(key: string | null): void {
  useLibrary.setState({ renaming: key });
}

/** Up to this many prompts, folders start open: a small library is seen whole. */
const SMALL = 200;

/** Whether a folder shows what is in it. */
export function folderIsOpen(openFolders: readonly string[] | null, prompts: number): (path: string) => boolean {
  if (openFolders === null) return () => prompts <= SMALL;
  const open = new Set(openFolders);
  return (path) => open.has(path);
}

export function setFoldersOpen(paths: readonly string[], open: boolean, allPaths: readonly string[]): void {
  const isOpen = folderIsOpen(usePreferences.getState().preferences.openFolders, usePrompts.getState().byId.size);
  const next = new Set(allPaths.filter(isOpen));
  for (const path of paths) {
    if (open) next.add(path);
    else next.delete(path);
  }
  setPreferences({ openFolders: [...next] });
}

/** Chooses a prompt's line, with its folders open, and brings it into sight. */
export function revealPrompt(promptId: string, focus = false): void {
  const row = usePrompts.getState().byId.get(promptId);
  if (row === undefined) return;
  const { openFolders } = usePreferences.getState().preferences;
  const isOpen = folderIsOpen(openFolders, usePrompts.getState().byId.size);
  const closed = pathsTo(folderOf(row.name)).filter((path) => !isOpen(path));
  if (closed.length > 0) setPreferences({ openFolders: [...(openFolders ?? []), ...closed] });
  const key = promptKey(promptId);
  useLibrary.setState(({ reveal }) => ({
    selection: selectOne(key),
    reveal: { key, focus, count: (reveal?.count ?? 0) + 1 },
  }));
}
