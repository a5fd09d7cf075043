import { A_ROLE } from '../../shared/team/roles.ts';
import type { Registry } from '../registry/registry.ts';

/** What this device has asked for about members and is not in the log yet, as a clause for each member it is about. */
export function queuedByMember(registry: Registry): Map<string, string> {
  const clauses = new Map<string, string[]>();
  const add = (memberId: string | undefined, clause: string) => {
    if (memberId !== undefined) clauses.set(memberId, [...(clauses.get(memberId) ?? []), clause]);
  };
  for (const { change } of registry.log.queued()) {
    switch (change.kind) {
      case 'member.added':
        add(change.body.memberId, 'is let in');
        break;
      case 'member.renamed':
        add(change.body.memberId, `is called ${change.body.name}`);
        break;
      case 'member.role':
        add(change.body.memberId, `becomes ${A_ROLE[change.body.role]}`);
        break;
      case 'member.removed':
        add(change.body.memberId, 'is removed');
        break;
      case 'device.added':
        add(change.body.memberId, 'gets a further device');
        break;
      case 'device.removed':
        add(registry.present.team('device', change.body.deviceId)?.memberId, 'loses a device');
        break;
      case 'device.rotated':
        add(registry.present.team('device', change.body.deviceId)?.memberId, 'changes the key of a device');
        break;
    }
  }
  return new Map([...clauses].map(([memberId, each]) => [memberId, each.join(', ')]));
}
