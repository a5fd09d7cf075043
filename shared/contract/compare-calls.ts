import { z } from 'zod';
import { ContentDiff } from '../diff/content-diff.ts';
import { Id } from '../ids.ts';
import { ContentRef } from './shapes.ts';

export const compareCalls = {
  'version.compare': {
    input: z.strictObject({
      promptId: Id,
      left: ContentRef,
      right: ContentRef,
      ignoreWhitespace: z.boolean().default(false),
    }),
    output: ContentDiff,
  },
};
