import { Plus, SearchX } from 'lucide-react';
import { useCallback, useEffect, useEffectEvent, type KeyboardEvent } from 'react';
import { runCommand, useCommands } from '../state/commands.ts';
import { usePrompts } from '../state/prompts.ts';
import { useFrontPrompt } from '../state/tabs.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { FilterChips, FilterMenu } from './filter-menu.tsx';
import { isFiltering } from './filters.ts';
import { libraryMenu, useLibraryCommands } from './library-commands.ts';
import { LibraryList } from './library-list.tsx';
import { clearFilters, setFoldersOpen, setSelection, useLibrary } from './library-state.ts';
import { SearchBox } from './search-box.tsx';
import { useSearch } from './search.ts';
import { NOTHING, selectOne } from './selection.ts';
import { useLeaveSearch } from './use-leave-search.ts';
import { useTargets } from './targets.ts';
import { folderPaths, promptKey } from './tree.ts';
import { useHitRows, useTree, useTreeRows, type LibraryRow } from './use-library-rows.ts';
import styles from './library-panel.module.css';

/** The sidebar: every prompt by folder, or what a search finds. */
export function LibraryPanel() {
  const searching = useLibrary((state) => state.text.trim() !== '');
  const tree = useTree();
  const treeRows = useTreeRows(tree);
  const hitRows = useHitRows();
  const targets = useTargets(tree);
  const commands = useLibraryCommands(targets);
  useCommands(commands);
  const rows: readonly LibraryRow[] = searching ? hitRows : treeRows;

  useFollowFront(rows);

  const toggleFolder = useCallback(
    (path: string, open: boolean) => setFoldersOpen([path], open, folderPaths(tree)),
    [tree],
  );

  const leaveSearch = useLeaveSearch(rows);

  return (
    <section className={styles.panel} aria-label="Library">
      <div className={styles.head}>
        <SearchBox onLeave={leaveSearch} />
        <FilterMenu />
        <IconButton label="New prompt" onClick={() => runCommand('new-prompt')}>
          <Plus />
        </IconButton>
      </div>
      <FilterChips />
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the lines inside, which hold the focus */}
      <div className={styles.list} onKeyDown={actOnLines}>
        <ListBody
          rows={rows}
          searching={searching}
          menu={() => libraryMenu(commands, targets)}
          onToggleFolder={toggleFolder}
        />
      </div>
    </section>
  );
}

/** The prompt that came to the front is the one that is chosen, or else commands would act on another than the one in sight. */
function useFollowFront(rows: readonly LibraryRow[]): void {
  const front = useFrontPrompt();
  const loaded = usePrompts((state) => state.loaded);
  const follow = useEffectEvent((promptId: string) => {
    const key = promptKey(promptId);
    if (useLibrary.getState().selection.selected.has(key)) return;
    setSelection(rows.some((row) => row.key === key) ? selectOne(key) : NOTHING);
  });
  useEffect(() => {
    if (front !== null && loaded) follow(front);
  }, [front, loaded]);
}

type BodyProps = {
  rows: readonly LibraryRow[];
  searching: boolean;
  menu: () => ReturnType<typeof libraryMenu>;
  onToggleFolder: (path: string, open: boolean) => void;
};

function ListBody({ rows, searching, menu, onToggleFolder }: BodyProps) {
  const loaded = usePrompts((state) => state.loaded);
  const filtering = useLibrary((state) => isFiltering(state.filters));
  const search = useSearch();
  if (!loaded) return <SpinnerPage label="Reading the library" />;
  if (searching && search.answered === null) return null;
  if (search.refusal !== null) {
    return (
      <div className={styles.notice}>
        <Notice>{search.refusal.message}</Notice>
      </div>
    );
  }
  if (rows.length === 0 && (searching || filtering))
    return <NothingFound searching={searching} filtering={filtering} />;
  if (rows.length === 0) return <EmptyState small title="No prompts yet" />;
  return (
    <>
      {searching && (
        <output className={styles.found}>
          {search.results.more ? `The first ${rows.length} that match` : `${rows.length} found`}
        </output>
      )}
      <LibraryList
        key={searching ? 'results' : 'tree'}
        rows={rows}
        kind={searching ? 'results' : 'tree'}
        label={searching ? 'Search results' : 'Prompts'}
        menu={menu}
        onToggleFolder={onToggleFolder}
      />
    </>
  );
}

function NothingFound({ searching, filtering }: { searching: boolean; filtering: boolean }) {
  const title = searching ? 'Nothing matches' : 'No prompt passes the filter';
  return (
    <EmptyState
      small
      icon={<SearchX aria-hidden />}
      title={title}
      actions={<Button onClick={clearFilters}>{filtering ? 'Take off every filter' : 'Clear the search'}</Button>}
    >
      {searching && 'Search looks in names and in the newest version of each prompt. Try fewer or other words.'}
    </EmptyState>
  );
}

/** Keys that mean a command on the chosen lines. */
function actOnLines(event: KeyboardEvent): void {
  if (event.target instanceof HTMLInputElement) return;
  const command = event.ctrlKey || event.metaKey;
  const id =
    event.key === 'F2'
      ? 'prompt.rename'
      : event.key === 'Delete'
        ? 'prompt.archive'
        : command && !event.shiftKey && event.key.toLowerCase() === 'd'
          ? 'prompt.duplicate'
          : null;
  if (id !== null && runCommand(id)) event.preventDefault();
}
