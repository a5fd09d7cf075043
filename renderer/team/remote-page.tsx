import { openDialog } from '../state/dialogs.ts';
import { pauseSync, syncNow, useSync } from '../state/sync.ts';
import { KeyPlace } from '../sync/key-place.tsx';
import { StateIcon } from '../sync/state-icon.tsx';
import { SyncProblem } from '../sync/sync-problem.tsx';
import { arrows, shownState, stateSentence, stateWord } from '../sync/sync-words.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Time } from '../ui/time.tsx';
import styles from './team-area.module.css';

/** Where the team's log lies, and how this device stands with it. */
export default function RemotePage() {
  const status = useSync((state) => state.status);
  if (status === null) return null;
  const { remote } = status;
  if (remote === null) {
    return (
      <EmptyState
        title="No remote is connected"
        actions={
          <>
            <Button onClick={() => openDialog({ kind: 'join-team' })}>Join a team…</Button>
            <Button variant="primary" onClick={() => openDialog({ kind: 'connect-remote' })}>
              Connect a remote…
            </Button>
          </>
        }
      >
        {status.ahead > 0
          ? 'What you do is kept as pending until one is connected again. Nothing is lost meanwhile.'
          : 'A folder on a shared drive, a PostgreSQL database or an S3 bucket holds the log of a team: what everybody wrote, in one order. Without one, everything is on this device alone.'}
      </EmptyState>
    );
  }
  const shown = shownState(status);
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <section className={styles.part} aria-labelledby="remote-heading">
          <h2 id="remote-heading" className={styles.heading}>
            {remote.name}
          </h2>
          <dl className={styles.facts}>
            <dt>Address</dt>
            <dd className={styles.mono}>{remote.url}</dd>
            <dt>Kind</dt>
            <dd>{remote.kind}</dd>
            <dt>State</dt>
            <dd>
              <StateIcon state={shown} /> {stateWord(shown)} {arrows(status)}
            </dd>
            <dt>In step</dt>
            <dd>{status.syncedAt === null ? 'Not yet' : <Time at={status.syncedAt} />}</dd>
            {status.head !== null && (
              <>
                <dt>Last segment</dt>
                <dd className={styles.mono} title="Two people who see the same have the same log.">
                  {status.head.number.toLocaleString('en')} · {status.head.hash}
                </dd>
              </>
            )}
            {status.unaudited !== null && (
              <>
                <dt>Checked</dt>
                <dd>
                  {status.unaudited.done.toLocaleString('en')} of {status.unaudited.total.toLocaleString('en')} segments
                  behind the checkpoint <StateMark state="unaudited" />
                </dd>
              </>
            )}
          </dl>
          <p className={styles.quiet}>{stateSentence(status)}</p>
          <SyncProblem status={status} />
          <div className={styles.actions}>
            <Button onClick={() => void syncNow()}>Sync now</Button>
            <Button onClick={() => void pauseSync(!status.paused)}>{status.paused ? 'Resume' : 'Pause'}</Button>
            {remote.kind !== 'folder' && (
              <Button onClick={() => openDialog({ kind: 'credentials' })}>Enter credentials…</Button>
            )}
            <Button variant="danger" onClick={() => openDialog({ kind: 'disconnect' })}>
              Disconnect…
            </Button>
          </div>
        </section>
        <section className={styles.part} aria-labelledby="key-heading">
          <h2 id="key-heading" className={styles.heading}>
            Key of this device
          </h2>
          <KeyPlace place={status.keyPlace} />
        </section>
      </div>
    </div>
  );
}
