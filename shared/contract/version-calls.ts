import { z } from 'zod';
import { Id, VersionId } from '../ids.ts';
import { Draft, Version, VersionRow } from './shapes.ts';

export const versionCalls = {
  'version.commit': {
    input: z.strictObject({
      promptId: Id,
      message: z.string().max(5_000),
      expectedHead: VersionId.nullable(),
      draftRevision: z.number().int().optional().describe('the save of the draft that was looked at'),
      beside: z
        .boolean()
        .optional()
        .describe('build on the version the draft was begun from, and leave newer ones beside it'),
    }),
    output: z.object({ versionId: VersionId, number: z.number().nullable().describe('null while it is pending') }),
  },
  'version.list': { input: z.strictObject({ promptId: Id }), output: z.object({ versions: z.array(VersionRow) }) },
  'version.get': { input: z.strictObject({ versionId: VersionId }), output: Version },
  'version.restore': {
    input: z.strictObject({
      promptId: Id,
      versionId: VersionId,
      draftRevision: z.number().int().optional().describe('the save of the draft that is replaced; 0 for none'),
    }),
    output: Draft,
  },
  /** An owner takes the text of a version out, for everybody and for good; its id and its place stay. Refused as `pending`,
   *  `redacted-already`, or as the role says. */
  'version.redact': {
    input: z.strictObject({ versionId: VersionId, reason: z.string().trim().min(1).max(5_000) }),
    output: z.object({ queued: z.boolean().describe('it waits for its place in the log of the team') }),
  },
};
