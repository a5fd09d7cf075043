import { z } from 'zod';
import { Message } from '../content.ts';
import { ContentDiff } from '../diff/content-diff.ts';
import { Id, VersionId } from '../ids.ts';
import { LabelName } from '../name-schemas.ts';
import { ContentRef, Problem, Version } from './shapes.ts';

/** One prompt that includes a snippet, directly or through others. */
export const SnippetUse = z.object({
  promptId: Id,
  name: z.string(),
  archived: z.boolean(),
  ref: ContentRef.describe('the text that includes it: the draft, the newest version, or one that holds a label'),
  number: z.number().nullable().describe('of that version; null for the draft, and while it is pending'),
  isHead: z.boolean(),
  labels: z.array(z.string()),
  targets: z.array(z.string()).describe('how it is asked for there, such as tone/formal@production'),
  path: z
    .array(z.string())
    .describe('names of the snippets in between, from the prompt down; empty where it is direct'),
});
export type SnippetUse = z.infer<typeof SnippetUse>;

/** What one prompt would say if a snippet said something else. */
export const SnippetImpact = z.object({
  affected: z.boolean(),
  why: z.string().nullable().describe('why nothing changes for this prompt, as a sentence; null where something does'),
  inputSet: z.string().nullable().describe('the saved input set it was filled in with; null where there is none'),
  before: z.array(Message),
  after: z.array(Message),
  diff: ContentDiff,
  problems: z.array(Problem).describe('what is wrong with the text after the change'),
});
export type SnippetImpact = z.infer<typeof SnippetImpact>;

/** A snippet that a version asks for by a label, and what a release of that version should know about it. */
export const SnippetNeed = z.object({
  promptId: Id,
  name: z.string(),
  label: z.string().describe('the label it is asked for by; a name alone asks for production'),
  target: z.string(),
  current: z.object({ versionId: VersionId, number: z.number(), moveId: Id }).nullable(),
  recorded: z
    .object({ versionId: VersionId, number: z.number().nullable() })
    .nullable()
    .describe('what the reference resolved to when the version was committed'),
  latest: z.object({ versionId: VersionId, number: z.number().nullable() }).nullable(),
  state: z
    .enum(['unset', 'moved', 'newer', 'settled'])
    .describe(
      'unset: the label is on no version, so the prompt cannot be filled in; moved: the label is not where it was at the commit; newer: there is a newer version than the label points to',
    ),
});
export type SnippetNeed = z.infer<typeof SnippetNeed>;

export const snippetCalls = {
  /** What a reference written as `target` (`tone/formal`, `tone/formal@staging`, `tone/formal@v3`) means now. */
  'snippet.resolve': {
    input: z.strictObject({ target: z.string().max(1_000) }),
    output: z.object({ promptId: Id, name: z.string(), version: Version }),
  },
  'snippet.usedBy': {
    input: z.strictObject({ promptId: Id }),
    output: z.object({ uses: z.array(SnippetUse) }),
  },
  /** One use, filled in before and after: `to` is what the snippet would say; `label` tells by which references it would
   *  be met (null: by all that are not bound to a version). */
  'snippet.impact': {
    input: z.strictObject({
      snippetId: Id,
      to: ContentRef,
      label: LabelName.nullable(),
      user: z.strictObject({ promptId: Id, ref: ContentRef }),
    }),
    output: SnippetImpact,
  },
  'release.needs': {
    input: z.strictObject({ versionId: VersionId }),
    output: z.object({ needs: z.array(SnippetNeed), problems: z.array(z.string()) }),
  },
};
