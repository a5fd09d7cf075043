import { z } from 'zod';
import { Id, VersionId } from '../ids.ts';
import { LabelName } from '../name-schemas.ts';
import { Done, Millis, Nothing } from './shapes.ts';

export const Role = z.enum(['owner', 'publisher', 'editor', 'viewer']);

export const MemberRow = z.object({
  memberId: Id,
  name: z.string(),
  role: Role,
  isMe: z.boolean(),
  removed: z.boolean(),
  since: Millis,
  devices: z.array(z.object({ deviceId: Id, isThis: z.boolean(), removed: z.boolean(), since: Millis })),
  queued: z.string().nullable().describe('what this device has asked for and is not in the log yet, as a clause'),
});
export type MemberRow = z.infer<typeof MemberRow>;

/** Somebody who asks to be let in. */
export const JoinRequest = z.object({
  deviceId: Id,
  name: z.string(),
  role: Role.describe('what the invitation offered'),
  memberId: Id.nullable().describe('set where it is a further device of that member'),
  fingerprint: z.string().describe('of its key, in short groups, to be compared by voice'),
  at: Millis,
});
export type JoinRequest = z.infer<typeof JoinRequest>;

const EventMark = z.enum(['confirmed', 'pending', 'queued', 'refused']);

/** One change as the activity feed tells it. */
export const ActivityRow = z.object({
  changeId: Id,
  position: z.number().nullable().describe('place in the log; null before it is in'),
  segment: z.number().nullable(),
  kind: z.string(),
  author: z.string(),
  memberId: Id.nullable(),
  at: Millis,
  promptId: Id.nullable(),
  promptName: z.string().nullable(),
  label: z.string().nullable(),
  versionId: VersionId.nullable().describe('the version it is about: committed, released, reviewed'),
  reviewId: Id.nullable(),
  what: z.string().describe('one clause, such as “moved production to v8”'),
  note: z.string().describe('the message, reason or comment that came with it; may be empty'),
  mark: EventMark,
  why: z.string().nullable().describe('why it was refused'),
});
export type ActivityRow = z.infer<typeof ActivityRow>;

export const teamCalls = {
  /** Members in order of role and name; without a remote the one person of this workspace. */
  'team.members': {
    input: Nothing,
    output: z.object({
      members: z.array(MemberRow),
      requests: z.array(JoinRequest),
      hasRecoveryKey: z.boolean(),
      fingerprint: z.string().nullable().describe('of the key of this device; null where it has none'),
    }),
  },
  /** The text to send to somebody; with `ownDevice`, for a further device of oneself. */
  'team.invite': {
    input: z.strictObject({ role: Role, ownDevice: z.boolean().optional() }),
    output: z.object({ invitation: z.string() }),
  },
  'team.accept': { input: z.strictObject({ deviceId: Id, role: Role }), output: Done },
  'team.decline': { input: z.strictObject({ deviceId: Id }), output: Done },
  'team.setRole': { input: z.strictObject({ memberId: Id, role: Role }), output: Done },
  'team.rename': { input: z.strictObject({ memberId: Id, name: z.string().trim().min(1).max(100) }), output: Done },
  'team.remove': { input: z.strictObject({ memberId: Id }), output: Done },
  'team.removeDevice': { input: z.strictObject({ deviceId: Id }), output: Done },
  'team.rotateKey': { input: Nothing, output: Done },
  /** Makes a recovery key and gives its text, this once. */
  'team.makeRecoveryKey': { input: Nothing, output: z.object({ text: z.string() }) },
  /** What an invitation says, before it is taken up. */
  'team.readInvitation': {
    input: z.strictObject({ invitation: z.string().max(20_000) }),
    output: z.object({
      workspaceName: z.string(),
      remote: z.string(),
      role: Role,
      from: z.string(),
      ownDevice: z.boolean(),
    }),
  },
  /** Takes up an invitation in a workspace that has no prompts and no remote yet: fetches the log, and asks to be let in. */
  'team.join': {
    input: z.strictObject({
      invitation: z.string().max(20_000),
      name: z.string().trim().min(1).max(100),
      secrets: z
        .strictObject({
          user: z.string().optional(),
          password: z.string().optional(),
          sessionToken: z.string().optional(),
        })
        .optional(),
    }),
    output: Done,
  },
  /** Speaks for an owner again by the recovery key, on a device nobody knows. */
  'team.recover': { input: z.strictObject({ text: z.string().max(1_000), memberId: Id.optional() }), output: Done },
  /** Everything that happened, newest first, in pages: `before` is the last row of the page before. */
  'activity.list': {
    input: z.strictObject({
      memberId: Id.optional(),
      author: z.string().max(200).optional(),
      promptId: Id.optional(),
      label: LabelName.optional(),
      kinds: z.array(z.string().max(50)).max(50).optional(),
      marks: z.array(EventMark).optional(),
      before: Id.optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ rows: z.array(ActivityRow), more: z.boolean() }),
  },
  'activity.people': {
    input: Nothing,
    output: z.object({ people: z.array(z.object({ name: z.string(), memberId: Id.nullable() })) }),
  },
  /** The signed log as one file that a third party can verify; a job. */
  'activity.export': { input: Nothing, output: z.object({ jobId: Id }) },
};
