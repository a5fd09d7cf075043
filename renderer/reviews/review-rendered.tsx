import { useEffect, useState } from 'react';
import type { RenderedChange, Review } from '../../shared/contract/review-calls.ts';
import type { Reply } from '../../shared/reply.ts';
import { DiffView } from '../diff/diff-view.tsx';
import { call } from '../state/client.ts';
import { usePreferences } from '../state/preferences.ts';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { placeWord } from './review-words.ts';
import styles from './reviews.module.css';

/** What a model would get before and after, filled in. */
export function ReviewRendered({ review }: { review: Review }) {
  const { diffLayout: layout, diffLevel: level } = usePreferences((state) => state.preferences);
  const answer = useRendered(review.reviewId);
  if (!answer) return <Spinner label="Filling in" />;
  if (!answer.ok) return <Notice>{answer.error.message}</Notice>;
  const { inputSet, diff, problems } = answer.value;
  return (
    <section className={styles.changes} aria-label="What is sent, before and after">
      <p className={styles.quiet}>
        {inputSet === null
          ? 'There is no saved input set for this prompt on this device: variables stand as they are written.'
          : `Filled in with the input set “${inputSet}” of this device.`}
      </p>
      {problems.map((problem) => (
        <Notice key={problem} tone="warning">
          After the change: {problem}
        </Notice>
      ))}
      {diff.same ? (
        <p>What is sent stays the same.</p>
      ) : (
        <DiffView
          diff={diff}
          leftName={`${placeWord(review.from)}, sent`}
          rightName={`${placeWord(review.to)}, sent`}
          layout={layout}
          level={level}
        />
      )}
    </section>
  );
}

function useRendered(reviewId: string): Reply<RenderedChange> | null {
  const [answer, setAnswer] = useState<{ of: string; reply: Reply<RenderedChange> } | null>(null);
  useEffect(() => {
    const wanted = { still: true };
    const read = async () => {
      const reply = await call('review.rendered', { reviewId });
      if (wanted.still) setAnswer({ of: reviewId, reply });
    };
    void read();
    return () => {
      wanted.still = false;
    };
  }, [reviewId]);
  return answer?.of === reviewId ? answer.reply : null;
}
