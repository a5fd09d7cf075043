import { useEffect, useMemo, useState } from 'react';
import type { PlannedMove, ReleaseMove } from '../../../shared/contract/label-calls.ts';
import type { Refusal } from '../../../shared/reply.ts';
import { call } from '../../state/client.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SpinnerPage } from '../../ui/spinner.tsx';
import { showToast } from '../../ui/toast.tsx';
import { ReasonField } from '../reason-field.tsx';
import { PlannedRows } from './planned-rows.tsx';
import { readQueued } from '../queued-moves.ts';
import styles from './bulk.module.css';

/** Takes a whole release back: each label goes to where it was before, in one release of its own. */
export default function RollBackReleaseDialog({ moveId }: { moveId: string }) {
  const [moves, setMoves] = useState<readonly ReleaseMove[] | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    const wanted = { still: true };
    const read = async () => {
      const reply = await call('release.moves', { moveId });
      if (!wanted.still) return;
      if (reply.ok) setMoves(reply.value.moves);
      else setRefusal(reply.error);
    };
    void read();
    return () => {
      wanted.still = false;
    };
  }, [moveId]);
  const rows = useMemo(() => (moves ?? []).map(backwards), [moves]);
  const moved = (moves ?? []).filter((move) => !move.current);
  const possible = moves !== null && moved.length === 0;

  const rollBack = async () => {
    if (!possible || busy) return;
    setBusy(true);
    const reply = await call('release.rollback', { moveId, reason: reason.trim() });
    setBusy(false);
    if (!reply.ok) {
      setRefusal(reply.error);
      return;
    }
    closeDialog();
    const what = counted(reply.value.moves);
    if (reply.value.queued) void readQueued();
    showToast({
      text: reply.value.queued ? `Queued: ${what} rolled back once this is synced.` : `Rolled back ${what}.`,
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title={moves === null || moves.length === 1 ? 'Roll the release back' : `Roll back ${counted(moves.length)}`}
      width="wide"
      mayClose={() => !busy}
      onSubmit={() => void rollBack()}
      footer={
        <>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!possible}>
            {rows.length > 1 ? 'Roll back all' : 'Roll back'}
          </Button>
        </>
      }
    >
      <ReasonField reason={reason} onChange={setReason} onSubmit={() => void rollBack()} />
      {refusal && <Notice>{refusal.message}</Notice>}
      {moves === null && refusal === null && <SpinnerPage label="Reading the release" />}
      {moved.length > 0 && (
        <Notice tone="warning">
          This release cannot be rolled back as one: {counted(moved.length)} of it {moved.length === 1 ? 'was' : 'were'}{' '}
          moved again since, the first on {moved[0]?.promptName}. Roll back single labels in the matrix.
        </Notice>
      )}
      {moves && (
        <>
          <p className={styles.summary}>
            Each label goes back to where it was before. Applications get the earlier version at once.
          </p>
          <PlannedRows rows={rows} />
        </>
      )}
    </Dialog>
  );
}

function backwards(move: ReleaseMove): PlannedMove {
  return {
    promptId: move.promptId,
    name: `${move.promptName} · ${move.label}`,
    from: move.to,
    to: move.from,
    expectedMoveId: null,
  };
}

function counted(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'label' : 'labels'}`;
}
