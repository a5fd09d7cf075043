import { useEffect, useMemo, useRef } from 'react';
import type { ContentDiff } from '../../shared/diff/content-diff.ts';
import { numberChanges } from './diff-items.ts';
import { summarise } from './diff-summary.ts';
import { FactList } from './fact-list.tsx';
import { MessageDiffCard } from './message-diff-card.tsx';
import styles from './diff-view.module.css';

export type DiffLayout = 'split' | 'unified';

type Props = {
  diff: ContentDiff;
  leftName: string;
  rightName: string;
  layout: DiffLayout;
  /** The change that is gone to, counted from 0; it is brought into sight. */
  current?: number | null;
  onCount?: (count: number) => void;
};

/** Two contents beside each other: what changed in a line, then settings and the like, then message by message. */
export function DiffView({ diff, leftName, rightName, layout, current = null, onCount }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const { messages, count } = useMemo(() => numberChanges(diff), [diff]);
  useEffect(() => onCount?.(count), [count, onCount]);
  useEffect(() => {
    if (current === null || current >= count) return;
    const target = root.current?.querySelector(`[data-stop="${current}"]`);
    target?.scrollIntoView({ block: 'center' });
  }, [current, count]);

  const unchanged = messages.filter(({ message }) => message.kind === 'same').length;
  return (
    <div ref={root} className={styles.view}>
      <p className={styles.summary} data-testid="diff-summary">
        {summarise(diff).map((part) => (
          <span key={part}>{part}</span>
        ))}
      </p>
      {diff.facts.length > 0 && <FactList facts={diff.facts} current={current} />}
      {messages.map((numbered) =>
        numbered.message.kind === 'same' ? null : (
          <MessageDiffCard
            key={`${numbered.message.leftIndex} ${numbered.message.rightIndex}`}
            numbered={numbered}
            leftName={leftName}
            rightName={rightName}
            layout={layout}
            current={current}
          />
        ),
      )}
      {unchanged > 0 && !diff.same && (
        <p className={styles.unchanged}>
          {unchanged === 1 ? '1 message is the same.' : `${unchanged} messages are the same.`}
        </p>
      )}
    </div>
  );
}
