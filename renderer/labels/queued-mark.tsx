import type { QueuedMove } from '../../shared/contract/label-calls.ts';
import { versionWord } from '../../shared/version-word.ts';
import { StateMark } from '../ui/state-mark.tsx';
import { Unseen } from '../ui/unseen.tsx';
import styles from './labels.module.css';

/** Where a label will be, beside where it stands: `→ v8` and the mark of what is queued. */
export function QueuedMark({ move, compact = false }: { move: QueuedMove; compact?: boolean }) {
  return (
    <span className={styles.queued}>
      <span aria-hidden>→</span>
      <Unseen>queued to move to </Unseen>
      {move.to === null ? 'off' : versionWord(move.to.number)}
      <StateMark state="queued" compact={compact} why={move.isStale ? STALE : undefined} />
    </span>
  );
}

export const STALE = 'somebody else moved the label meanwhile, so this will have no effect';
