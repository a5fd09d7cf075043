import { useEffect } from 'react';
import type { ReviewRow } from '../../shared/contract/review-calls.ts';
import { useLabelNames } from '../labels/move-label-dialog.tsx';
import { useLiveAnswer } from '../state/live-answer.ts';
import { Button } from '../ui/button.tsx';
import { LabelChip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Select } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { Time } from '../ui/time.tsx';
import { NeedsTeam } from './needs-team.tsx';
import { ReviewStateChip } from './review-state-chip.tsx';
import { approvalsText, placeWord } from './review-words.ts';
import { noteWaiting, openReview, type Scope, useReviewsArea } from './reviews-state.ts';
import styles from './reviews.module.css';

/** Every review, those that wait on this person first. */
export function Inbox() {
  const { scope, label } = useReviewsArea();
  const { value, refusal } = useLiveAnswer('review.list', { scope, ...(label === '' ? {} : { label }) });
  useEffect(() => {
    if (value) noteWaiting(value);
  }, [value]);
  if (refusal) return <EmptyState title="The reviews cannot be shown">{refusal.message}</EmptyState>;
  if (value && !value.hasTeam) return <NeedsTeam what="Reviews" />;
  return (
    <div className={styles.page}>
      <Filters waiting={value?.waiting ?? 0} />
      {value ? <Found reviews={value.reviews} scope={scope} /> : <SpinnerPage label="Reading the reviews" />}
    </div>
  );
}

function Filters({ waiting }: { waiting: number }) {
  const { scope, label } = useReviewsArea();
  const labels = useLabelNames();
  return (
    <search className={styles.filters} aria-label="Filter reviews">
      <Segmented
        label="Which reviews"
        value={scope}
        onValueChange={(next) => useReviewsArea.setState({ scope: next })}
        options={[
          { value: 'open', label: 'Open' },
          { value: 'waiting', label: waiting === 0 ? 'Waiting on you' : `Waiting on you ${waiting}` },
          { value: 'mine', label: 'Yours' },
          { value: 'all', label: 'All' },
        ]}
      />
      <Select
        aria-label="Label"
        value={label}
        onValueChange={(next) => useReviewsArea.setState({ label: next })}
        options={[{ value: '', label: 'Every label' }, ...labels.map((name) => ({ value: name, label: name }))]}
      />
    </search>
  );
}

function Found({ reviews, scope }: { reviews: readonly ReviewRow[]; scope: Scope }) {
  if (reviews.length === 0) return <Nothing scope={scope} />;
  const waiting = reviews.filter((review) => review.waitsOnMe);
  const others = reviews.filter((review) => !review.waitsOnMe);
  return (
    <div className={styles.list}>
      {waiting.length > 0 && (
        <section aria-label="Waiting on you">
          <h2 className={styles.heading}>Waiting on you</h2>
          <Rows reviews={waiting} />
        </section>
      )}
      {others.length > 0 && (
        <section aria-label="Others">
          {waiting.length > 0 && <h2 className={styles.heading}>Others</h2>}
          <Rows reviews={others} />
        </section>
      )}
    </div>
  );
}

function Rows({ reviews }: { reviews: readonly ReviewRow[] }) {
  return (
    <ul className={styles.rows}>
      {reviews.map((review) => (
        <li key={review.reviewId} className={styles.item}>
          <button type="button" className={styles.row} onClick={() => openReview(review.reviewId)}>
            <span className={styles.top}>
              <b className={styles.name}>{review.promptName}</b>
              <LabelChip label={review.label} />
              <span className={styles.way}>
                {placeWord(review.from)} <span aria-label="to">→</span> {placeWord(review.to)}
              </span>
              <ReviewStateChip review={review} />
            </span>
            <span className={styles.under}>
              <span className={styles.note} data-none={review.note === '' || undefined}>
                {review.note.split('\n', 1)[0] || 'No note'}
              </span>
              <span className={styles.facts}>
                {approvalsText(review)}
                {review.comments > 0 &&
                  ` · ${review.comments === 1 ? '1 comment' : `${review.comments} comments`}`} · {review.requestedBy} ·{' '}
                <Time at={review.at} />
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Nothing({ scope }: { scope: Scope }) {
  const { label } = useReviewsArea();
  if (label !== '')
    return (
      <EmptyState
        title={`No review for ${label} here`}
        actions={<Button onClick={() => useReviewsArea.setState({ label: '' })}>Show every label</Button>}
      />
    );
  const showAll = <Button onClick={() => useReviewsArea.setState({ scope: 'all' })}>Show all reviews</Button>;
  if (scope === 'waiting')
    return (
      <EmptyState title="Nothing waits on you" actions={showAll}>
        Reviews that you may decide on, and your own once they can be released, come here.
      </EmptyState>
    );
  if (scope === 'mine')
    return (
      <EmptyState title="You have asked for no review" actions={showAll}>
        Ask for one where you move a label, or from a version in a prompt’s history.
      </EmptyState>
    );
  return (
    <EmptyState
      title={scope === 'open' ? 'No review is open' : 'No reviews yet'}
      {...(scope === 'open' ? { actions: showAll } : {})}
    >
      A review asks the team whether a label may move to a version. Where a label is protected, it moves only with their
      approval.
    </EmptyState>
  );
}
