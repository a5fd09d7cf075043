import type { Role } from '../../shared/team/roles.ts';
import { newId } from '../../shared/ids.ts';
import { Refused } from '../../shared/reply.ts';
import { writeInvitation } from '../../shared/segment/invitation.ts';
import { holderOf } from '../../shared/team/members.ts';
import type { Registry } from '../registry/registry.ts';
import { ownMember } from '../review/own-member.ts';
import { newDeviceFor } from '../sync/keys/device-keys.ts';
import type { SyncHandle } from '../sync/sync-handle.ts';
import { findRequest } from './join-requests.ts';
import { ownSigner } from './own-key.ts';

/** The text to send to somebody, or, with `ownDevice`, for a further device of oneself. Refuses `no-remote`, `nothing-sent`,
 *  `not-a-member` and, for others than owners, `not-allowed`. */
export function invite(
  registry: Registry,
  sync: Pick<SyncHandle, 'url'>,
  { role, ownDevice = false }: { role: Role; ownDevice?: boolean | undefined },
): { invitation: string } {
  const { notes, state } = registry;
  if (sync.url === null)
    throw new Refused('no-remote', 'An invitation names the remote, and none is connected. Connect one first.');
  const me = ownMember(registry);
  if (!me) throw new Refused('not-a-member', 'Only members can invite, and this device belongs to none.');
  if (!ownDevice && me.role !== 'owner')
    throw new Refused('not-allowed', 'Only an owner can let others in. Ask one of them for the invitation.');
  const head = notes.head();
  const workspace = notes.hashAt(1);
  if (head === null || workspace === null)
    throw new Refused(
      'nothing-sent',
      'Nothing was sent to the remote yet. Invite others once this workspace is there.',
    );
  return {
    invitation: writeInvitation({
      workspace,
      name: state.workspace()!.name,
      head,
      remote: sync.url,
      role: ownDevice ? me.role : role,
      from: me.name,
      ...(ownDevice ? { memberId: me.memberId } : {}),
    }),
  };
}

/** Lets in who asked: a new member, one who was removed and comes back under the same name, or a further device of this
 *  person. Refuses `no-request`, `not-yours` and what the fold does. */
export function acceptRequest(
  registry: Registry,
  sync: Pick<SyncHandle, 'keys'>,
  { deviceId, role }: { deviceId: string; role: Role },
): void {
  registry.transaction(() => {
    const request = findRequest(registry, deviceId);
    const device = { deviceId, key: request.key };
    if (request.memberId !== undefined) {
      acceptOwnDevice(registry, sync, request.memberId, device);
      return;
    }
    const { name, signature } = request;
    const former = holderOf(registry.present, name, '');
    const memberId = former?.removed && former.name === name ? former.memberId : newId();
    registry.record({ kind: 'member.added', body: { memberId, name, role, device, request: signature } });
  });
}

function acceptOwnDevice(
  registry: Registry,
  sync: Pick<SyncHandle, 'keys'>,
  memberId: string,
  device: { deviceId: string; key: string },
): void {
  const me = ownMember(registry);
  if (me?.memberId !== memberId) {
    const whose = registry.state.team('member', memberId)?.name ?? 'another member';
    throw new Refused(
      'not-yours',
      `Only ${whose} can let in a further device of theirs, from a device they have: it has to vouch for the new one.`,
    );
  }
  const signer = ownSigner(registry, sync);
  const workspaceId = registry.state.workspace()!.id;
  const body = newDeviceFor({ workspaceId, memberId }, device, {
    by: signer.deviceId,
    sign: (text) => signer.sign(text),
  });
  registry.record({ kind: 'device.added', body });
}
