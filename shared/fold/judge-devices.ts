import type { ChangeBody } from '../change.ts';
import { activeDevice, isKeyUsed, ownerRemains } from '../team/members.ts';
import { needsRole } from '../team/may-do.ts';
import { deviceText, rotationText } from '../team/proofs.ts';
import type { FoldContext } from './fold-context.ts';
import { deviceUnfit, keyUsed, lastOwner, onMember } from './judge-members.ts';
import { effect, refused, teamEffect, type Judges } from './outcome.ts';
import type { StateView } from './state.ts';

type Kind = 'device.added' | 'device.rotated' | 'device.removed' | 'recovery.set';

export const deviceJudges: Judges<Kind> = {
  /** A device of the member, or their recovery key, vouches for the new one: nobody else can, not even an owner. */
  'device.added': (view, { body }, context) =>
    onMember(view, body.memberId, (member) => {
      const { by } = context;
      if (by && by.memberId !== member.memberId && by.role !== 'owner')
        return { refusal: needsRole(by, 'adding a device to someone else', ['owner']) };
      const { device, memberId } = body;
      const unfit = deviceUnfit(view, device);
      if (unfit) return unfit;
      if (!isVouchedFor(view, body, context))
        return refused(
          'bad-proof',
          `Nothing shows that this device belongs to ${member.name}: a device of theirs, or their recovery key, has to vouch for it.`,
          { deviceId: device.deviceId, memberId },
        );
      return effect(teamEffect('device', device.deviceId, { ...device, memberId, formerKeys: [], removed: false }));
    }),

  /** Signed by the old key, which the segment is signed with, and by the new one. */
  'device.rotated': (view, { body }, { actor, verify }) => {
    const device = activeDevice(view, body.deviceId);
    if (!device) return noDevice(body.deviceId);
    const { deviceId, key: oldKey } = device;
    if (actor?.deviceId !== deviceId)
      return refused('not-allowed', 'Only a device itself can replace its key; remove the device instead.', {
        deviceId,
      });
    if (isKeyUsed(view, body.key)) return keyUsed();
    const workspaceId = view.workspace()?.id ?? '';
    if (!verify(body.key, rotationText({ workspaceId, deviceId, oldKey, key: body.key }), body.proof))
      return refused('bad-proof', 'Nothing shows that this device holds the key it wants to use from here on.', {
        deviceId,
      });
    const row = { ...device, key: body.key, formerKeys: [...device.formerKeys, oldKey] };
    return effect(teamEffect('device', deviceId, row));
  },

  'device.removed': (view, { body }, { by }) => {
    const device = activeDevice(view, body.deviceId);
    if (!device) return noDevice(body.deviceId);
    return onMember(view, device.memberId, (member) => {
      if (by && by.memberId !== member.memberId && by.role !== 'owner')
        return { refusal: needsRole(by, 'removing a device of someone else', ['owner']) };
      if (member.role === 'owner' && !ownerRemains(view, member.memberId, device.deviceId))
        return lastOwner(member, 'lose this device: it is the only one they have');
      return effect(teamEffect('device', device.deviceId, { ...device, removed: true }));
    });
  },

  'recovery.set': (_view, { id, body }, { by }) =>
    by
      ? effect(teamEffect('recovery', by.memberId, { memberId: by.memberId, key: body.key, changeId: id }))
      : refused(
          'no-members',
          'A recovery key belongs to a member, and this workspace has none. Connect a remote first.',
        ),
};

function isVouchedFor(
  view: StateView,
  { memberId, device, proof }: ChangeBody<'device.added'>,
  { verify }: FoldContext,
): boolean {
  const key = voucherKey(view, memberId, proof.by);
  const workspaceId = view.workspace()?.id ?? '';
  return key !== undefined && verify(key, deviceText({ workspaceId, memberId, ...device }), proof.signature);
}

function voucherKey(view: StateView, memberId: string, by: string): string | undefined {
  if (by === 'recovery') return view.team('recovery', memberId)?.key;
  const device = activeDevice(view, by);
  return device?.memberId === memberId ? device.key : undefined;
}

function noDevice(deviceId: string): ReturnType<typeof refused> {
  return refused('no-device', 'No member has such a device, or it has been removed.', { deviceId });
}
