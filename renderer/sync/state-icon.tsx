import {
  ArrowDown,
  ArrowUp,
  Check,
  CloudOff,
  HardDrive,
  Hourglass,
  Pause,
  RefreshCw,
  TriangleAlert,
} from 'lucide-react';
import type { Shown } from './sync-words.ts';
import styles from './state-icon.module.css';

/** The sign of a state of syncing; its word stands beside it. */
export function StateIcon({ state }: { state: Shown }) {
  const Icon = ICONS[state];
  return <Icon aria-hidden className={styles.icon} data-sync-state={state} />;
}

const ICONS = {
  none: HardDrive,
  synced: Check,
  syncing: RefreshCw,
  ahead: ArrowUp,
  behind: ArrowDown,
  offline: CloudOff,
  attention: TriangleAlert,
  paused: Pause,
  waiting: Hourglass,
};
