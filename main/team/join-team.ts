import type { z } from 'zod';
import type { teamCalls } from '../../shared/contract/team-calls.ts';
import { unwrap } from '../../shared/reply.ts';
import { readInvitation } from '../../shared/segment/invitation.ts';
import type { Role } from '../../shared/team/roles.ts';
import type { Registry } from '../registry/registry.ts';
import { RegistrySyncStore } from '../registry/sync-store.ts';
import type { SyncHandle, TypedSecrets } from '../sync/sync-handle.ts';

/** What this device asks for, until it is let in. */
export type Asked = { name: string; role: Role; memberId?: string };

const ASKED = 'join-asked';

/** What an invitation says. Refuses what cannot be read; see `readInvitation`. */
export function describeInvitation(text: string): z.output<(typeof teamCalls)['team.readInvitation']['output']> {
  const { name, remote, role, from, memberId } = unwrap(readInvitation(text));
  return { workspaceName: name, remote, role, from, ownDevice: memberId !== undefined };
}

/** Takes up an invitation: connects this new workspace to the team's log, and asks to be let in; the asking itself goes out
 *  with the next round. Where this workspace follows that log already (its device was removed, its key was lost) it asks
 *  again, as a new device. Refuses as `readInvitation`, `SyncHandle.join` and `not-fresh`. */
export async function joinTeam(
  registry: Registry,
  sync: SyncHandle,
  input: { invitation: string; name: string; secrets?: TypedSecrets | undefined },
): Promise<void> {
  const { workspace, head, remote, role, memberId, from } = unwrap(readInvitation(input.invitation));
  const name = memberId === undefined ? input.name : from;
  const secrets = input.secrets ?? {};
  if (registry.notes.hashAt(1) === workspace) await askAgain(registry, sync, remote, secrets);
  else await sync.join(remote, secrets, { chain: workspace, head });
  registry.transaction(() => {
    registry.settings.set('author', name);
    const asked: Asked = { name, role, ...(memberId === undefined ? {} : { memberId }) };
    registry.notes.write(ASKED, asked);
  });
  sync.nudge();
}

/** Null where it asks for nothing. */
export function askedFor(registry: Registry): Asked | null {
  return registry.notes.read<Asked>(ASKED);
}

async function askAgain(registry: Registry, sync: SyncHandle, remote: string, secrets: TypedSecrets): Promise<void> {
  const { deviceId, key } = sync.keys.create();
  new RegistrySyncStore(registry).heal({ deviceId, key });
  if (sync.url === null) await sync.connect(remote, secrets);
}
