import type { ReviewRow } from '../../shared/contract/review-calls.ts';
import { markOf, StateMark } from '../ui/state-mark.tsx';
import { STATE_WORDS } from './review-words.ts';
import styles from './reviews.module.css';

/** Where a review stands, and whether it is settled that it is there at all. */
export function ReviewStateChip({ review: { state, mark } }: { review: Pick<ReviewRow, 'state' | 'mark'> }) {
  const unsettled = markOf(mark);
  return (
    <span className={styles.states}>
      {unsettled && <StateMark state={unsettled} />}
      <span className={styles.state} data-state={state}>
        {STATE_WORDS[state]}
      </span>
    </span>
  );
}
