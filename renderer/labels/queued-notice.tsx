import type { QueuedMove } from '../../shared/contract/label-calls.ts';
import { QueuedMark, STALE } from './queued-mark.tsx';
import styles from './labels.module.css';

/** What is to become of a label once this device has synced. */
export function QueuedNotice({ move }: { move: QueuedMove }) {
  return (
    <div className={styles.waiting}>
      <QueuedMark move={move} />
      <p className={styles.said}>
        {move.isStale
          ? `${STALE.charAt(0).toUpperCase()}${STALE.slice(1)}.`
          : 'It moves once this is synced, if nobody moves it before.'}
      </p>
    </div>
  );
}
