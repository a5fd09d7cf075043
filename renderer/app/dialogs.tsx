import { useEffect } from 'react';
import { useDialog } from '../state/dialogs.ts';
import { usePrompts } from '../state/prompts.ts';
import { deferred } from '../ui/deferred.tsx';

const LibraryDialogs = deferred(() => import('../library/library-dialogs.tsx'));
const ImportDialog = deferred(() => import('../interchange/import-dialog.tsx'));
const ExportDialog = deferred(() => import('../interchange/export-dialog.tsx'));
const CommandPalette = deferred(() => import('./command-palette.tsx'));
const ShortcutsSheet = deferred(() => import('./shortcuts-sheet.tsx'));

/** The dialog in front, each in a chunk of its own: none of them is needed for the first screen, and all of them are
 *  fetched once it stands. */
export function Dialogs() {
  const request = useDialog((state) => state.request);
  const firstScreenStands = usePrompts((state) => state.loaded);
  useEffect(() => {
    if (!firstScreenStands) return undefined;
    const idle = requestIdleCallback(preload);
    return () => cancelIdleCallback(idle);
  }, [firstScreenStands]);
  switch (request?.kind) {
    case undefined:
      return null;
    case 'import':
      return <ImportDialog files={request.files} />;
    case 'export':
      return <ExportDialog scope={request.scope} />;
    case 'palette':
      return <CommandPalette />;
    case 'shortcuts':
      return <ShortcutsSheet />;
    default:
      return <LibraryDialogs />;
  }
}

function preload(): void {
  for (const dialog of [CommandPalette, LibraryDialogs, ImportDialog, ExportDialog, ShortcutsSheet])
    void dialog.preload();
}
