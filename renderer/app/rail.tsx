import { LibraryBig, Settings, Tag } from 'lucide-react';
import type { ReactNode } from 'react';
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
      <span className={styles.gap} />
      <RailButton area="settings" label="Settings" shortcut="Mod+,">
        <Settings aria-hidden />
      </RailButton>
    </nav>
  );
}

function RailButton({
  area,
  label,
  shortcut,
  children,
}: {
  area: Area;
  label: string;
  shortcut: string;
  children: ReactNode;
}) {
  const current = useArea((state) => state.area === area);
  return (
    <Tooltip text={label} shortcut={shortcut} side="right">
      <button
        type="button"
        className={styles.button}
        aria-label={label}
        aria-current={current ? 'page' : undefined}
        onClick={() => showArea(area)}
      >
        {children}
      </button>
    </Tooltip>
  );
}
