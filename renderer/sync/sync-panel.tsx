import { useState } from 'react';
import type { SyncStatus } from '../../shared/contract/sync-calls.ts';
import { call } from '../state/client.ts';
import { openDialog } from '../state/dialogs.ts';
import { useLiveAnswer } from '../state/live-answer.ts';
import { loadSync, pauseSync, syncNow } from '../state/sync.ts';
import { showTeam } from '../team/team-area-state.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Time } from '../ui/time.tsx';
import { KeyPlace } from './key-place.tsx';
import { openSyncPanel } from './panel-state.ts';
import { StateIcon } from './state-icon.tsx';
import { SyncProblem } from './sync-problem.tsx';
import { pendingSummary, shownState, stateSentence, stateWord } from './sync-words.ts';
import styles from './sync-panel.module.css';

/** What is on its way, what came in, and what can be done about it. */
export default function SyncPanel({ status }: { status: SyncStatus }) {
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>
          <StateIcon state={shownState(status)} />
          {stateWord(shownState(status))}
        </h2>
        {status.remote !== null && (
          <p className={styles.remote} title={status.remote.url}>
            {status.remote.name} · {status.remote.kind}
          </p>
        )}
      </header>
      <div className={styles.body}>
        <p className={styles.sentence}>{stateSentence(status)}</p>
        <SyncProblem status={status} />
        {status.unaudited !== null && <Unaudited {...status.unaudited} />}
        {(status.remote !== null || status.ahead > 0) && <Traffic status={status} />}
        {status.remote !== null && <KeyPlace place={status.keyPlace} />}
      </div>
      <Actions status={status} />
    </>
  );
}

function Unaudited({ done, total }: { done: number; total: number }) {
  return (
    <div className={styles.audit}>
      <StateMark state="unaudited" />
      <span>
        Checked {done.toLocaleString('en')} of {total.toLocaleString('en')} segments behind the checkpoint
      </span>
      <progress className={styles.progress} max={total} value={done} aria-label="Segments checked" />
    </div>
  );
}

function Traffic({ status }: { status: SyncStatus }) {
  const { value, refusal } = useLiveAnswer('sync.panel', {});
  const [problem, setProblem] = useState<string | null>(null);
  if (refusal !== null) return <Notice>{refusal.message}</Notice>;
  if (value === null) return null;
  const { pending, pendingCount, incoming } = value;
  const more = pendingCount - pending.length;
  return (
    <>
      <section className={styles.part} aria-label="To be sent">
        <h3 className={styles.heading}>{pendingSummary(pending, pendingCount)}</h3>
        {problem !== null && <Notice>{problem}</Notice>}
        <ol className={styles.list}>
          {pending.map((each) => (
            <li key={each.changeId} className={styles.row}>
              <StateMark state={each.mark} why={each.why} compact />
              <span className={styles.what}>
                {each.what}
                {each.promptName !== null && <span className={styles.prompt}> · {each.promptName}</span>}
                {each.why !== null && <span className={styles.why}>{each.why}</span>}
              </span>
              {each.mark === 'queued' && <TakeBack changeId={each.changeId} onRefused={setProblem} />}
              <Time at={each.at} className={styles.at} />
            </li>
          ))}
          {more > 0 && <li className={styles.more}>and {more.toLocaleString('en')} more</li>}
        </ol>
      </section>
      {incoming.length > 0 && (
        <section className={styles.part} aria-label="Came in lately">
          <h3 className={styles.heading}>Came in lately</h3>
          <ol className={styles.list}>
            {incoming.map((each, index) => (
              <li key={`${each.at} ${index}`} className={styles.row}>
                <span className={styles.what}>
                  <b className={styles.member}>{each.member}</b> {each.what}
                  {each.promptName !== null && <span className={styles.prompt}> · {each.promptName}</span>}
                </span>
                <Time at={each.at} className={styles.at} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {status.syncedAt === null && incoming.length === 0 && (
        <p className={styles.sentence}>This device has not been in step with the remote yet.</p>
      )}
    </>
  );
}

type TakeBackProps = { changeId: string; onRefused: (message: string | null) => void };

/** What has no effect yet can be as if it had never been asked for, until it is sent. */
function TakeBack({ changeId, onRefused }: TakeBackProps) {
  const takeBack = async () => {
    const reply = await call('label.cancelQueued', { changeId });
    onRefused(reply.ok ? null : reply.error.message);
    if (reply.ok) await loadSync();
  };
  return (
    <Button variant="quiet" size="small" className={styles.takeBack} onClick={() => void takeBack()}>
      Take back
    </Button>
  );
}

/** What a button does that leads out of the panel. */
function leave(next: () => void): () => void {
  return () => {
    openSyncPanel(false);
    next();
  };
}

function Actions({ status }: { status: SyncStatus }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (work: () => ReturnType<typeof syncNow>) => {
    setBusy(true);
    const refusal = await work();
    setBusy(false);
    setProblem(refusal?.message ?? null);
  };
  if (status.remote === null) {
    return (
      <footer className={styles.foot}>
        <Button onClick={leave(() => openDialog({ kind: 'join-team' }))}>Join a team…</Button>
        <Button variant="primary" onClick={leave(() => openDialog({ kind: 'connect-remote' }))}>
          Connect a remote…
        </Button>
      </footer>
    );
  }
  return (
    <>
      {problem !== null && (
        <div className={styles.failed}>
          <Notice>{problem}</Notice>
        </div>
      )}
      <footer className={styles.foot}>
        <Button variant="quiet" className={styles.aside} onClick={leave(() => showTeam('remote'))}>
          About the remote
        </Button>
        <Button onClick={() => void run(() => pauseSync(!status.paused))}>{status.paused ? 'Resume' : 'Pause'}</Button>
        <Button variant="primary" busy={busy} onClick={() => void run(syncNow)}>
          Sync now
        </Button>
      </footer>
    </>
  );
}
