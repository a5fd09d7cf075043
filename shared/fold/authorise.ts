import type { Change } from '../change.ts';
import type { Refusal } from '../reply.ts';
import { roleRefusal } from '../team/may-do.ts';
import { hasMembers } from '../team/members.ts';
import type { DeviceRow, MemberRow } from '../team/team-rows.ts';
import type { Actor, FoldContext } from './fold-context.ts';
import { refused } from './outcome.ts';
import type { StateView } from './state.ts';

/** Who makes a change, at its place in the log: the member whose device signed it, null where there are no members yet;
 *  or why nobody may make it so. */
export function authorise(
  view: StateView,
  change: Change,
  context: FoldContext,
): { by: MemberRow | null } | { refusal: Refusal } {
  const device = context.actor ? view.team('device', context.actor.deviceId) : undefined;
  // Where there is a device there is a member; asking for one takes longer.
  if (!device && !hasMembers(view)) return authoriseFounder(context);
  const found = signer(view, change, context.actor, device);
  if ('refusal' in found) return found;
  const { by } = found;
  if (by.removed)
    return refused('member-removed', `${by.name} had been removed from this workspace when this change arrived.`);
  if (!by.names.includes(change.author))
    return refused(
      'forged-author',
      `This change says it is by “${change.author}”, but a device of ${by.name} signed it. It has no effect.`,
      { memberId: by.memberId, author: change.author },
    );
  const refusal = roleRefusal(by, change.kind);
  return refusal ? { refusal } : found;
}

/** Before there are members a workspace belongs to whoever began its log. */
function authoriseFounder({ actor }: FoldContext): { by: null } | { refusal: Refusal } {
  if (actor === null || actor.founding) return { by: null };
  return refused(
    'stranger',
    'This change came from a device that did not begin this workspace, before anybody was let in. It has no effect.',
  );
}

function signer(
  view: StateView,
  change: Change,
  actor: Actor | null,
  device: DeviceRow | undefined,
): { by: MemberRow } | { refusal: Refusal } {
  if (actor === null) return refused('not-a-member', 'This workspace has members, and no device of one signed this.');
  if (!device) {
    const by = introduced(view, change, actor);
    return by
      ? { by }
      : refused(
          'not-a-member',
          'This change came from a device that belongs to no member. Ask an owner to let it in.',
          {
            deviceId: actor.deviceId,
          },
        );
  }
  const by = view.team('member', device.memberId)!;
  if (by.removed) return { by };
  if (device.removed)
    return refused(
      'device-removed',
      `This device of ${by.name} had been removed from the workspace when this change arrived.`,
      { deviceId: device.deviceId, memberId: by.memberId },
    );
  if (device.key !== actor.key)
    return refused(
      'wrong-key',
      device.formerKeys.includes(actor.key)
        ? `This device of ${by.name} had replaced the key that signed this change. Make the change again.`
        : `This change was signed with a key that this device of ${by.name} never had. It has no effect.`,
      { deviceId: device.deviceId, memberId: by.memberId },
    );
  return { by };
}

/** The member that a new device says it belongs to: it signs its own admission, and brings the proof (judged with it). */
function introduced(view: StateView, change: Change, actor: Actor): MemberRow | undefined {
  if (change.kind !== 'device.added') return undefined;
  const { device, memberId } = change.body;
  return device.deviceId === actor.deviceId && device.key === actor.key ? view.team('member', memberId) : undefined;
}
