import { useMemo } from 'react';
import { folderOf } from '../../shared/names.ts';
import type { Command } from '../state/commands.ts';
import { openDialog } from '../state/dialogs.ts';
import { keys } from '../state/host.ts';
import { usePreferences } from '../state/preferences.ts';
import { usePrompts } from '../state/prompts.ts';
import { setStarred } from '../state/starred.ts';
import { closeBeside, openBeside, openPrompt } from '../state/tabs.ts';
import { useReadOnly } from '../state/workspace.ts';
import type { MenuEntry, MenuItem } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { archivePrompts, copyText, unarchivePrompts } from './actions.ts';
import { revealPrompt, setSearchText, startRenaming } from './library-state.ts';
import type { Targets } from './targets.ts';
import { folderKey, promptKey } from './tree.ts';

/** What can be done in the library with `targets`, as commands. The context menu picks from the same list, so that a
 *  title or a shortcut stands in one place. */
export function useLibraryCommands(targets: Targets): Command[] {
  const readOnly = useReadOnly() !== null;
  return useMemo(() => libraryCommands(targets, readOnly), [targets, readOnly]);
}

function libraryCommands(targets: Targets, readOnly: boolean): Command[] {
  const { promptIds, folder, allStarred } = targets;
  const some = promptIds.length > 0;
  const only = promptIds.length === 1 && folder === null ? promptIds[0] : undefined;
  const commands: Command[] = [
    {
      id: 'new-prompt',
      title: folder === null ? 'New prompt…' : 'New prompt here…',
      ...keys('Mod+N', 'Alt+N'),
      enabled: !readOnly,
      keywords: ['create', 'add', 'blank'],
      run: () => openDialog({ kind: 'new-prompt', folder: folder ?? folderOfFirst(promptIds) }),
    },
    {
      id: 'import',
      title: 'Import…',
      shortcut: 'Mod+O',
      enabled: !readOnly,
      keywords: ['open', 'csv', 'jsonl', 'files'],
      run: () => openDialog({ kind: 'import', files: [] }),
    },
    {
      id: 'export',
      title: 'Export…',
      shortcut: 'Mod+Shift+E',
      keywords: ['save', 'download'],
      run: () =>
        openDialog({
          kind: 'export',
          scope:
            folder !== null
              ? { kind: 'folder', path: folder }
              : some
                ? { kind: 'prompts', promptIds }
                : { kind: 'all' },
        }),
    },
    {
      id: 'prompt.rename',
      title: folder === null ? 'Rename' : 'Rename folder',
      shortcut: 'F2',
      local: true,
      enabled: !readOnly && (only !== undefined || folder !== null),
      run: () => {
        setSearchText(''); // a name is typed in the tree
        if (only !== undefined) revealPrompt(only);
        startRenaming(only === undefined ? folderKey(folder ?? '') : promptKey(only));
      },
    },
    {
      id: 'prompt.duplicate',
      title: 'Duplicate…',
      shortcut: 'Mod+D',
      local: true,
      enabled: !readOnly && only !== undefined,
      keywords: ['copy'],
      run: () => openDialog({ kind: 'duplicate', promptId: only ?? '' }),
    },
    {
      id: 'prompt.move',
      title: 'Move to folder…',
      shortcut: 'Mod+Shift+M',
      enabled: !readOnly && some,
      run: () => openDialog({ kind: 'move', promptIds }),
    },
    {
      id: 'prompt.tags',
      title: 'Tags…',
      ...keys('Mod+Shift+T', 'Alt+T'),
      enabled: !readOnly && some,
      keywords: ['tag', 'categorise'],
      run: () => openDialog({ kind: 'tags', promptIds }),
    },
    {
      id: 'prompt.star',
      title: allStarred ? 'Take the star off' : 'Star',
      shortcut: 'Mod+Alt+S',
      enabled: some,
      keywords: ['favourite', 'favorite', 'bookmark', 'pin', 'starred'],
      run: () => setStarred(promptIds, !allStarred),
    },
    {
      id: 'prompt.beside',
      title: 'Open beside',
      shortcut: 'Mod+\\',
      enabled: only !== undefined,
      keywords: ['split', 'side by side', 'two'],
      run: () => only !== undefined && showBeside(only),
    },
    {
      id: 'prompt.compareTwo',
      title: 'Compare',
      enabled: promptIds.length === 2 && folder === null,
      hidden: promptIds.length !== 2,
      keywords: ['diff', 'two prompts'],
      run: () =>
        void import('../diff/compare-with.ts').then((diff) => diff.comparePrompts(promptIds[0]!, promptIds[1]!)),
    },
    {
      id: 'prompts.convertPlaceholders',
      title: 'Convert placeholders…',
      enabled: !readOnly && some,
      keywords: ['${', 'variables', 'liquid'],
      run: () => openDialog({ kind: 'convert-placeholders', promptIds }),
    },
    {
      id: 'prompts.find',
      title: 'Find in all prompts…',
      shortcut: 'Mod+Shift+F',
      keywords: ['search', 'replace', 'grep'],
      run: () => openDialog({ kind: 'find-in-prompts', text: '', promptIds: promptIds.length > 1 ? promptIds : null }),
    },
    {
      id: 'prompt.copyName',
      title: 'Copy name',
      enabled: only !== undefined,
      run: () => void copyText(usePrompts.getState().byId.get(only ?? '')?.name ?? ''),
    },
    {
      id: 'prompt.archive',
      title: 'Archive',
      shortcut: 'Delete',
      local: true,
      enabled: !readOnly && targets.anyNotArchived,
      keywords: ['delete', 'remove'],
      run: () => void archivePrompts(promptIds),
    },
    {
      id: 'prompt.unarchive',
      title: 'Bring back from the archive',
      enabled: !readOnly && targets.anyArchived,
      keywords: ['restore', 'unarchive'],
      run: () => void unarchivePrompts(promptIds),
    },
  ];
  return commands.map((command) => ({ group: 'Library', ...command }));
}

/** The context menu of what is chosen. */
export function libraryMenu(commands: readonly Command[], targets: Targets): MenuEntry[] {
  const item = (id: string): MenuItem[] => {
    const command = commands.find((each) => each.id === id);
    return command === undefined || command.enabled === false
      ? []
      : [{ label: command.title, shortcut: command.shortcut, onSelect: command.run }];
  };
  const { promptIds, folder } = targets;
  const opened = folder === null && promptIds.length > 0;
  const groups: MenuEntry[][] = [
    opened
      ? [
          {
            label: promptIds.length === 1 ? 'Open' : `Open ${promptIds.length} prompts`,
            onSelect: () => promptIds.slice(0, MOST_OPENED).forEach((id) => openPrompt(id)),
          },
          ...item('prompt.beside'),
        ]
      : [],
    item('prompt.compareTwo'),
    item('new-prompt'),
    [
      ...item('prompt.rename'),
      ...item('prompt.duplicate'),
      ...item('prompt.move'),
      ...item('prompt.tags'),
      ...item('prompts.convertPlaceholders'),
      ...item('prompt.star'),
      ...item('prompt.copyName'),
    ],
    item('export'),
    [...item('prompt.archive'), ...item('prompt.unarchive')],
  ];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index): MenuEntry[] => (index === 0 ? group : ['separator', ...group]));
}

/** The same keys take it out of sight again. */
function showBeside(promptId: string): void {
  if (usePreferences.getState().preferences.besideTab === promptId) return closeBeside();
  if (!openBeside(promptId)) showToast({ text: 'Open another prompt too, to see both side by side.' });
}

const MOST_OPENED = 20;

function folderOfFirst(promptIds: readonly string[]): string {
  const row = usePrompts.getState().byId.get(promptIds[0] ?? '');
  return row === undefined ? '' : folderOf(row.name);
}
