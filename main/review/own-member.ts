import type { StateView } from '../../shared/fold/state.ts';
import { activeDevice, activeMember, hasMembers } from '../../shared/team/members.ts';
import type { MemberRow } from '../../shared/team/team-rows.ts';
import type { Registry } from '../registry/registry.ts';

/** The member that this device speaks for; null where there are no members, or it belongs to none of them. */
export function ownMember(registry: Registry, view: StateView = registry.state): MemberRow | null {
  const { device } = registry.notes;
  const known = device && activeDevice(view, device.deviceId);
  return known && known.key === device.key ? (activeMember(view, known.memberId) ?? null) : null;
}

/** Whom the rules are asked about: null where there are no members at all, since then nobody is kept from anything. */
export function ownMemberId(registry: Registry): string | null {
  if (!hasMembers(registry.state)) return null;
  return ownMember(registry)?.memberId ?? NOBODY;
}

/** No member has this id: who is not one may do nothing. */
const NOBODY = '';
