import { useMemo } from 'react';
import { showActivity } from '../activity/activity-state.ts';
import { useCommands, type Command } from '../state/commands.ts';
import { openDialog } from '../state/dialogs.ts';
import { useSync } from '../state/sync.ts';
import { showArea } from '../state/tabs.ts';
import { showTeam } from './team-area-state.ts';

/** Commands about the team; there whatever is in front. */
export function useTeamCommands(): void {
  const hasRemote = useSync((state) => state.status?.remote != null);
  const role = useSync((state) => state.status?.member?.role ?? null);
  useCommands(useMemo(() => teamCommands(hasRemote, role), [hasRemote, role]));
}

function teamCommands(hasRemote: boolean, role: string | null): Command[] {
  const group = 'Team';
  const commands: Command[] = [
    {
      id: 'attention',
      title: 'Show what needs attention',
      group,
      shortcut: 'Mod+4',
      keywords: ['inbox', 'waiting', 'diverged', 'refused', 'stale'],
      run: () => showArea('attention'),
    },
    { id: 'team', title: 'Show the team', group, shortcut: 'Mod+5', run: () => showArea('team') },
    {
      id: 'team.activity',
      title: 'Show the activity',
      group,
      keywords: ['feed', 'log', 'history', 'audit'],
      run: () => showActivity(),
    },
    { id: 'team.members', title: 'Show members', group, keywords: ['people', 'roles'], run: () => showTeam('members') },
    {
      id: 'team.exportLog',
      title: 'Export the audit log…',
      group,
      keywords: ['verify', 'signed', 'evidence'],
      run: () => openDialog({ kind: 'export-log' }),
    },
    { id: 'team.remote', title: 'About the remote', group, keywords: ['sync', 'store'], run: () => showTeam('remote') },
  ];
  const add = (id: string, title: string, run: () => void, keywords: string[] = []) =>
    commands.push({ id, title, group, keywords, run });
  if (!hasRemote) add('team.join', 'Join a team…', () => openDialog({ kind: 'join-team' }), ['invitation']);
  if (hasRemote && role === 'owner') {
    add('team.invite', 'Invite somebody…', () => openDialog({ kind: 'invite', ownDevice: false }), ['member', 'add']);
    add('team.recoveryKey', 'Make a recovery key…', () => openDialog({ kind: 'recovery-key' }), ['paper', 'backup']);
  }
  if (hasRemote && role !== null) {
    add('team.ownDevice', 'Add a device of mine…', () => openDialog({ kind: 'invite', ownDevice: true }));
    add('team.rotateKey', 'Change the key of this device…', () => openDialog({ kind: 'rotate-key' }), ['rotate']);
  }
  if (hasRemote && role === null)
    add('team.recover', 'Recover with a recovery key…', () => openDialog({ kind: 'recover' }), ['lost', 'owner']);
  return commands;
}
