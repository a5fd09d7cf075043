import { ArrowDown, ArrowUp, Columns2, Rows2 } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Comparison } from '../../shared/contract/compare-calls.ts';
import type { Review } from '../../shared/contract/review-calls.ts';
import type { Refusal } from '../../shared/reply.ts';
import { DiffView } from '../diff/diff-view.tsx';
import { type Remarks, RemarksProvider } from '../diff/remarks.tsx';
import { useWide } from '../diff/use-wide.ts';
import { switchLayout } from '../prompt/history/diff-commands.ts';
import { usePreferences } from '../state/preferences.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { Comment } from './comment.tsx';
import { CommentForm } from './comment-form.tsx';
import { placeWord } from './review-words.ts';
import type { Composing } from './use-composing.ts';
import styles from './reviews.module.css';

type Props = {
  review: Review;
  diff: Comparison | null;
  refusal: Refusal | null;
  /** The change that is gone to, from 0. */
  change: number | null;
  composing: Composing;
  onChange: (change: number | null) => void;
};

const NARROWEST_SPLIT = 460; // pixels

/** The change as a comparison, with what was said about its lines under them. */
export function ReviewChanges({ review, diff, refusal, change, composing, onChange }: Props) {
  const { diffLayout: layout, diffLevel: level } = usePreferences((state) => state.preferences);
  const section = useRef<HTMLElement>(null);
  const wide = useWide(section, NARROWEST_SPLIT, true);
  const [count, setCount] = useState(0);
  const remarks = useRemarks(review, composing);
  const step = useCallback(
    (by: 1 | -1) => onChange(count === 0 ? null : ((change ?? (by === 1 ? -1 : 0)) + by + count) % count),
    [change, count, onChange],
  );
  return (
    <section
      ref={section}
      className={styles.changes}
      aria-label={`From ${placeWord(review.from)} to ${placeWord(review.to)}`}
      // Reachable by the keyboard, since it scrolls.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {refusal && <Notice>{refusal.message}</Notice>}
      {diff ? (
        <RemarksProvider value={remarks}>
          <div className={styles.steps}>
            <IconButton
              label={layout === 'split' ? 'Side by side: show unified' : 'Unified: show side by side'}
              onClick={switchLayout}
            >
              {layout === 'split' ? <Columns2 /> : <Rows2 />}
            </IconButton>
            <Button
              aria-label="Previous change"
              title="Previous change (Shift F7, P)"
              disabled={count === 0}
              onClick={() => step(-1)}
            >
              <ArrowUp />
            </Button>
            <Button aria-label="Next change" title="Next change (F7, N)" disabled={count === 0} onClick={() => step(1)}>
              <ArrowDown />
              <span>{change === null ? count : `${change + 1} of ${count}`}</span>
            </Button>
          </div>
          <DiffView
            diff={diff}
            leftName={placeWord(review.from)}
            rightName={placeWord(review.to)}
            layout={wide ? layout : 'unified'}
            level={level}
            current={change}
            onCount={setCount}
          />
        </RemarksProvider>
      ) : (
        !refusal && <Spinner label="Comparing" />
      )}
    </section>
  );
}

/** Comments under their lines, and the one that is being written under its own. */
function useRemarks({ discussion }: Review, composing: Composing): Remarks {
  return useMemo(() => {
    const { place } = composing;
    return {
      under: (message, side, from, to) => {
        const isHere = (one: { message: number; line: number; side: string }) =>
          one.message === message && one.side === side && one.line >= from && one.line < to;
        const comments = discussion.filter((comment) => comment.place !== null && isHere(comment.place));
        const isWriting = place !== null && isHere(place);
        if (comments.length === 0 && !isWriting) return null;
        return (
          <div className={styles.thread} key={side}>
            {comments.map((comment) => (
              <Comment key={comment.changeId} comment={comment} />
            ))}
            {isWriting && <CommentForm composing={composing} focus />}
          </div>
        );
      },
      begin: composing.mayNot === null ? composing.begin : null,
    };
  }, [discussion, composing]);
}
