import { z } from 'zod';
import { Id, VersionId } from '../ids.ts';
import { Done, Millis, Nothing } from './shapes.ts';

/** Where this device stands with the team's log. `state` is the one word the status bar says. */
export const SyncStatus = z.object({
  state: z
    .enum(['none', 'synced', 'syncing', 'ahead', 'behind', 'offline', 'attention'])
    .describe('none: no remote is connected, the log of this device confirms at once'),
  remote: z.object({ url: z.string(), name: z.string(), kind: z.string() }).nullable().describe('without secrets'),
  paused: z.boolean().describe('the person asked for no syncing for now'),
  head: z
    .object({ number: z.number(), hash: z.string() })
    .nullable()
    .describe('the last segment that was taken in: two people who see the same have the same log'),
  ahead: z.number().describe('changes of this device that are not in the log yet'),
  behind: z.number().describe('segments of the log that this device knows of and has not taken in'),
  queued: z.number().describe('of those ahead: what takes effect only once it is in the log, such as label moves'),
  refused: z.number().describe('changes of this device that had no effect and were not looked at yet'),
  syncedAt: Millis.nullable().describe('when this device last had everything and had sent everything'),
  nextTryAt: Millis.nullable(),
  problem: z
    .object({
      code: z.string(),
      message: z.string(),
      remedy: z.enum(['retry', 'heal', 'credentials', 'update', 'rejoin', 'none']),
    })
    .nullable(),
  unaudited: z
    .object({ done: z.number(), total: z.number() })
    .nullable()
    .describe('segments behind the checkpoint this device began from that it has checked, and all of them'),
  attention: z.number().describe('how many things wait on this person'),
  member: z
    .object({ memberId: Id, name: z.string(), role: z.enum(['owner', 'publisher', 'editor', 'viewer']) })
    .nullable()
    .describe('who this device speaks for; null before it was let in, and without a remote'),
  keyPlace: z.enum(['keychain', 'file', 'missing']).describe('where the key of this device lies'),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

/** What testing a remote found. */
export const RemoteFound = z.object({
  url: z.string().describe('as it will be kept: without secrets'),
  kind: z.string().describe('folder, postgres or s3'),
  name: z.string().describe('a short name of the place, such as a folder or a bucket'),
  server: z.string().nullable().describe('what answers there, such as PostgreSQL 18.4'),
  milliseconds: z.number().describe('that one small write took'),
  log: z
    .enum(['empty', 'this', 'other'])
    .describe('whether there is a log: none yet, the one of this workspace, or that of another one'),
  segments: z.number(),
  workspaceName: z.string().nullable(),
});
export type RemoteFound = z.infer<typeof RemoteFound>;

/** One local change that is not in the log yet. */
export const PendingChange = z.object({
  changeId: Id,
  kind: z.string(),
  promptId: Id.nullable(),
  promptName: z.string().nullable(),
  what: z.string().describe('one short clause, such as “new version: Quote the refund policy”'),
  at: Millis,
  mark: z.enum(['pending', 'queued', 'refused']).describe('refused: would have no effect as things stand'),
  why: z.string().nullable().describe('of what would be refused'),
});
export type PendingChange = z.infer<typeof PendingChange>;

/** One thing that waits on this person: what happened, and what can be done about it. */
export const AttentionItem = z.object({
  id: z.string(),
  kind: z.enum([
    'diverged',
    'stale-move',
    'refused',
    'review',
    'decided',
    'join-request',
    'remote',
    'key',
    'renamed',
    'removed',
    'unaudited',
    'stale-objects',
    'withheld',
  ]),
  title: z.string(),
  detail: z.string(),
  at: Millis.nullable(),
  promptId: Id.nullable(),
  reviewId: Id.nullable(),
  changeId: Id.nullable(),
  deviceId: Id.nullable(),
  move: z
    .object({ label: z.string(), versionId: VersionId.nullable().describe('null where it was to be taken off') })
    .nullable()
    .describe('the label move that had no effect, where a person may want it still'),
  canDismiss: z.boolean().describe('it is news only; reading it is enough'),
});
export type AttentionItem = z.infer<typeof AttentionItem>;

const Secrets = z
  .strictObject({
    user: z.string().max(500).optional(),
    password: z.string().max(5_000).optional(),
    sessionToken: z.string().max(10_000).optional(),
  })
  .describe('kept in the keychain, under the address; for S3 the access key id and the secret access key');

export const syncCalls = {
  'sync.status': { input: Nothing, output: SyncStatus },
  /** What is on its way and what came in lately. */
  'sync.panel': {
    input: Nothing,
    output: z.object({
      pending: z.array(PendingChange).describe('in the order they will be sent; the first 200'),
      pendingCount: z.number(),
      incoming: z
        .array(
          z.object({
            promptId: Id.nullable(),
            promptName: z.string().nullable(),
            what: z.string(),
            member: z.string(),
            at: Millis,
          }),
        )
        .describe('by others, newest first; the last 50'),
    }),
  },
  /** Begins a round at once and answers when it has ended, well or not: `sync.status` says how. */
  'sync.now': { input: Nothing, output: SyncStatus },
  'sync.pause': { input: z.strictObject({ paused: z.boolean() }), output: SyncStatus },
  /** Puts segments back that the remote has lost and this device still has. Refused as `nothing-to-heal` or `forked`. */
  'sync.heal': { input: Nothing, output: z.object({ segments: z.number() }) },
  /** Races twenty writers on a scratch key and looks around. Refused with the remote's own sentence. */
  'remote.test': {
    input: z.strictObject({ url: z.string().trim().min(1).max(2_000), secrets: Secrets.optional() }),
    output: RemoteFound,
  },
  /** Connects the workspace; the first time, this person becomes its owner. Refused as `other-workspace` where the remote
   *  holds another log. */
  'remote.connect': {
    input: z.strictObject({ url: z.string().trim().min(1).max(2_000), secrets: Secrets.optional() }),
    output: SyncStatus,
  },
  'remote.credentials': { input: z.strictObject({ secrets: Secrets }), output: SyncStatus },
  /** Forgets the address. Nothing is deleted; what is pending stays pending until a remote is connected again. */
  'remote.disconnect': { input: Nothing, output: SyncStatus },
  'attention.list': { input: Nothing, output: z.object({ items: z.array(AttentionItem) }) },
  'attention.dismiss': { input: z.strictObject({ id: z.string().max(500) }), output: Done },
};
