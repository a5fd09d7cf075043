import type { Registry } from '../registry/registry.ts';
import type { Standing } from './engine-parts.ts';
import type { Position } from './sync-seam.ts';

/** Whom this device speaks for, as the confirmed log has it. What is only queued (a new member, a removal) does not count. */
export function standingOf(registry: Registry, { deviceId, key, chain, head }: Position): Standing {
  const { state } = registry;
  if (chain === null && head === null && [...state.teamRows('member')].length === 0) return { kind: 'founder' };
  const device = deviceId === null ? undefined : state.team('device', deviceId);
  if (!device) return { kind: 'waiting' };
  const member = state.team('member', device.memberId);
  if (!member || member.removed || device.removed || device.key !== key) return { kind: 'removed' };
  return { kind: 'member', memberId: member.memberId, name: member.name, role: member.role };
}
