import { useMemo } from 'react';
import type { SearchHit } from '../../shared/contract.ts';
import { usePreferences } from '../state/preferences.ts';
import { usePrompts } from '../state/prompts.ts';
import { isFiltering, passes, readsWholeRow, type Filters } from './filters.ts';
import { folderIsOpen, useLibrary } from './library-state.ts';
import { buildTree, promptKey, visibleRows, type Folder, type TreeRow } from './tree.ts';
import { useSearch } from './search.ts';

/** A line of the library: of the tree, or of a search's results. */
export type LibraryRow = TreeRow | { kind: 'hit'; key: string; hit: SearchHit };

/** The whole tree, as the filters leave it. While searching it stays what it was: the results stand in its place. */
export function useTree(): Folder {
  const filters = useLibrary((state) => state.filters);
  const shape = usePrompts((state) => state.shape);
  const whole = readsWholeRow(filters);
  const byId = usePrompts((state) => (whole ? state.byId : null));
  const starred = usePreferences((state) => (filters.starred ? state.preferences.starred : NO_STARS));
  return useMemo(() => {
    const rows = [...(byId ?? usePrompts.getState().byId).values()];
    return buildTree(rows.filter((row) => passes(row, filters, starred)));
    // oxlint-disable-next-line react/exhaustive-deps -- `shape` stands for the part of the rows that the tree reads
  }, [shape, byId, filters, starred]);
}

const NO_STARS: readonly string[] = [];

/** The tree's lines in sight. Under a filter every folder is open: what was asked for is shown. */
export function useTreeRows(tree: Folder): TreeRow[] {
  const openFolders = usePreferences((state) => state.preferences.openFolders);
  const filtering = useLibrary((state) => isFiltering(state.filters));
  const count = usePrompts((state) => state.byId.size);
  return useMemo(
    () => visibleRows(tree, filtering ? () => true : folderIsOpen(openFolders, count)),
    [tree, openFolders, filtering, count],
  );
}

/** What a search found, as the filters leave it. */
export function useHitRows(): LibraryRow[] {
  const filters = useLibrary((state) => state.filters);
  const results = useSearch((state) => state.results);
  const starred = usePreferences((state) => (filters.starred ? state.preferences.starred : NO_STARS));
  return useMemo(() => hitRows(results.hits, filters, starred), [results, filters, starred]);
}

function hitRows(hits: readonly SearchHit[], filters: Filters, starred: readonly string[]): LibraryRow[] {
  const { byId } = usePrompts.getState();
  return hits
    .filter((hit) => {
      const row = byId.get(hit.promptId);
      return row === undefined ? hit.archived === filters.archived : passes(row, filters, starred);
    })
    .map((hit) => ({ kind: 'hit', key: promptKey(hit.promptId), hit }));
}
