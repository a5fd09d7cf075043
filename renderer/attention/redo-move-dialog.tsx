import { MoveLabelDialog } from '../labels/move-label-dialog.tsx';
import { TakeOffDialog } from '../labels/take-off-dialog.tsx';
import { closeDialog } from '../state/dialogs.ts';
import { dismiss } from './dismiss.ts';

type Props = { promptId: string; label: string; versionId: string | null; attentionId: string };

/** The same move again, against where the label stands now: what it displaces is in view. */
export default function RedoMoveDialog({ promptId, label, versionId, attentionId }: Props) {
  if (versionId === null) return <TakeOffDialog promptId={promptId} label={label} onClose={closeDialog} />;
  return (
    <MoveLabelDialog
      promptId={promptId}
      label={label}
      versionId={versionId}
      onClose={closeDialog}
      onMoved={() => void dismiss(attentionId)}
    />
  );
}
