import { useMemo } from 'react';
import { useCommands, type Command } from '../state/commands.ts';
import { openDialog } from '../state/dialogs.ts';
import { pauseSync, syncNow, useSync } from '../state/sync.ts';
import { showToast } from '../ui/toast.tsx';
import { openSyncPanel, PANEL_SHORTCUT } from './panel-state.ts';

/** Commands about the remote and what is on its way; there whatever is in front. */
export function useSyncCommands(): void {
  const known = useSync((state) => state.status !== null);
  const connected = useSync((state) => state.status?.remote != null);
  const paused = useSync((state) => state.status?.paused ?? false);
  const asks = useSync((state) => state.status?.remote?.kind !== 'folder');
  useCommands(useMemo(() => (known ? syncCommands(connected, paused, asks) : []), [known, connected, paused, asks]));
}

function syncCommands(connected: boolean, paused: boolean, asksForCredentials: boolean): Command[] {
  const group = 'Team';
  const panel: Command = {
    id: 'sync.panel',
    title: 'Show the sync panel',
    group,
    shortcut: PANEL_SHORTCUT,
    keywords: ['pending', 'remote', 'status', 'incoming'],
    run: () => openSyncPanel(),
  };
  if (!connected) {
    const keywords = ['sync', 'share', 'folder', 'postgres', 's3'];
    return [panel, { id: 'remote.connect', title: 'Connect a remote…', group, keywords, run: connect }];
  }
  const commands: Command[] = [
    panel,
    {
      id: 'sync.now',
      title: 'Sync now',
      group,
      keywords: ['push', 'pull', 'fetch', 'send'],
      run: () => void told(syncNow()),
    },
    {
      id: 'sync.pause',
      title: paused ? 'Resume syncing' : 'Pause syncing',
      group,
      run: () => void told(pauseSync(!paused)),
    },
    { id: 'remote.disconnect', title: 'Disconnect the remote…', group, run: () => openDialog({ kind: 'disconnect' }) },
  ];
  if (asksForCredentials)
    commands.push({
      id: 'remote.credentials',
      title: 'Enter credentials of the remote…',
      group,
      keywords: ['password', 'secret', 'key'],
      run: () => openDialog({ kind: 'credentials' }),
    });
  return commands;
}

function connect(): void {
  openDialog({ kind: 'connect-remote' });
}

async function told(work: ReturnType<typeof syncNow>): Promise<void> {
  const refusal = await work;
  if (refusal !== null) showToast({ text: refusal.message, tone: 'error' });
}
