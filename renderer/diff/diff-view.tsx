import { useEffect, useMemo, useRef } from 'react';
import type { ContentDiff } from '../../shared/diff/content-diff.ts';
import { numberChanges, type NumberedMessage } from './diff-items.ts';
import { summarise } from './diff-summary.ts';
import { FactList } from './fact-list.tsx';
import { MessageDiffCard } from './message-diff-card.tsx';
import { type Taking, TakingProvider } from './taking.tsx';
import { WhenNear } from './when-near.tsx';
import styles from './diff-view.module.css';

export type DiffLayout = 'split' | 'unified';
export type DiffLevel = 'word' | 'line';
/** How rows are shown, the names of the sides, and the change that is gone to, counted from 0. */
export type DiffLook = {
  leftName: string;
  rightName: string;
  layout: DiffLayout;
  level: DiffLevel;
  current: number | null;
};

type Props = Omit<DiffLook, 'level' | 'current'> & {
  diff: ContentDiff;
  level?: DiffLevel;
  /** The change that is gone to; it is brought into sight. */
  current?: number | null;
  onCount?: (count: number) => void;
  taking?: Taking | null;
};

/** Cards that are drawn in one go; those after the first few wait until they are near. */
const CARDS_IN_PIECE = 10;
const CARD_HEIGHT = 120; // pixels, roughly

/** Two contents beside each other: what changed in a line, then settings and the like, then message by message. */
export function DiffView({ diff, current = null, level = 'word', onCount, taking = null, ...look }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const { messages, count } = useMemo(() => numberChanges(diff), [diff]);
  useEffect(() => onCount?.(count), [count, onCount]);
  useEffect(() => {
    if (current === null || current >= count) return;
    const target = root.current?.querySelector(`[data-stop="${current}"]`);
    target?.scrollIntoView({ block: 'center' });
  }, [current, count]);

  const changed = useMemo(() => messages.filter(({ message }) => message.kind !== 'same'), [messages]);
  const unchanged = messages.length - changed.length;
  return (
    <TakingProvider value={taking}>
      <div ref={root} className={styles.view}>
        <p className={styles.summary} data-testid="diff-summary">
          {summarise(diff).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
        {diff.facts.length > 0 && <FactList facts={diff.facts} look={{ ...look, level, current }} />}
        {inPieces(changed).map((piece, index) => (
          <WhenNear
            key={piece[0]!.changes[0]?.number ?? index}
            height={piece.length * CARD_HEIGHT}
            now={index === 0 || holds(piece, current)}
          >
            {() =>
              piece.map((numbered) => (
                <MessageDiffCard
                  key={`${numbered.message.leftIndex} ${numbered.message.rightIndex}`}
                  numbered={numbered}
                  look={{ ...look, level, current }}
                />
              ))
            }
          </WhenNear>
        ))}
        {unchanged > 0 && !diff.same && (
          <p className={styles.unchanged}>
            {unchanged === 1 ? '1 message is the same.' : `${unchanged.toLocaleString('en')} messages are the same.`}
          </p>
        )}
      </div>
    </TakingProvider>
  );
}

function inPieces(messages: readonly NumberedMessage[]): NumberedMessage[][] {
  return Array.from({ length: Math.ceil(messages.length / CARDS_IN_PIECE) }, (_, index) =>
    messages.slice(index * CARDS_IN_PIECE, (index + 1) * CARDS_IN_PIECE),
  );
}

function holds(piece: readonly NumberedMessage[], current: number | null): boolean {
  return current !== null && piece.some(({ changes }) => changes.some(({ number }) => number === current));
}
