import type { Role } from '../../../shared/team/roles.ts';
import { Refused } from '../../../shared/reply.ts';
import { note, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

export async function invite(
  session: Session,
  _: [],
  { role, ownDevice = false }: { role?: Role; ownDevice?: boolean },
): Promise<void> {
  if (role === undefined && !ownDevice)
    throw new Refused(
      'usage',
      'Say what the new member may do: --role editor. Or --own-device, for a device of yours.',
    );
  const { invitation } = await session.ask('team.invite', {
    role: role ?? (await ownRole(session)),
    ...(ownDevice ? { ownDevice } : {}),
  });
  if (session.json) return printJson({ invitation });
  print(invitation);
  note(
    ownDevice
      ? 'On the other device: galley join INVITATION --name YOU. Then, here: galley members accept YOU.'
      : 'Send it to them. They run “galley join INVITATION --name THEM”; then you let them in with “galley members accept THEM”.',
  );
}

async function ownRole(session: Session): Promise<Role> {
  return (await session.ask('sync.status', {})).member?.role ?? 'owner';
}
