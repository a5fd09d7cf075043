import { folderOf } from '../../../shared/names.ts';
import { newestWord } from '../../../shared/version-word.ts';
import { useWaiting } from '../../reviews/reviews-state.ts';
import { openDialog } from '../../state/dialogs.ts';
import { openPrompt } from '../../state/tabs.ts';
import { useWorkspace } from '../../state/workspace.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { promote, showReleasesOf } from '../area-state.ts';
import { takeBack } from '../take-back.ts';
import { queuedAt } from '../queued-moves.ts';
import { copyVersionId, openVersion } from '../open-version.ts';
import type { Line } from './matrix-rows.ts';
import { setMatrixFilters } from './matrix-state.ts';

export type CellDialog =
  | { kind: 'move'; promptId: string; label: string | undefined }
  | { kind: 'rollback' | 'off'; promptId: string; label: string };

/** What can be done from a cell. */
export function cellMenu(line: Line, label: string | null, open: (dialog: CellDialog) => void): MenuEntry[] {
  const readOnly = (useWorkspace.getState().info?.readOnly ?? null) !== null;
  const cell = label === null ? undefined : line.cells.get(label);
  const staged = line.cells.get('staging');
  const folder = folderOf(line.name);
  const promptId = line.id;
  const entries: MenuEntry[] = [
    {
      label: label === null ? 'Set a label…' : cell ? `Move ${label}…` : `Set ${label}…`,
      shortcut: 'Enter',
      disabled: readOnly || newestWord(line) === null,
      onSelect: () => open({ kind: 'move', promptId, label: label ?? undefined }),
    },
  ];
  if (label !== null && cell)
    entries.push(
      { label: 'Roll back…', disabled: readOnly, onSelect: () => open({ kind: 'rollback', promptId, label }) },
      { label: 'Take off…', disabled: readOnly, danger: true, onSelect: () => open({ kind: 'off', promptId, label }) },
    );
  const queued = label === null ? undefined : queuedAt(promptId, label);
  if (queued)
    entries.push({
      label: 'Take back the queued move',
      disabled: readOnly,
      onSelect: () => void takeBack(queued),
    });
  if (staged && staged.number !== line.cells.get('production')?.number)
    entries.push({
      label: 'Promote staging → production…',
      disabled: readOnly,
      onSelect: () => promote([promptId]),
    });
  if (useWaiting.getState().hasTeam && newestWord(line) !== null)
    entries.push({
      label: 'Request a review…',
      disabled: readOnly,
      onSelect: () => openDialog({ kind: 'request-review', promptId, ...(label === null ? {} : { label }) }),
    });
  entries.push(
    'separator',
    { label: 'Open prompt', onSelect: () => openPrompt(promptId) },
    { label: 'Show its releases', onSelect: () => showReleasesOf(line.name) },
  );
  if (label !== null && cell)
    entries.push(
      { label: `Open v${cell.number}`, onSelect: () => void openVersion(promptId, label) },
      { label: 'Copy version id', onSelect: () => void copyVersionId(promptId, label) },
    );
  if (folder !== '')
    entries.push('separator', {
      label: `Show only ${folder}/`,
      onSelect: () => setMatrixFilters({ folder }),
    });
  return entries;
}
