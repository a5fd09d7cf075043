import type { teamCalls } from '../../shared/contract/team-calls.ts';
import { activityPeople, listActivity } from '../team/activity.ts';
import { removeDevice, removeMember, renameMember, setRole } from '../team/edit-members.ts';
import { declineRequest } from '../team/join-requests.ts';
import { describeInvitation, joinTeam } from '../team/join-team.ts';
import { acceptRequest, invite } from '../team/let-in.ts';
import { teamMembers } from '../team/members.ts';
import { makeRecovery, recover, rotateKey } from '../team/own-key.ts';
import { done } from './done.ts';
import type { HandlersOf } from './services.ts';

export const teamHandlers: HandlersOf<typeof teamCalls> = {
  'team.members': ({ registry }) => teamMembers(registry),
  'team.invite': ({ registry, sync }, input) => invite(registry, sync, input),
  'team.accept': ({ registry, sync }, input) => done(() => acceptRequest(registry, sync, input)),
  'team.decline': ({ registry }, { deviceId }) => done(() => declineRequest(registry, deviceId)),
  'team.setRole': ({ registry }, input) => done(() => setRole(registry, input)),
  'team.rename': ({ registry }, input) => done(() => renameMember(registry, input)),
  'team.remove': ({ registry }, { memberId }) => done(() => removeMember(registry, memberId)),
  'team.removeDevice': ({ registry }, { deviceId }) => done(() => removeDevice(registry, deviceId)),
  'team.rotateKey': ({ registry, sync }) => done(() => rotateKey(registry, sync)),
  'team.makeRecoveryKey': ({ registry }) => makeRecovery(registry),
  'team.readInvitation': (_, { invitation }) => describeInvitation(invitation),
  'team.join': async ({ registry, sync }, input) => {
    await joinTeam(registry, sync, input);
    return {};
  },
  'team.recover': ({ registry }, input) => done(() => recover(registry, input)),
  'activity.list': ({ registry }, question) => listActivity(registry, question),
  'activity.people': ({ registry }) => activityPeople(registry),
  'activity.export': ({ jobs, files }) => {
    const fileId = files.begin('audit log');
    return { jobId: jobs.start({ kind: 'audit-log', target: files.pathOf(fileId) }, fileId) };
  },
};
