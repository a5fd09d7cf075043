import type { ReviewComment } from '../../shared/contract/review-calls.ts';
import { markOf, StateMark } from '../ui/state-mark.tsx';
import { Time } from '../ui/time.tsx';
import styles from './reviews.module.css';

/** One comment; `place` is shown where it stands apart from its line. */
export function Comment({ comment, place }: { comment: ReviewComment; place?: string }) {
  const mark = markOf(comment.mark);
  return (
    <div className={styles.comment}>
      <p className={styles.by}>
        <b>{comment.by}</b> · <Time at={comment.at} />
        {place !== undefined && <> · {place}</>}
        {mark && <StateMark state={mark} compact />}
      </p>
      <p className={styles.words}>{comment.text}</p>
    </div>
  );
}
