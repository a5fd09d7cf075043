import { WifiOff } from 'lucide-react';
import { useConnection } from '../state/connection.ts';
import { loadWorkspace } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import styles from './connection-banner.module.css';

/** Says that the host has gone, for as long as it is gone. What is typed meanwhile stays in the window. */
export function ConnectionBanner() {
  const lost = useConnection((state) => state.lost);
  if (!lost) return null;
  return (
    <div className={styles.banner} role="alert">
      <WifiOff aria-hidden />
      <span className={styles.text}>
        Galley has stopped, so nothing can be saved now. Keep this page open and start Galley again: what you wrote here
        is still here.
      </span>
      <Button size="small" onClick={() => void loadWorkspace()}>
        Try now
      </Button>
    </div>
  );
}
