import { usePreferences } from '../state/preferences.ts';
import { usePrompts } from '../state/prompts.ts';
import { useArea, useFrontPrompt } from '../state/tabs.ts';
import { useLibrary } from './library-state.ts';
import type { Selection } from './selection.ts';
import { findFolder, promptsBelow, type Folder } from './tree.ts';

/** What a command acts on: the lines that are chosen, or the prompt in front where none is. */
export type Targets = {
  /** Prompts that are chosen, folders counted as what is in them. */
  promptIds: string[];
  /** Set where exactly one line is chosen and it is a folder. */
  folder: string | null;
  anyArchived: boolean;
  anyNotArchived: boolean;
  allStarred: boolean;
};

export function useTargets(tree: Folder): Targets {
  const selection = useLibrary((state) => state.selection);
  const active = useFrontPrompt();
  const inLibrary = useArea((state) => state.area === 'library');
  usePrompts((state) => state.shape);
  const starred = usePreferences((state) => state.preferences.starred);
  return targetsOf(selection, inLibrary ? active : null, tree, starred);
}

export function targetsOf(
  selection: Selection,
  active: string | null,
  tree: Folder,
  starred: readonly string[],
): Targets {
  const { byId } = usePrompts.getState();
  const ids = new Set<string>();
  const folders: string[] = [];
  for (const key of selection.selected) {
    if (key.startsWith('p:')) {
      if (byId.has(key.slice(2))) ids.add(key.slice(2));
      continue;
    }
    const folder = findFolder(tree, key.slice(2));
    if (folder === undefined) continue;
    folders.push(folder.path);
    for (const prompt of promptsBelow(folder)) ids.add(prompt.id);
  }
  if (ids.size === 0 && active !== null && byId.has(active)) ids.add(active);
  const rows = [...ids].map((id) => byId.get(id)).filter((row) => row !== undefined);
  return {
    promptIds: rows.map((row) => row.id),
    folder: folders.length === 1 && selection.selected.size === 1 ? (folders[0] ?? null) : null,
    anyArchived: rows.some((row) => row.archived),
    anyNotArchived: rows.some((row) => !row.archived),
    allStarred: rows.length > 0 && rows.every((row) => starred.includes(row.id)),
  };
}
