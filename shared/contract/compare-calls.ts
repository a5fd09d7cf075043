import { z } from 'zod';
import { Content } from '../content.ts';
import { ContentDiff } from '../diff/content-diff.ts';
import { Id } from '../ids.ts';
import { ContentRef, Millis, Redaction } from './shapes.ts';

/** What stands on one side of a comparison, in the words people know it by. */
export const ComparedSide = z.object({
  kind: z.enum(['version', 'draft', 'empty']),
  promptId: Id,
  promptName: z.string(),
  number: z.number().nullable().describe('of the version'),
  author: z.string().nullable(),
  message: z.string(),
  at: Millis.nullable().describe('when it was committed, or the draft was last saved'),
  redacted: Redaction.optional().describe('its text is gone: what is compared says nothing of it'),
  revision: z.number().nullable().describe('the save of the draft that was compared'),
});
export type ComparedSide = z.infer<typeof ComparedSide>;

const ComparedSides = z.object({ left: ComparedSide, right: ComparedSide });
export const Comparison = ContentDiff.extend({ sides: ComparedSides });
export type Comparison = z.infer<typeof Comparison>;

const Pair = { promptId: Id, left: ContentRef, right: ContentRef };

export const compareCalls = {
  'version.compare': {
    input: z.strictObject({ ...Pair, ignoreWhitespace: z.boolean().default(false) }),
    output: Comparison,
  },
  /** What `mine` says with some changes of a comparison taken into it; nothing is saved. */
  'version.take': {
    input: z.strictObject({
      ...Pair,
      ignoreWhitespace: z.boolean().default(false),
      changes: z.array(z.number().int().min(0)).min(1).describe('by their numbers, as listChanges counts them'),
      from: z.enum(['left', 'right']).describe('whose text is taken'),
      seen: z
        .object({ left: z.number().nullable(), right: z.number().nullable() })
        .describe('the saves of drafts that were compared'),
      mine: Content,
    }),
    output: z.object({ content: Content }),
  },
  /** The change from left to right as a patch of the left prompt's `.prompt` file. */
  'version.patch': { input: z.strictObject(Pair), output: z.object({ patch: z.string() }) },
};
