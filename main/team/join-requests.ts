import type { JoinRequest } from '../../shared/segment/join-request.ts';
import { Refused } from '../../shared/reply.ts';
import type { MemberRow } from '../../shared/team/team-rows.ts';
import type { Registry } from '../registry/registry.ts';

/** The requests to join that lay in the remote when it was last looked at. Kept by this device, never shared. */
const REQUESTS = 'join-requests';
const DECLINED = 'join-declined';

/** Requests of devices that no member has, and that were not declined here; the newest first. */
export function openRequests(registry: Registry): JoinRequest[] {
  const { notes, present } = registry;
  const declined = new Set(notes.read<string[]>(DECLINED));
  return (notes.read<JoinRequest[]>(REQUESTS) ?? [])
    .filter(({ deviceId }) => !declined.has(deviceId) && !present.team('device', deviceId))
    .toSorted((a, b) => b.at - a.at);
}

/** Those that this person may answer: an owner who asks to come in, everybody for further devices of their own. */
export function answerable(registry: Registry, me: MemberRow | null): JoinRequest[] {
  return openRequests(registry).filter(({ memberId }) =>
    memberId === undefined ? me?.role === 'owner' : memberId === me?.memberId,
  );
}

export function keepRequests(registry: Registry, requests: readonly JoinRequest[]): void {
  const text = JSON.stringify(requests);
  if (registry.notes.get(REQUESTS) === text) return;
  registry.transaction(() => registry.notes.set(REQUESTS, text));
}

/** Devices whose requests were read already. */
export function knownRequests(registry: Registry): JoinRequest[] {
  return registry.notes.read<JoinRequest[]>(REQUESTS) ?? [];
}

/** Throws `Refused('no-request')`. */
export function findRequest(registry: Registry, deviceId: string): JoinRequest {
  const request = openRequests(registry).find((each) => each.deviceId === deviceId);
  if (!request)
    throw new Refused(
      'no-request',
      'This request is not there any more: it was answered, or the device is in already.',
    );
  return request;
}

/** Shows the request no more, on this device; nobody is told. */
export function declineRequest(registry: Registry, deviceId: string): void {
  registry.transaction(() => {
    findRequest(registry, deviceId);
    registry.notes.write(DECLINED, [...(registry.notes.read<string[]>(DECLINED) ?? []), deviceId]);
  });
}
