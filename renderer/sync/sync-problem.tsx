import { useState } from 'react';
import type { SyncStatus } from '../../shared/contract/sync-calls.ts';
import type { Refusal } from '../../shared/reply.ts';
import { call } from '../state/client.ts';
import { openDialog } from '../state/dialogs.ts';
import { loadSync, syncNow } from '../state/sync.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';
import { openSyncPanel } from './panel-state.ts';
import { counted } from './sync-words.ts';
import styles from './sync-problem.module.css';

/** What went wrong last, with what to do about it. Nothing where nothing did. */
export function SyncProblem({ status }: { status: SyncStatus }) {
  const { problem, nextTryAt, paused } = status;
  const [failure, setFailure] = useState<string | null>(null);
  if (problem === null) return null;
  const tone = status.state === 'attention' ? 'error' : 'warning';
  return (
    <div className={styles.problem}>
      <Notice tone={tone} action={<Remedy remedy={problem.remedy} onRefused={setFailure} />}>
        {problem.message}
        {nextTryAt !== null && !paused && problem.remedy !== 'update' && (
          <span className={styles.next}> Galley tries again by itself.</span>
        )}
      </Notice>
      {failure !== null && <Notice>{failure}</Notice>}
    </div>
  );
}

type RemedyProps = {
  remedy: NonNullable<SyncStatus['problem']>['remedy'];
  onRefused: (message: string | null) => void;
};

/** The button that helps; nothing where no button does. */
export function Remedy({ remedy, onRefused }: RemedyProps) {
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<Refusal | null>) => {
    setBusy(true);
    const refusal = await work();
    setBusy(false);
    onRefused(refusal?.message ?? null);
  };
  switch (remedy) {
    case 'retry':
      return (
        <Button size="small" busy={busy} onClick={() => void run(syncNow)}>
          Try again
        </Button>
      );
    case 'heal':
      return (
        <Button size="small" busy={busy} onClick={() => void run(putBack)}>
          Put the missing segments back
        </Button>
      );
    case 'credentials':
      return (
        <Button size="small" onClick={() => ask('credentials')}>
          Enter credentials…
        </Button>
      );
    case 'rejoin':
      return (
        <Button size="small" onClick={() => ask('join-team')}>
          Join again…
        </Button>
      );
    default:
      return null;
  }
}

function ask(kind: 'credentials' | 'join-team'): void {
  openSyncPanel(false);
  openDialog({ kind });
}

async function putBack(): Promise<Refusal | null> {
  const reply = await call('sync.heal', {});
  if (!reply.ok) return reply.error;
  showToast({ text: `Put back ${counted(reply.value.segments, 'segment')}. Nothing was lost.` });
  await loadSync();
  return null;
}
