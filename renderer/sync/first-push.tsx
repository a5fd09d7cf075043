import { useState } from 'react';
import { ProgressLine } from '../interchange/progress-line.tsx';
import { openDialog } from '../state/dialogs.ts';
import { pauseSync, useSync } from '../state/sync.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { SyncProblem } from './sync-problem.tsx';
import { counted } from './sync-words.ts';

/** How far the first sending is. It goes on when the dialog is closed. */
export function FirstPush({ onClose }: { onClose: () => void }) {
  const status = useSync((state) => state.status);
  const [most, setMost] = useState(status?.ahead ?? 0);
  if (status === null) return null;
  if (status.ahead > most) setMost(status.ahead);
  const isDone = status.ahead === 0 && status.syncedAt !== null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isDone ? `Connected to ${status.remote?.name}` : `Sending to ${status.remote?.name}`}
      footer={
        isDone ? (
          <>
            <Button onClick={onClose}>Done</Button>
            {status.member?.role === 'owner' && (
              <Button variant="primary" onClick={() => openDialog({ kind: 'invite', ownDevice: false })}>
                Invite somebody…
              </Button>
            )}
          </>
        ) : (
          <>
            <Button onClick={() => void pauseSync(!status.paused)}>{status.paused ? 'Resume' : 'Pause'}</Button>
            <Button variant="primary" onClick={onClose}>
              Go on in the background
            </Button>
          </>
        )
      }
    >
      {isDone ? (
        <Notice tone="done">
          Everything is there{status.member?.role === 'owner' ? ', and you are the owner' : ''}. From now on Galley
          syncs by itself.
        </Notice>
      ) : (
        <ProgressLine
          text={
            status.paused
              ? `Paused, with ${counted(status.ahead, 'change')} to send. What was sent stays there.`
              : `${counted(status.ahead, 'change')} to send`
          }
          done={most - status.ahead}
          total={most}
          unit="items"
        />
      )}
      <SyncProblem status={status} />
    </Dialog>
  );
}
