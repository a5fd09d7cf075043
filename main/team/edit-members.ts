import type { Role } from '../../shared/team/roles.ts';
import { hasMembers } from '../../shared/team/members.ts';
import type { Registry } from '../registry/registry.ts';
import { configureWorkspace } from '../registry/configure-workspace.ts';

/** Who may do each of these, the fold decides: see `shared/fold/judge-members.ts` for what it refuses. */
export function setRole(registry: Registry, body: { memberId: string; role: Role }): void {
  registry.record({ kind: 'member.role', body });
}

export function removeMember(registry: Registry, memberId: string): void {
  registry.record({ kind: 'member.removed', body: { memberId } });
}

export function removeDevice(registry: Registry, deviceId: string): void {
  registry.record({ kind: 'device.removed', body: { deviceId } });
}

/** Where there is no team yet the name is only this device's own: the author of what it writes. */
export function renameMember(registry: Registry, { memberId, name }: { memberId: string; name: string }): void {
  if (hasMembers(registry.state)) registry.record({ kind: 'member.renamed', body: { memberId, name } });
  else configureWorkspace(registry, { author: name });
}
