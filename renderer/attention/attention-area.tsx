import { CircleCheck } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { useLiveAnswer } from '../state/live-answer.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { AttentionCard } from './attention-card.tsx';
import { dismiss } from './dismiss.ts';
import styles from './attention.module.css';

/** Everything that waits on this person: what happened, and what can be done about it. */
export default function AttentionArea() {
  const { value, refusal } = useLiveAnswer('attention.list', {});
  const list = useRef<HTMLUListElement>(null);
  const items = value?.items ?? [];
  const press = (event: KeyboardEvent<HTMLUListElement>) => {
    const cards = [...(list.current?.children ?? [])];
    const at = cards.findIndex((card) => card.contains(document.activeElement));
    const step = STEPS[event.key];
    if (step !== undefined) {
      const next = cards[Math.min(Math.max(at + step, 0), cards.length - 1)];
      if (next instanceof HTMLElement) next.focus();
      event.preventDefault();
    } else if (event.key === 'Delete' && items[at]?.canDismiss === true) {
      const next = cards[at + 1] ?? cards[at - 1];
      if (next instanceof HTMLElement) next.focus();
      void dismiss(items[at].id);
    }
  };
  return (
    <main className={styles.area}>
      <header className={styles.head}>
        <h1 className={styles.title}>Needs attention</h1>
        {items.length > 0 && <span className={styles.count}>{items.length.toLocaleString('en')}</span>}
      </header>
      {refusal !== null && <EmptyState title="This cannot be shown">{refusal.message}</EmptyState>}
      {value === null && refusal === null && <SpinnerPage label="Reading what waits on you" />}
      {value !== null && items.length === 0 && (
        <EmptyState icon={<CircleCheck aria-hidden />} title="Nothing waits on you">
          What needs a decision of yours comes here: versions side by side, label moves that came too late, reviews,
          people who ask to be let in, and a remote that misbehaves.
        </EmptyState>
      )}
      {items.length > 0 && (
        // The keys move between the cards, which hold the buttons.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <ul ref={list} className={styles.list} aria-label="Needs attention" onKeyDown={press}>
          {items.map((item) => (
            <AttentionCard key={item.id} item={item} />
          ))}
        </ul>
      )}
    </main>
  );
}

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
