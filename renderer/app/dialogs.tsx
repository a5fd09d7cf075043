import { lazy } from 'react';
import { useDialog } from '../state/dialogs.ts';

const LibraryDialogs = lazy(() => import('../library/library-dialogs.tsx'));
const ImportDialog = lazy(() => import('../interchange/import-dialog.tsx'));
const ExportDialog = lazy(() => import('../interchange/export-dialog.tsx'));
const CommandPalette = lazy(() => import('./command-palette.tsx'));
const ShortcutsSheet = lazy(() => import('./shortcuts-sheet.tsx'));

/** The dialog in front, each in a chunk of its own: none of them is needed for the first screen. */
export default function Dialogs() {
  const request = useDialog((state) => state.request);
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
