import type { z } from 'zod';
import { CHANGE_KINDS, type ChangeKind } from '../../shared/change.ts';
import type { JoinRequest, MemberRow, teamCalls } from '../../shared/contract/team-calls.ts';
import { ROLES } from '../../shared/team/roles.ts';
import type { DeviceRow, MemberRow as Member } from '../../shared/team/team-rows.ts';
import type { Registry } from '../registry/registry.ts';
import { ownMember } from '../review/own-member.ts';
import { fingerprintOf } from '../sync/keys/fingerprint.ts';
import { answerable } from './join-requests.ts';
import { queuedByMember } from './queued-words.ts';

type Members = z.output<(typeof teamCalls)['team.members']['output']>;

/** Everybody of the team, with what is only asked for yet; who asks to be let in, as far as this person may answer it. */
export function teamMembers(registry: Registry): Members {
  return registry.db.transaction(() => {
    const { state, notes } = registry;
    const device = notes.device;
    const me = ownMember(registry, registry.present);
    const requests = answerable(registry, me).map(({ deviceId, name, role, memberId, key, at }): JoinRequest => ({
      deviceId,
      name,
      role,
      memberId: memberId ?? null,
      fingerprint: fingerprintOf(key),
      at,
    }));
    return {
      members: memberRows(registry, me?.memberId ?? null),
      requests,
      hasRecoveryKey: me !== null && state.team('recovery', me.memberId) !== undefined,
      fingerprint: device && fingerprintOf(device.key),
    };
  })();
}

function memberRows(registry: Registry, ownId: string | null): MemberRow[] {
  const { state, present } = registry;
  const members = [...present.teamRows('member')];
  if (members.length === 0) return [aloneHere(registry)];
  const devices = Map.groupBy(present.teamRows('device'), (device) => device.memberId);
  const queued = queuedByMember(registry);
  const since = addedAt(registry);
  const thisDevice = registry.notes.device?.deviceId;
  const rows = members.map((wanted): MemberRow => {
    // What stands in the log is shown; what was asked for stands beside it.
    const { memberId, name, role, removed } = state.team('member', wanted.memberId) ?? wanted;
    const own = devices.get(memberId) ?? [];
    return {
      memberId,
      name,
      role,
      removed,
      isMe: memberId === ownId,
      since: since.get(memberId) ?? 0,
      devices: own.map((device) => deviceRow(device, thisDevice, since)),
      queued: queued.get(memberId) ?? null,
    };
  });
  return rows.toSorted(byRoleAndName);
}

function deviceRow(
  { deviceId, removed }: DeviceRow,
  thisDevice: string | undefined,
  since: ReadonlyMap<string, number>,
): MemberRow['devices'][number] {
  return { deviceId, removed, isThis: deviceId === thisDevice, since: since.get(deviceId) ?? 0 };
}

/** The one person of a workspace without a team. */
function aloneHere(registry: Registry): MemberRow {
  const { state, statements, author } = registry;
  const made = statements.get<{ at: number }>('SELECT at FROM changes ORDER BY seq LIMIT 1');
  return {
    memberId: state.workspace()!.id,
    name: author,
    role: 'owner',
    isMe: true,
    removed: false,
    since: made?.at ?? registry.now(),
    devices: [],
    queued: null,
  };
}

/** When each member and each device was let in, by its id. */
function addedAt(registry: Registry): Map<string, number> {
  const rows = registry.statements.all<{ at: number; member: string | null; device: string }>(
    `SELECT at, CASE kind WHEN ${numberOf('member.added')} THEN json_extract(body, '$.memberId') END AS member,
       json_extract(body, '$.device.deviceId') AS device
     FROM changes WHERE kind IN (${numberOf('member.added')}, ${numberOf('device.added')}) ORDER BY seq`,
  );
  const since = new Map<string, number>();
  for (const { at, member, device } of rows) {
    if (member !== null && !since.has(member)) since.set(member, at);
    if (!since.has(device)) since.set(device, at);
  }
  return since;
}

function byRoleAndName(a: Pick<Member, 'role' | 'name'>, b: Pick<Member, 'role' | 'name'>): number {
  return ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.name.localeCompare(b.name, 'en');
}

function numberOf(kind: ChangeKind): number {
  return CHANGE_KINDS.indexOf(kind);
}
