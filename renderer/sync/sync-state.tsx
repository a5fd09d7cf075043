import { Popover } from 'radix-ui';
import { useSync } from '../state/sync.ts';
import { printShortcut } from '../state/shortcut.ts';
import { deferred } from '../ui/deferred.tsx';
import { giveFocusBack } from '../ui/focus-back.ts';
import { Time } from '../ui/time.tsx';
import { openSyncPanel, PANEL_SHORTCUT, useSyncPanel } from './panel-state.ts';
import { StateIcon } from './state-icon.tsx';
import { arrows, shownState, stateSentence, stateWord } from './sync-words.ts';
import styles from './sync-state.module.css';

const SyncPanel = deferred(() => import('./sync-panel.tsx'));

/** Where this device stands with the team's log, in the status bar; a press tells more. */
export function SyncState() {
  const status = useSync((state) => state.status);
  const open = useSyncPanel((state) => state.open);
  if (status === null) return null;
  const shown = shownState(status);
  const way = arrows(status);
  // Said where it is news: what is being synced or stands still tells how old what one sees is.
  const since = status.syncedAt !== null && shown !== 'syncing' && shown !== 'waiting' ? status.syncedAt : null;
  return (
    <Popover.Root open={open} onOpenChange={openSyncPanel}>
      <Popover.Trigger
        className={styles.state}
        data-testid="sync-state"
        title={`${stateSentence(status)} (${printShortcut(PANEL_SHORTCUT)})`}
      >
        <StateIcon state={shown} />
        <span>{stateWord(shown)}</span>
        {way !== '' && <span className={styles.way}>{way}</span>}
        {since !== null && (
          <span className={styles.since}>
            {shown === 'synced' ? '' : '· synced '}
            <Time at={since} />
          </span>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Sync"
          onCloseAutoFocus={giveFocusBack}
        >
          <SyncPanel status={status} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
