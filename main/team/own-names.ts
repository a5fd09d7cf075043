import type { Registry } from '../registry/registry.ts';

/** Every name under which this person wrote here; still theirs after the member was removed. */
export function ownNames(registry: Registry): string[] {
  const { device } = registry.notes;
  const memberId = device && registry.state.team('device', device.deviceId)?.memberId;
  const member = memberId ? registry.state.team('member', memberId) : undefined;
  return member?.names ?? [registry.author];
}
