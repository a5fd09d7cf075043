import { Ban, CircleDashed, Clock, Eye, GitFork, type LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Unseen } from './unseen.tsx';
import styles from './state-mark.module.css';

/** What is not settled, or did not come to pass. One word and one sign each, wherever it is said. */
export type MarkedState = 'pending' | 'diverged' | 'queued' | 'refused' | 'unaudited';

type Props = {
  state: MarkedState;
  /** Shown on hover in place of the usual sentence, such as why something was refused. */
  why?: string | null | undefined;
  /** The sign alone, for a line without room; the word stays for those who hear the page. */
  compact?: boolean;
  className?: string;
};

/** The sign and the word of a state, with a sentence about it on hover. */
export function StateMark({ state, why, compact = false, className }: Props) {
  const { icon: Icon, about } = STATES[state];
  const name = capitalised(state);
  return (
    <span
      className={classNames(compact ? styles.sign : styles.chip, className)}
      data-state-mark={state}
      title={`${name}: ${why ?? about}`}
    >
      <Icon aria-hidden />
      {compact ? <Unseen>{name}</Unseen> : state}
    </span>
  );
}

/** The mark of something that is in one of several states; nothing where it is settled. */
export function markOf(mark: 'confirmed' | 'pending' | 'queued' | 'refused'): MarkedState | null {
  return mark === 'confirmed' ? null : mark;
}

const STATES: Record<MarkedState, { icon: LucideIcon; about: string }> = {
  pending: { icon: CircleDashed, about: 'on this device only, until it has been synced' },
  diverged: { icon: GitFork, about: 'nothing builds on it, although there are newer versions' },
  queued: { icon: Clock, about: 'takes effect once it has been synced, if what it expects still holds then' },
  refused: { icon: Ban, about: 'had no effect' },
  unaudited: { icon: Eye, about: 'taken from a checkpoint, and not yet checked against the log' },
};

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
