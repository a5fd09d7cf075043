import type { StateView } from '../fold/state.ts';
import type { Id } from '../ids.ts';
import { memberNameKey } from '../names.ts';
import type { DeviceRow, MemberRow, PublicKey } from './team-rows.ts';

export function hasMembers(view: StateView): boolean {
  for (const _ of view.teamRows('member')) return true;
  return false;
}

/** The member of that id who has not been removed. */
export function activeMember(view: StateView, memberId: Id): MemberRow | undefined {
  const member = view.team('member', memberId);
  return member && !member.removed ? member : undefined;
}

/** The device of that id that has not been removed, of whom it belongs to. */
export function activeDevice(view: StateView, deviceId: Id): DeviceRow | undefined {
  const device = view.team('device', deviceId);
  return device && !device.removed ? device : undefined;
}

/** The other member who has, or had, this name. A name stays with who had it: else their older changes could be taken
 *  for someone else's. */
export function holderOf(view: StateView, name: string, memberId: Id): MemberRow | undefined {
  const key = memberNameKey(name);
  for (const member of view.teamRows('member'))
    if (member.memberId !== memberId && member.names.some((held) => memberNameKey(held) === key)) return member;
  return undefined;
}

/** Whether a device has, or had, this key. */
export function isKeyUsed(view: StateView, key: PublicKey): boolean {
  for (const device of view.teamRows('device')) if (device.key === key || device.formerKeys.includes(key)) return true;
  return false;
}

/** Whether an owner who can still sign is left when `memberId`, or only the device `deviceId` of theirs, is gone. */
export function ownerRemains(view: StateView, memberId: Id, deviceId?: Id): boolean {
  for (const device of view.teamRows('device')) {
    if (device.removed) continue;
    const isGoing = deviceId === undefined ? device.memberId === memberId : device.deviceId === deviceId;
    if (!isGoing && activeMember(view, device.memberId)?.role === 'owner') return true;
  }
  return false;
}

/** Who committed a version, or requested a review: before there were members it was the founder. */
export function whoDid(view: StateView, memberId: Id | null): MemberRow | undefined {
  if (memberId !== null) return view.team('member', memberId);
  for (const member of view.teamRows('member')) if (member.founder) return member;
  return undefined;
}
