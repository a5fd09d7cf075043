import { z } from 'zod';
import { Content, Variable } from '../content.ts';
import { Id, VersionId } from '../ids.ts';
import { LossReport } from '../interchange.ts';

/** What several calls of the contract say. Shapes of one area alone stand with its calls. */

export const Nothing = z.strictObject({});
export const Done = z.object({});
export const Millis = z.number(); // since 1970, UTC; for display only
export const Reason = z.string().trim().max(5_000);
export const PromptIds = z.array(Id).min(1).max(100_000);

/** A label on a version, with the move that put it there: what a next move must name to take effect. */
export const LabelState = z.object({
  label: z.string(),
  versionId: VersionId,
  number: z.number(),
  moveId: Id,
  at: Millis,
});
export type LabelState = z.infer<typeof LabelState>;

/** One row of the library. Kept small: ten thousand of them are sent at once. */
export const PromptRow = z.object({
  id: Id,
  name: z.string(),
  head: z.number().describe('number of the newest version in the log; 0 before the first'),
  pending: z.number().describe('how many newer versions of this device are not in the log yet'),
  labels: z.array(z.object({ label: z.string(), number: z.number() })),
  tags: z.array(z.string()),
  archived: z.boolean(),
  hasDraft: z.boolean(),
  diverged: z.boolean().describe('whether it has versions side by side that no merge has brought together'),
  changedAt: Millis,
});
export type PromptRow = z.infer<typeof PromptRow>;

export const Draft = z.object({
  content: Content,
  baseVersionId: VersionId.nullable().describe('the version the draft was begun from'),
  baseNumber: z.number().nullable().describe('null also where that version is pending'),
  revision: z.number().describe('counts saves; a save must name the one it replaces'),
  savedAt: Millis,
});
export type Draft = z.infer<typeof Draft>;

/** What a version's reference meant when it was committed: the version it was filled in with, directly or through
 *  another snippet. */
export const RecordedSnippet = z.object({
  target: z.string().describe('as it is written, such as tone/formal@production'),
  promptId: Id,
  versionId: VersionId,
  name: z.string().nullable().describe('of that prompt today; null where this workspace does not have it'),
  number: z.number().nullable().describe('null also where it is pending'),
});
export type RecordedSnippet = z.infer<typeof RecordedSnippet>;

/** An owner took a content out; null where nobody said so, or it has not come in yet. */
export const Redaction = z.object({ by: z.string().nullable(), reason: z.string(), at: Millis.nullable() });

export const VersionRow = z.object({
  id: VersionId,
  number: z.number().nullable().describe('its place in the history; null while it is pending'),
  author: z.string(),
  message: z.string(),
  committedAt: Millis,
  parents: z.array(VersionId),
  labels: z.array(z.string()),
  diverged: z.boolean().describe('nothing builds on it, although there is a newer version'),
  snippets: z.array(RecordedSnippet).optional().describe('left out where the version includes none'),
  redacted: Redaction.optional().describe('its content was taken out: what is read of it is empty'),
});
export type VersionRow = z.infer<typeof VersionRow>;

export const Version = VersionRow.extend({ content: Content });
export type Version = z.infer<typeof Version>;

export const PromptDetail = PromptRow.extend({
  createdAt: Millis,
  headVersion: Version.nullable(),
  draft: Draft.nullable(),
  labelStates: z.array(LabelState),
  redactions: z.number().optional().describe('how many of its versions have lost their text; left out where none has'),
});
export type PromptDetail = z.infer<typeof PromptDetail>;

/** The record of one label move. `from` or `to` is null where the label was first set or was taken off. */
export const Release = z.object({
  moveId: Id,
  promptId: Id,
  promptName: z.string(),
  label: z.string(),
  from: z.object({ versionId: VersionId, number: z.number() }).nullable(),
  to: z.object({ versionId: VersionId, number: z.number() }).nullable(),
  reason: z.string(),
  author: z.string(),
  at: Millis,
  rollback: z.boolean(),
});
export type Release = z.infer<typeof Release>;

export const SearchHit = z.object({
  promptId: Id,
  name: z.string(),
  archived: z.boolean(),
  nameMatches: z.array(z.tuple([z.number(), z.number()])).describe('[from, to) in the name'),
  fragment: z
    .object({ text: z.string(), matches: z.array(z.tuple([z.number(), z.number()])) })
    .nullable()
    .describe('the passage of the newest version that matches; null where only the name does'),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** A quick fix: edits that put a problem right, all at once and undone at once. */
export const Fix = z.object({
  title: z.string().describe('what it does, such as “Write customer.name”'),
  edits: z.array(
    z.object({
      message: z.number().int(),
      from: z.number().int(),
      to: z.number().int(),
      insert: z.string(),
    }),
  ),
  declare: z.array(Variable).optional().describe('variables to add to the prompt'),
  undeclare: z.array(z.string()).optional().describe('names of variables to take from the prompt'),
  create: z.string().optional().describe('the name of a snippet to make'),
});
export type Fix = z.infer<typeof Fix>;

/** What is wrong with a template, and where: `message` counts messages from 0, and is −1 for what is about the prompt as
 *  a whole (all places are 0 then); `from` and `to` are UTF-16 offsets in its text; `line` and `column` count from 1. */
export const Problem = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  text: z.string(),
  message: z.number().int(),
  from: z.number().int(),
  to: z.number().int(),
  line: z.number().int(),
  column: z.number().int(),
  fixes: z.array(Fix).optional(),
});
export type Problem = z.infer<typeof Problem>;

const Place = z.object({ message: z.number().int(), from: z.number().int(), to: z.number().int() });

export const FoundVariable = z.object({ name: z.string(), places: z.array(Place) });
export type FoundVariable = z.infer<typeof FoundVariable>;

/** A snippet that a text asks for. The place is that of the target as it is written, without its quotes. */
export const FoundReference = Place.extend({
  target: z.string().describe('such as tone/formal@production'),
  arguments: z.array(z.string()).describe('names of what is passed to it'),
  resolved: z
    .object({ promptId: Id, name: z.string(), versionId: VersionId, number: z.number().nullable() })
    .nullable()
    .describe('what it means now; null where it means nothing'),
});
export type FoundReference = z.infer<typeof FoundReference>;

/** One side of a comparison. */
export const ContentRef = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('version'),
    versionId: VersionId,
    promptId: Id.optional().describe('whose version it is, where that is another prompt than the one asked about'),
  }),
  z.strictObject({
    kind: z.literal('draft'),
    promptId: Id.optional().describe('of another prompt than the one that is asked about'),
  }),
  z.strictObject({ kind: z.literal('empty') }),
]);
export type ContentRef = z.infer<typeof ContentRef>;

/** Preferences of this device: never shared. */
export const Preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  wrap: z.boolean().default(true),
  lineNumbers: z.boolean().default(false),
  spellcheck: z.boolean().default(true),
  fontSize: z.number().int().min(10).max(24).default(13),
  diffLayout: z.enum(['split', 'unified']).default('split'),
  diffLevel: z.enum(['word', 'line']).default('word'),
  sidebarWidth: z.number().optional(),
  openTabs: z.array(Id).max(200).default([]),
  activeTab: Id.nullable().default(null),
  foldedSections: z.array(z.string()).max(100).default([]).describe('sections of the inspector that are folded up'),
  labelColumns: z
    .array(z.string().max(36))
    .max(100)
    .nullable()
    .default(null)
    .describe('shown in the matrix, in order; null for the usual ones'),
  besideTab: Id.nullable().default(null).describe('the prompt shown beside the one in front'),
  starred: z.array(Id).max(10_000).default([]),
  recent: z.array(Id).max(20).default([]).describe('prompts opened last, newest first'),
  openFolders: z
    .array(z.string())
    .max(10_000)
    .nullable()
    .default(null)
    .describe('null until a folder was opened or closed'),
});
export type Preferences = z.infer<typeof Preferences>;

export const WorkspaceInfo = z.object({
  id: Id,
  name: z.string(),
  path: z.string(),
  author: z.string(),
  requireMessage: z.boolean(),
  prompts: z.number(),
  versions: z.number(),
  changes: z.number(),
  readOnly: z.string().nullable().describe('why nothing can be written, as a sentence; null when it can'),
});
export type WorkspaceInfo = z.infer<typeof WorkspaceInfo>;

export const JobState = z.object({
  id: Id,
  kind: z.enum(['import', 'export', 'verify', 'backup', 'audit-log']),
  done: z.number(),
  total: z.number().nullable(),
  state: z.enum(['running', 'finished', 'cancelled', 'failed']),
  error: z.string().nullable(),
  report: LossReport.nullable(),
  fileId: Id.nullable().describe('the file an export wrote, to be read with file.read'),
  fileName: z.string().nullable(),
});
export type JobState = z.infer<typeof JobState>;
