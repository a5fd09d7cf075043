import { useLayoutEffect } from 'react';
import { runShortcut } from '../state/commands.ts';
import { useDialog } from '../state/dialogs.ts';
import { usePreferences } from '../state/preferences.ts';
import { useArea } from '../state/tabs.ts';
import { useWorkspace } from '../state/workspace.ts';
import { useSyncCommands } from '../sync/use-sync-commands.ts';
import { useTeamCommands } from '../team/use-team-commands.ts';
import { deferred } from '../ui/deferred.tsx';
import { Toaster } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { useAppCommands } from './app-commands.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Dialogs } from './dialogs.tsx';
import { DropTarget } from './drop-target.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { LibraryArea } from './library-area.tsx';
import { Rail } from './rail.tsx';
import { RefusedPage } from './refused-page.tsx';
import { StatusBar } from './status-bar.tsx';
import styles from './app.module.css';

const AttentionArea = deferred(() => import('../attention/attention-area.tsx'));
const LabelsArea = deferred(() => import('../labels/labels-area.tsx'));
const ReviewsArea = deferred(() => import('../reviews/reviews-area.tsx'));
const SettingsArea = deferred(() => import('../settings/settings-area.tsx'));
const TeamArea = deferred(() => import('../team/team-area.tsx'));

export function App() {
  return (
    <ErrorBoundary>
      <TooltipProvider>
        <Window />
        <Toaster />
      </TooltipProvider>
    </ErrorBoundary>
  );
}

function Window() {
  const refusal = useWorkspace((state) => state.refusal);
  if (refusal !== null) return <RefusedPage refusal={refusal} />;
  return <Workspace />;
}

function Workspace() {
  const area = useArea((state) => state.area);
  const ready = usePreferences((state) => state.loaded);
  useAppCommands();
  useSyncCommands();
  useTeamCommands();
  useShortcuts();
  return (
    <div className={styles.window}>
      <ConnectionBanner />
      <div className={styles.middle}>
        <Rail />
        {/* The library stays where it is while another area is shown, and with it what is being written. */}
        {ready && <LibraryArea shown={area === 'library'} />}
        {area === 'labels' && <LabelsArea />}
        {area === 'reviews' && <ReviewsArea />}
        {area === 'attention' && <AttentionArea />}
        {area === 'team' && <TeamArea />}
        {area === 'settings' && <SettingsArea />}
      </div>
      <StatusBar />
      <Dialogs />
      <DropTarget />
    </div>
  );
}

function useShortcuts(): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      // What stands behind a dialog is out of reach.
      if (
        useDialog.getState().request !== null ||
        document.querySelector('[role="dialog"][data-state="open"]') !== null
      )
        return;
      if (runShortcut(event)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
