import { CircleCheck, CircleX } from 'lucide-react';
import type { Evidence, Review, ReviewDecision } from '../../shared/contract/review-calls.ts';
import { policySentences } from '../../shared/review/policy-words.ts';
import { markOf, StateMark } from '../ui/state-mark.tsx';
import { Time } from '../ui/time.tsx';
import { Unseen } from '../ui/unseen.tsx';
import { Comment } from './comment.tsx';
import { CommentForm } from './comment-form.tsx';
import { placeText } from './review-places.ts';
import { approvalsText } from './review-words.ts';
import type { Composing } from './use-composing.ts';
import styles from './reviews.module.css';

/** What stands beside the change: why it is asked for, who said what, what the label takes, and what was measured. */
export function ReviewAside({ review, composing }: { review: Review; composing: Composing }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
    <aside className={styles.aside} aria-label="About this review" tabIndex={0}>
      {review.note !== '' && <p className={styles.words}>{review.note}</p>}
      <section aria-label="Approvals">
        <h3 className={styles.heading}>Approvals</h3>
        <p className={styles.big}>{approvalsText(review)}</p>
        <ul className={styles.plain}>
          {review.decisions.map((decision) => (
            <Decision key={decision.changeId} decision={decision} />
          ))}
        </ul>
      </section>
      <section aria-label="Policy">
        <h3 className={styles.heading}>What “{review.label}” takes</h3>
        {policySentences(review.policy).map((sentence) => (
          <p key={sentence} className={styles.sentence}>
            {sentence}
          </p>
        ))}
      </section>
      <EvidenceList review={review} />
      <section aria-label="Discussion">
        <h3 className={styles.heading}>Discussion</h3>
        {review.discussion.map((comment) => (
          <Comment
            key={comment.changeId}
            comment={comment}
            {...(comment.place ? { place: placeText(comment.place) } : {})}
          />
        ))}
        {composing.place === null && <CommentForm composing={composing} focus={false} />}
      </section>
    </aside>
  );
}

function Decision({ decision: { decision, by, at, note, counts, why, mark } }: { decision: ReviewDecision }) {
  const unsettled = markOf(mark);
  const Icon = decision === 'approve' ? CircleCheck : CircleX;
  const verb = decision === 'approve' ? 'approved' : 'rejected';
  const isDead = !counts && mark !== 'queued';
  return (
    <li className={styles.decision} data-decision={decision} data-dead={isDead || undefined}>
      <Icon aria-hidden />
      <div>
        <p className={styles.by}>
          {isDead ? (
            <s>
              <b>{by}</b> {verb}
            </s>
          ) : (
            <span>
              <b>{by}</b> {verb}
            </span>
          )}{' '}
          · <Time at={at} />
          {unsettled && <StateMark state={unsettled} why={why} />}
        </p>
        {note !== '' && <p className={styles.words}>{note}</p>}
        {why !== null && <p className={styles.quiet}>{why}</p>}
      </div>
    </li>
  );
}

function EvidenceList({ review: { evidence, policy } }: { review: Review }) {
  const required = policy.protected ? policy.evaluation : null;
  const isMissing = required !== null && !evidence.some((one) => one.required);
  if (evidence.length === 0 && !isMissing) return null;
  return (
    <section aria-label="Evidence">
      <h3 className={styles.heading}>Evidence</h3>
      <ul className={styles.plain}>
        {isMissing && (
          <li className={styles.decision} data-dead>
            <CircleX aria-hidden />
            <p className={styles.sentence}>“{required}” is required and has not run on this version.</p>
          </li>
        )}
        {evidence.map((one) => (
          <EvidenceLine key={one.changeId} evidence={one} />
        ))}
      </ul>
    </section>
  );
}

function EvidenceLine({ evidence: { evaluation, passed, summary, by, at, required, mark } }: { evidence: Evidence }) {
  const unsettled = markOf(mark);
  const Icon = passed ? CircleCheck : CircleX;
  return (
    <li className={styles.decision} data-decision={passed ? 'approve' : 'reject'}>
      <Icon aria-hidden />
      <div>
        <p className={styles.by}>
          <b>{evaluation}</b> {passed ? 'passed' : 'failed'}
          {required && <span className={styles.required}>required</span>}
          {unsettled && <StateMark state={unsettled} compact />}
        </p>
        {summary !== '' && <p className={styles.words}>{summary}</p>}
        <p className={styles.quiet}>
          <Unseen>recorded by </Unseen>
          {by} · <Time at={at} />
        </p>
      </div>
    </li>
  );
}
