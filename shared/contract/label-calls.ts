import { z } from 'zod';
import { Move } from '../change.ts';
import { Id, VersionId } from '../ids.ts';
import { LabelName } from '../name-schemas.ts';
import { Nothing, Reason, Release } from './shapes.ts';

export const labelCalls = {
  'label.names': {
    input: Nothing,
    output: z.object({ labels: z.array(z.object({ label: z.string(), prompts: z.number() })) }),
  },
  'label.move': {
    input: z.strictObject({
      promptId: Id,
      label: LabelName,
      versionId: VersionId.nullable().describe('null takes the label off'),
      expectedMoveId: Id.nullable(),
      reason: Reason,
    }),
    output: z.object({ moveId: Id }),
  },
  /** Several labels at once: all of the moves take effect, or none. */
  'label.moveMany': {
    input: z.strictObject({ moves: z.array(Move).min(1).max(10_000), reason: Reason }),
    output: z.object({ moveId: Id }),
  },
  'label.rollback': {
    input: z.strictObject({ promptId: Id, label: LabelName, expectedMoveId: Id, reason: Reason }),
    output: z.object({ moveId: Id, versionId: VersionId.nullable(), number: z.number().nullable() }),
  },
  'release.list': {
    input: z.strictObject({
      promptId: Id.optional(),
      label: z.string().optional(),
      limit: z.number().int().min(1).max(10_000).default(500),
    }),
    output: z.object({ releases: z.array(Release) }),
  },
};
