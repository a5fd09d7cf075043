import type { QueuedMove } from '../../shared/contract/label-calls.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { QueuedMark, STALE } from './queued-mark.tsx';
import { takeBack } from './take-back.ts';
import styles from './labels.module.css';

/** What is to become of a label once this device has synced; it can be taken back until then. */
export function QueuedNotice({ move }: { move: QueuedMove }) {
  const readOnly = useReadOnly();
  const others = move.together - 1;
  return (
    <div className={styles.waiting}>
      <QueuedMark move={move} />
      <p className={styles.said}>
        {move.isStale
          ? `${STALE.charAt(0).toUpperCase()}${STALE.slice(1)}.`
          : 'It moves once this is synced, if nobody moves it before.'}
        {others > 0 && ` ${others === 1 ? 'One other move waits' : `${others} other moves wait`} in the same release.`}
      </p>
      <Button size="small" disabled={readOnly !== null} onClick={() => void takeBack(move)}>
        Take back
      </Button>
    </div>
  );
}
