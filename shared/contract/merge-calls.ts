import { z } from 'zod';
import { Content } from '../content.ts';
import { Id, VersionId } from '../ids.ts';
import type { ContentMerge } from '../merge/merge-content.ts';
import { ContentRef } from './shapes.ts';

const VersionPlace = z.object({ versionId: VersionId, number: z.number().nullable() });

export const MergePlan = z.object({
  base: VersionPlace.nullable().describe('the nearest version both build on; null where they share no past'),
  mine: VersionPlace.nullable().describe('null for the draft'),
  theirs: VersionPlace.nullable().describe('null for the draft'),
  head: VersionId.nullable(),
  draftRevision: z.number().describe('the save of the draft that was merged; 0 where it takes no part'),
  merge: z.custom<ContentMerge>((value) => typeof value === 'object' && value !== null),
});
export type MergePlan = z.infer<typeof MergePlan>;

export const mergeCalls = {
  /** What a merge of two contents of a prompt would be, and what there is to decide. Writes nothing. */
  'merge.plan': {
    input: z.strictObject({ promptId: Id, mine: ContentRef, theirs: ContentRef }),
    output: MergePlan,
  },
  /** Makes `content`, what came of a merge, a version that builds on both. */
  'merge.commit': {
    input: z.strictObject({
      promptId: Id,
      mine: VersionId,
      theirs: VersionId,
      content: Content,
      message: z.string().max(5_000),
      expectedHead: VersionId.nullable(),
    }),
    output: z.object({ versionId: VersionId, number: z.number().nullable() }),
  },
};
