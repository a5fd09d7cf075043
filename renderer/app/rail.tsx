import { CircleAlert, FileCheck, LibraryBig, Settings, Tag, Users } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { followWaiting, useWaiting } from '../reviews/reviews-state.ts';
import { useSync } from '../state/sync.ts';
import { showArea, useArea, type Area } from '../state/tabs.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './rail.module.css';

/** The areas of the window. */
export function Rail() {
  return (
    <nav className={styles.rail} aria-label="Areas" data-chrome>
      <RailButton area="library" label="Library" shortcut="Mod+1">
        <LibraryBig aria-hidden />
      </RailButton>
      <RailButton area="labels" label="Labels" shortcut="Mod+2">
        <Tag aria-hidden />
      </RailButton>
      <ReviewsButton />
      <AttentionButton />
      <RailButton area="team" label="Team" shortcut="Mod+5">
        <Users aria-hidden />
      </RailButton>
      <span className={styles.gap} />
      <RailButton area="settings" label="Settings" shortcut="Mod+,">
        <Settings aria-hidden />
      </RailButton>
    </nav>
  );
}

function ReviewsButton() {
  const waiting = useWaiting((state) => state.waiting);
  useEffect(followWaiting, []);
  return (
    <RailButton area="reviews" label="Reviews" shortcut="Mod+3" count={waiting}>
      <FileCheck aria-hidden />
    </RailButton>
  );
}

function AttentionButton() {
  const count = useSync((state) => state.status?.attention ?? 0);
  return (
    <RailButton area="attention" label="Needs attention" shortcut="Mod+4" count={count}>
      <CircleAlert aria-hidden />
    </RailButton>
  );
}

type ButtonProps = {
  area: Area;
  label: string;
  shortcut: string;
  /** How many things wait there. */
  count?: number;
  children: ReactNode;
};

function RailButton({ area, label, shortcut, count = 0, children }: ButtonProps) {
  const current = useArea((state) => state.area === area);
  return (
    <Tooltip text={label} shortcut={shortcut} side="right">
      <button
        type="button"
        className={styles.button}
        aria-label={count === 0 ? label : `${label}: ${count.toLocaleString('en')}`}
        aria-current={current ? 'page' : undefined}
        onClick={() => showArea(area)}
      >
        {children}
        {count > 0 && (
          <span className={styles.count} aria-hidden>
            {count > 99 ? '99+' : count}
          </span>
        )}
      </button>
    </Tooltip>
  );
}
