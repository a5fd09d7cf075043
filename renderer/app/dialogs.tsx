import { useEffect } from 'react';
import { closeDialog, useDialog } from '../state/dialogs.ts';
import { usePrompts } from '../state/prompts.ts';
import { LibraryDialogs } from '../library/library-dialogs.tsx';
import { deferred } from '../ui/deferred.tsx';
import { CommandPalette } from './command-palette.tsx';

const ImportDialog = deferred(() => import('../interchange/import-dialog.tsx'));
const ExportDialog = deferred(() => import('../interchange/export-dialog.tsx'));
const MoveLabelsDialog = deferred(() => import('../labels/bulk/move-labels-dialog.tsx'));
const RollBackReleaseDialog = deferred(() => import('../labels/bulk/roll-back-release-dialog.tsx'));
const CompareDialog = deferred(() => import('../diff/compare-dialog.tsx'));
const ConvertDialog = deferred(() => import('../convert/convert-dialog.tsx'));
const ConvertManyDialog = deferred(() => import('../convert/convert-many-dialog.tsx'));
const FindDialog = deferred(() => import('../find/find-dialog.tsx'));
const RequestReviewDialog = deferred(async () => ({
  default: (await import('../reviews/request-review-dialog.tsx')).RequestReviewDialog,
}));
const RedoMoveDialog = deferred(() => import('../attention/redo-move-dialog.tsx'));
const TeamDialogs = deferred(() => import('../team/team-dialogs.tsx'));
const ShortcutsSheet = deferred(() => import('./shortcuts-sheet.tsx'));

/** The dialog in front. Those one types into at once are at hand from the start; the others are fetched when the first
 *  screen stands. */
export function Dialogs() {
  const request = useDialog((state) => state.request);
  const firstScreenStands = usePrompts((state) => state.loaded);
  useEffect(() => {
    if (!firstScreenStands) return undefined;
    const idle = requestIdleCallback(preload);
    return () => cancelIdleCallback(idle);
  }, [firstScreenStands]);
  if (request === null) return null;
  switch (request.kind) {
    case 'import':
      return <ImportDialog files={request.files} />;
    case 'export':
      return <ExportDialog scope={request.scope} />;
    case 'move-labels':
      return <MoveLabelsDialog promptIds={request.promptIds} label={request.label} from={request.from} />;
    case 'roll-back-release':
      return <RollBackReleaseDialog moveId={request.moveId} />;
    case 'compare':
      return <CompareDialog promptId={request.promptId} side={request.side} />;
    case 'convert':
      return <ConvertDialog promptId={request.promptId} to={request.to} placeholders={request.placeholders} />;
    case 'convert-placeholders':
      return <ConvertManyDialog promptIds={request.promptIds} />;
    case 'find-in-prompts':
      return <FindDialog text={request.text} promptIds={request.promptIds} />;
    case 'request-review': {
      const { promptId, label, versionId } = request;
      return <RequestReviewDialog promptId={promptId} label={label} versionId={versionId} onClose={closeDialog} />;
    }
    case 'move-label':
      return (
        <RedoMoveDialog
          promptId={request.promptId}
          label={request.label}
          versionId={request.versionId}
          attentionId={request.attentionId}
        />
      );
    case 'palette':
      return <CommandPalette />;
    case 'shortcuts':
      return <ShortcutsSheet />;
    case 'new-prompt':
    case 'duplicate':
    case 'move':
    case 'tags':
      return <LibraryDialogs />;
    default:
      return <TeamDialogs request={request} />;
  }
}

function preload(): void {
  for (const dialog of [ImportDialog, ExportDialog, CompareDialog, ShortcutsSheet]) void dialog.preload();
}
