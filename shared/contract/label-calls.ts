import { z } from 'zod';
import { Move } from '../change.ts';
import { Id, VersionId } from '../ids.ts';
import { LabelName } from '../name-schemas.ts';
import { Done, LabelState, Millis, Nothing, PromptIds, Reason, Release, VersionRow } from './shapes.ts';

const Place = z.object({ versionId: VersionId, number: z.number() });

/** Where the labels of one prompt stand, for the matrix. Kept small: ten thousand of them are sent at once. */
export const MatrixRow = z.object({
  promptId: Id,
  cells: z.array(z.object({ label: z.string(), number: z.number(), at: Millis, author: z.string() })),
  last: z.object({ label: z.string(), at: Millis, author: z.string() }).describe('the newest release of the prompt'),
});
export type MatrixRow = z.infer<typeof MatrixRow>;

/** Everything about the labels of one prompt: where they stand, its versions and its releases, newest first. */
export const PromptLabels = z.object({
  promptId: Id,
  name: z.string(),
  head: z.number().describe('number of the newest version in the log; 0 where there is none'),
  states: z.array(LabelState),
  versions: z.array(VersionRow),
  releases: z.array(Release),
});
export type PromptLabels = z.infer<typeof PromptLabels>;

/** Where a label is to go on several prompts: to what another label points to, to the newest version, or off. */
export const MoveSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('label'), label: LabelName }),
  z.strictObject({ kind: z.literal('latest') }),
  z.strictObject({ kind: z.literal('off') }),
]);
export type MoveSource = z.infer<typeof MoveSource>;

/** One move that a plan offers: what a move of it must name, and what it displaces. */
export const PlannedMove = z.object({
  promptId: Id,
  name: z.string(),
  from: Place.nullable(),
  to: Place.extend({ number: z.number().nullable() }).nullable(),
  expectedMoveId: Id.nullable(),
});
export type PlannedMove = z.infer<typeof PlannedMove>;

/** One label move of a release; `current` where no later move replaced it, so that it can be rolled back. */
export const ReleaseMove = Release.extend({ current: z.boolean() });
export type ReleaseMove = z.infer<typeof ReleaseMove>;

/** Label moves that were made together, as one release. */
export const ReleaseGroup = z.object({
  moveId: Id,
  reason: z.string(),
  author: z.string(),
  at: Millis,
  rollback: z.boolean(),
  count: z.number().describe('how many labels it moved, of those that were asked for'),
  moves: z.array(ReleaseMove).describe('the first few of them; release.moves gives all'),
});
export type ReleaseGroup = z.infer<typeof ReleaseGroup>;

/** What happened to a label on one prompt between two moments. */
export const ReportedPrompt = z.object({
  promptId: Id,
  name: z.string(),
  archived: z.boolean(),
  kind: z
    .enum(['released', 'moved', 'taken-off', 'returned'])
    .describe('returned: it was moved, and stood at the end where it had stood at the beginning'),
  before: Place.nullable(),
  after: Place.nullable(),
  releases: z.array(Release).describe('within the period, oldest first'),
});
export type ReportedPrompt = z.infer<typeof ReportedPrompt>;

const Period = z.strictObject({
  label: LabelName,
  since: Millis.int(),
  until: Millis.int().describe('moments before it count'),
});
export const Report = Period.extend({ workspace: z.string(), madeAt: Millis, prompts: z.array(ReportedPrompt) });
export type Report = z.infer<typeof Report>;

/** A label move of this device that takes effect once it is in the team's log, if what it expects still holds there. */
export const QueuedMove = z.object({
  changeId: Id,
  promptId: Id,
  promptName: z.string(),
  label: z.string(),
  to: Place.extend({ number: z.number().nullable() }).nullable().describe('null takes the label off'),
  reason: z.string(),
  at: Millis,
  together: z.number().describe('how many moves wait in the same release, this one counted'),
  isStale: z.boolean().describe('the label was moved meanwhile, so that it would have no effect'),
});
export type QueuedMove = z.infer<typeof QueuedMove>;

const queued = z.boolean().describe('it waits for its place in the log of the team');

export const labelCalls = {
  'label.names': {
    input: Nothing,
    output: z.object({ labels: z.array(z.object({ label: z.string(), prompts: z.number() })) }),
  },
  /** Every prompt that ever had a label, or those of `promptIds`; prompts without any release are left out. */
  'label.matrix': {
    input: z.strictObject({ promptIds: PromptIds.nullable() }),
    output: z.object({ rows: z.array(MatrixRow) }),
  },
  'label.ofPrompt': { input: z.strictObject({ promptId: Id }), output: PromptLabels },
  /** What moving `label` would do on these prompts; null means all that are not archived. */
  'label.plan': {
    input: z.strictObject({ promptIds: PromptIds.nullable(), label: LabelName, from: MoveSource }),
    output: z.object({
      rows: z.array(PlannedMove),
      same: z.number().describe('prompts where the label is there already'),
      missing: z.number().describe('prompts that have nothing to move it to, or that it is not on'),
    }),
  },
  'label.move': {
    input: z.strictObject({
      promptId: Id,
      label: LabelName,
      versionId: VersionId.nullable().describe('null takes the label off'),
      expectedMoveId: Id.nullable(),
      reason: Reason,
    }),
    output: z.object({ moveId: Id, queued }),
  },
  /** Several labels at once: all of the moves take effect, or none. Where some were moved meanwhile it is refused as
   *  `stale-move`, with every one of them under `stale` in the details. */
  'label.moveMany': {
    input: z.strictObject({ moves: z.array(Move).min(1).max(10_000), reason: Reason }),
    output: z.object({ moveId: Id, queued }),
  },
  'label.rollback': {
    input: z.strictObject({ promptId: Id, label: LabelName, expectedMoveId: Id, reason: Reason }),
    output: z.object({ moveId: Id, versionId: VersionId.nullable(), number: z.number().nullable(), queued }),
  },
  'label.queued': { input: Nothing, output: z.object({ moves: z.array(QueuedMove) }) },
  /** Takes a queued release back, all its moves, before it is sent. Refused as `not-queued`, `in-flight` or `built-upon`. */
  'label.cancelQueued': { input: z.strictObject({ changeId: Id }), output: Done },
  'release.list': {
    input: z.strictObject({
      promptId: Id.optional(),
      label: z.string().optional(),
      limit: z.number().int().min(1).max(10_000).default(500),
    }),
    output: z.object({ releases: z.array(Release) }),
  },
  /** Releases, newest first, in pages: `before` is the last one of the page before. */
  'release.groups': {
    input: z.strictObject({
      promptId: Id.optional(),
      label: z.string().max(100).optional(),
      author: z.string().max(200).optional(),
      since: Millis.int().optional(),
      until: Millis.int().optional(),
      before: Id.optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ groups: z.array(ReleaseGroup), more: z.boolean() }),
  },
  'release.authors': { input: Nothing, output: z.object({ authors: z.array(z.string()) }) },
  /** Every move of one release. */
  'release.moves': {
    input: z.strictObject({ moveId: Id }),
    output: z.object({ moves: z.array(ReleaseMove) }),
  },
  /** Takes a release back, all of it or none: every label goes back to where it was before. Refused as `stale-move`
   *  where one of them has been moved since. */
  'release.rollback': {
    input: z.strictObject({ moveId: Id, reason: Reason }),
    output: z.object({ moveId: Id, moves: z.number(), queued }),
  },
  /** What happened to a label between two moments. */
  'report.read': { input: Period, output: Report },
  /** The same with every diff, as a file to be read with `file.read`. */
  'report.export': {
    input: Period.extend({ format: z.enum(['markdown', 'html']) }),
    output: z.object({ fileId: Id, fileName: z.string() }),
  },
};
