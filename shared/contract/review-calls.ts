import { z } from 'zod';
import { ContentDiff } from '../diff/content-diff.ts';
import { Id, VersionId } from '../ids.ts';
import { LabelName } from '../name-schemas.ts';
import { Done, Millis, Nothing, Reason } from './shapes.ts';
import { Role } from './team-calls.ts';

const Place = z.object({
  message: z.number().int().describe('counts messages from 0'),
  line: z.number().int().describe('counts lines from 1'),
  side: z.enum(['before', 'after']),
});

const Mark = z.enum(['confirmed', 'pending', 'queued', 'refused']);
const At = z.object({ versionId: VersionId, number: z.number().nullable() });

/** A row of the inbox. */
export const ReviewRow = z.object({
  reviewId: Id,
  promptId: Id,
  promptName: z.string(),
  label: z.string(),
  from: At.nullable().describe('where the label stood when it was asked for'),
  to: At,
  requestedBy: z.string(),
  isMine: z.boolean(),
  at: Millis,
  note: z.string(),
  state: z
    .enum(['open', 'approved', 'rejected', 'stale', 'withdrawn', 'released'])
    .describe('approved: it may be released; stale: what it was asked for has changed since'),
  approvals: z.number(),
  needed: z.number(),
  waitsOnMe: z.boolean(),
  comments: z.number(),
  mark: Mark,
});
export type ReviewRow = z.infer<typeof ReviewRow>;

export const ReviewComment = z.object({
  changeId: Id,
  by: z.string(),
  at: Millis,
  text: z.string(),
  place: Place.nullable(),
  mark: Mark,
});
export type ReviewComment = z.infer<typeof ReviewComment>;

export const ReviewDecision = z.object({
  changeId: Id,
  by: z.string(),
  at: Millis,
  decision: z.enum(['approve', 'reject']),
  note: z.string(),
  counts: z.boolean(),
  why: z.string().nullable().describe('why it does not count: replaced, policy changed, own version, role lost …'),
  mark: Mark,
});
export type ReviewDecision = z.infer<typeof ReviewDecision>;

export const Evidence = z.object({
  changeId: Id,
  evaluation: z.string(),
  passed: z.boolean(),
  summary: z.string(),
  by: z.string(),
  at: Millis,
  required: z.boolean().describe('the policy of the label asks for it'),
  mark: Mark,
});
export type Evidence = z.infer<typeof Evidence>;

const Terms = z.object({
  protected: z.boolean(),
  approvals: z.number(),
  roles: z.array(Role).describe('who may approve'),
  evaluation: z.string().nullable().describe('the evaluation that must have passed on the version'),
});

export const Policy = Terms.extend({
  label: z.string(),
  changeId: Id.nullable().describe('null for what holds where nobody set anything'),
  setBy: z.string().nullable(),
  at: Millis.nullable(),
  queued: Terms.nullable().describe('what this person asked for instead, which is not in the log yet'),
});
export type Policy = z.infer<typeof Policy>;

export const Review = ReviewRow.extend({
  policy: Policy,
  expectedMoveId: Id.nullable(),
  discussion: z.array(ReviewComment),
  decisions: z.array(ReviewDecision),
  evidence: z.array(Evidence),
  /** Why this person may not do it; null where they may. */
  mayApprove: z.string().nullable(),
  mayReject: z.string().nullable(),
  mayWithdraw: z.string().nullable(),
  mayRelease: z.string().nullable(),
  mayComment: z.string().nullable(),
});
export type Review = z.infer<typeof Review>;

/** What stands between this person and one label move. */
export const MoveOutlook = z.object({
  hasTeam: z.boolean().describe('reviews need one'),
  policy: Policy,
  refusal: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .describe('why this person may not make it now; null where they may'),
  reviewId: Id.nullable().describe('an open review that asks for exactly this move'),
  mayRequest: z.string().nullable().describe('why this person may not ask for a review; null where they may'),
});
export type MoveOutlook = z.infer<typeof MoveOutlook>;

/** What is sent before and after, filled in with the input set that is chosen on this device. */
export const RenderedChange = z.object({
  inputSet: z.string().nullable().describe('null where there is none: variables stand as they are written'),
  diff: ContentDiff,
  problems: z.array(z.string()).describe('what is wrong with the text after the change'),
});
export type RenderedChange = z.infer<typeof RenderedChange>;

export const reviewCalls = {
  'review.list': {
    input: z.strictObject({
      scope: z.enum(['waiting', 'mine', 'open', 'all']).default('open'),
      promptId: Id.optional(),
      label: LabelName.optional(),
    }),
    output: z.object({
      reviews: z.array(ReviewRow),
      waiting: z.number().describe('all that wait on this person, whatever was asked for'),
      hasTeam: z.boolean(),
    }),
  },
  'review.get': { input: z.strictObject({ reviewId: Id }), output: Review },
  'review.rendered': { input: z.strictObject({ reviewId: Id }), output: RenderedChange },
  'review.forMove': {
    input: z.strictObject({ promptId: Id, versionId: VersionId, label: LabelName, expectedMoveId: Id.nullable() }),
    output: MoveOutlook,
  },
  'review.request': {
    input: z.strictObject({
      promptId: Id,
      versionId: VersionId,
      label: LabelName,
      expectedMoveId: Id.nullable(),
      note: Reason,
    }),
    output: z.object({ reviewId: Id }),
  },
  'review.comment': {
    input: z.strictObject({ reviewId: Id, text: z.string().trim().min(1).max(5_000), place: Place.optional() }),
    output: Done,
  },
  'review.decide': {
    input: z.strictObject({
      reviewId: Id,
      decision: z.enum(['approve', 'reject']),
      note: Reason,
      policyId: Id.nullable().optional().describe('of the policy that was seen; the present one where left out'),
    }),
    output: Done,
  },
  'review.withdraw': { input: z.strictObject({ reviewId: Id }), output: Done },
  /** Moves the label as the review asked. Queued where a remote is connected. */
  'review.release': {
    input: z.strictObject({ reviewId: Id, reason: Reason }),
    output: z.object({ moveId: Id, queued: z.boolean() }),
  },
  'policy.list': {
    input: Nothing,
    output: z.object({
      policies: z.array(Policy),
      hasTeam: z.boolean(),
      maySet: z.string().nullable().describe('why this person may not set them; null where they may'),
    }),
  },
  'policy.set': {
    input: z.strictObject({
      label: LabelName,
      protected: z.boolean(),
      approvals: z.number().int().min(0).max(20),
      roles: z
        .array(z.enum(['owner', 'publisher', 'editor']))
        .min(1)
        .max(3)
        .describe('who may approve'),
      evaluation: z.string().trim().min(1).max(200).nullable(),
    }),
    output: Done,
  },
  'evidence.record': {
    input: z.strictObject({
      promptId: Id,
      versionId: VersionId,
      evaluation: z.string().trim().min(1).max(200),
      passed: z.boolean(),
      summary: Reason,
    }),
    output: Done,
  },
};
