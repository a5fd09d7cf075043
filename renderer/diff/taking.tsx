import { createContext, useContext } from 'react';
import type { Side } from '../../shared/diff/take.ts';
import { Button } from '../ui/button.tsx';
import styles from './diff-view.module.css';

/** How changes are taken from where a comparison is shown; null where there is no draft to take them into. */
export type Taking = {
  /** The sides whose text can be taken, with what the button says: `Take`, `Restore`, `Take v3`. */
  ways: { from: Side; verb: string; says: string }[];
  take: (changes: readonly number[], from: Side) => void;
};

const Context = createContext<Taking | null>(null);
export const TakingProvider = Context.Provider;

type Props = {
  changes: readonly number[];
  what: string;
  suffix?: string;
  /** Where it stands in a row: with two ways, each stands by its side; a lone one stands at the right. */
  at?: Side | 'only';
};

/** The buttons that take `changes`; `what` names them to those who do not see where they stand. */
export function TakeButtons({ changes, what, suffix = '', at = 'only' }: Props) {
  const taking = useContext(Context);
  const ways = taking?.ways.filter(({ from }) => at === 'only' || at === (taking.ways.length > 1 ? from : 'right'));
  if (!taking || !ways || ways.length === 0 || changes.length === 0) return null;
  return (
    <span className={styles.take}>
      {ways.map(({ from, verb, says }) => (
        <Button
          key={from}
          size="small"
          aria-label={`${verb}${suffix} (${what})`}
          title={`${says} (${what})`}
          onClick={() => taking.take(changes, from)}
        >
          {verb}
          {suffix}
        </Button>
      ))}
    </span>
  );
}
