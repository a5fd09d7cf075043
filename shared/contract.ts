import { z } from 'zod';
import { Content, Message, TemplateFormat, Variable } from './content.ts';
import { ContentDiff } from './diff/content-diff.ts';
import { Id, VersionId } from './ids.ts';
import { ExportFormat, ImportFormat, ImportOptions, InspectedSource, LossReport } from './interchange.ts';
import { LabelName, PromptName, Tag } from './name-schemas.ts';

/** Every call a host serves: its input, checked in dispatch before anything runs, and its output. Values are plain JSON.
 *  Each call answers a `Reply`; the codes a caller may meet stand beside the service that refuses. */
type Entry = { input: z.ZodType; output: z.ZodType };

const Nothing = z.strictObject({});
const Done = z.object({});
const Millis = z.number(); // since 1970, UTC; for display only
const Reason = z.string().trim().max(5_000);

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
  head: z.number().describe('number of the newest version; 0 before the first commit'),
  labels: z.array(z.object({ label: z.string(), number: z.number() })),
  tags: z.array(z.string()),
  archived: z.boolean(),
  hasDraft: z.boolean(),
  changedAt: Millis,
});
export type PromptRow = z.infer<typeof PromptRow>;

export const Draft = z.object({
  content: Content,
  baseVersionId: VersionId.nullable().describe('the version the draft was begun from'),
  baseNumber: z.number().nullable(),
  revision: z.number().describe('counts saves; a save must name the one it replaces'),
  savedAt: Millis,
});
export type Draft = z.infer<typeof Draft>;

export const VersionRow = z.object({
  id: VersionId,
  number: z.number(),
  author: z.string(),
  message: z.string(),
  committedAt: Millis,
  parents: z.array(VersionId),
  labels: z.array(z.string()),
});
export type VersionRow = z.infer<typeof VersionRow>;

export const Version = VersionRow.extend({ content: Content });
export type Version = z.infer<typeof Version>;

export const PromptDetail = PromptRow.extend({
  createdAt: Millis,
  headVersion: Version.nullable(),
  draft: Draft.nullable(),
  labelStates: z.array(LabelState),
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

/** What is wrong with a template, and where: `message` counts messages from 0; `from` and `to` are UTF-16 offsets in
 *  its text; `line` and `column` count from 1. */
export const Problem = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  text: z.string(),
  message: z.number().int(),
  from: z.number().int(),
  to: z.number().int(),
  line: z.number().int(),
  column: z.number().int(),
});
export type Problem = z.infer<typeof Problem>;

export const FoundVariable = z.object({
  name: z.string(),
  places: z.array(z.object({ message: z.number().int(), from: z.number().int(), to: z.number().int() })),
});
export type FoundVariable = z.infer<typeof FoundVariable>;

/** One side of a comparison. */
export const ContentRef = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('version'), versionId: VersionId }),
  z.strictObject({ kind: z.literal('draft') }),
  z.strictObject({ kind: z.literal('empty') }),
]);
export type ContentRef = z.infer<typeof ContentRef>;

/** Preferences of this device: never shared. */
export const Preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  wrap: z.boolean().default(true),
  fontSize: z.number().int().min(10).max(24).default(13),
  diffLayout: z.enum(['split', 'unified']).default('split'),
  sidebarWidth: z.number().optional(),
  openTabs: z.array(Id).max(200).default([]),
  activeTab: Id.nullable().default(null),
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
  kind: z.enum(['import', 'export', 'verify', 'backup']),
  done: z.number(),
  total: z.number().nullable(),
  state: z.enum(['running', 'finished', 'cancelled', 'failed']),
  error: z.string().nullable(),
  report: LossReport.nullable(),
  fileId: Id.nullable().describe('the file an export wrote, to be read with file.read'),
  fileName: z.string().nullable(),
});
export type JobState = z.infer<typeof JobState>;

const PromptIds = z.array(Id).min(1).max(100_000);

export const contract = {
  'app.info': {
    input: Nothing,
    output: z.object({ version: z.string(), host: z.enum(['electron', 'browser', 'cli']), platform: z.string() }),
  },
  'workspace.info': { input: Nothing, output: WorkspaceInfo },
  'workspace.configure': {
    input: z.strictObject({
      name: z.string().trim().min(1).max(100).optional(),
      author: z.string().trim().min(1).max(100).optional(),
      requireMessage: z.boolean().optional(),
    }),
    output: WorkspaceInfo,
  },
  'workspace.addExamples': { input: Nothing, output: z.object({ prompts: z.number() }) },
  'preferences.get': { input: Nothing, output: Preferences },
  'preferences.set': { input: z.strictObject({ preferences: Preferences }), output: Done },

  'prompt.list': { input: Nothing, output: z.object({ prompts: z.array(PromptRow) }) },
  'prompt.rows': {
    input: z.strictObject({ promptIds: z.array(Id).max(100_000) }),
    output: z.object({ prompts: z.array(PromptRow) }),
  },
  'prompt.get': { input: z.strictObject({ promptId: Id }), output: PromptDetail },
  'prompt.create': {
    input: z.strictObject({ name: PromptName, content: Content.optional() }),
    output: z.object({ promptId: Id }),
  },
  'prompt.duplicate': { input: z.strictObject({ promptId: Id, name: PromptName }), output: z.object({ promptId: Id }) },
  'prompt.rename': { input: z.strictObject({ promptId: Id, name: PromptName }), output: Done },
  'prompt.move': {
    input: z.strictObject({ promptIds: PromptIds, folder: z.union([PromptName, z.literal('')]) }),
    output: Done,
  },
  'folder.rename': {
    input: z.strictObject({ from: PromptName, to: PromptName }),
    output: z.object({ prompts: z.number() }),
  },
  'prompt.archive': { input: z.strictObject({ promptIds: PromptIds }), output: Done },
  'prompt.unarchive': { input: z.strictObject({ promptIds: PromptIds }), output: Done },
  'prompt.tag': {
    input: z.strictObject({ promptIds: PromptIds, add: z.array(Tag), remove: z.array(Tag) }),
    output: Done,
  },
  'prompt.search': {
    input: z.strictObject({
      text: z.string().max(1_000),
      label: z.string().optional(),
      tag: z.string().optional(),
      archived: z.boolean().default(false),
      limit: z.number().int().min(1).max(500).default(50),
    }),
    output: z.object({ hits: z.array(SearchHit), more: z.boolean() }),
  },

  'draft.save': {
    input: z.strictObject({
      promptId: Id,
      content: Content,
      baseVersionId: VersionId.nullable(),
      expectedRevision: z.number().int().describe('0 where there was no draft'),
    }),
    output: z.object({ revision: z.number(), savedAt: Millis }),
  },
  'draft.discard': { input: z.strictObject({ promptId: Id }), output: Done },
  'inputs.get': {
    input: z.strictObject({ promptId: Id }),
    output: z.object({ values: z.record(z.string(), z.json()) }),
  },
  'inputs.save': { input: z.strictObject({ promptId: Id, values: z.record(z.string(), z.json()) }), output: Done },

  'version.commit': {
    input: z.strictObject({
      promptId: Id,
      message: z.string().max(5_000),
      expectedHead: VersionId.nullable(),
      draftRevision: z.number().int().optional().describe('the save of the draft that was looked at'),
    }),
    output: z.object({ versionId: VersionId, number: z.number() }),
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
  'version.compare': {
    input: z.strictObject({
      promptId: Id,
      left: ContentRef,
      right: ContentRef,
      ignoreWhitespace: z.boolean().default(false),
    }),
    output: ContentDiff,
  },

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

  'template.check': {
    input: z.strictObject({ format: TemplateFormat, messages: z.array(Message) }),
    output: z.object({ variables: z.array(FoundVariable), problems: z.array(Problem) }),
  },
  'template.render': {
    input: z.strictObject({
      format: TemplateFormat,
      messages: z.array(Message),
      variables: z.array(Variable).default([]),
      values: z.record(z.string(), z.json()),
    }),
    output: z.object({ messages: z.array(Message), problems: z.array(Problem) }),
  },

  'file.begin': { input: z.strictObject({ name: z.string().max(1_000) }), output: z.object({ fileId: Id }) },
  'file.write': { input: z.strictObject({ fileId: Id, base64: z.base64() }), output: Done },
  'file.read': {
    input: z.strictObject({ fileId: Id, offset: z.number().int().min(0) }),
    output: z.object({ base64: z.string(), end: z.boolean() }),
  },
  'file.drop': { input: z.strictObject({ fileIds: z.array(Id) }), output: Done },

  'import.inspect': {
    input: z.strictObject({ fileIds: z.array(Id).min(1).max(100_000), format: ImportFormat.optional() }),
    output: InspectedSource,
  },
  'import.start': {
    input: z.strictObject({
      fileIds: z.array(Id).min(1).max(100_000),
      format: ImportFormat.optional().describe('each file by its own kind where none is given'),
      options: ImportOptions,
    }),
    output: z.object({ jobId: Id }),
  },
  'export.start': {
    input: z.strictObject({
      format: ExportFormat,
      promptIds: z.array(Id).max(100_000).nullable().describe('null exports every prompt that is not archived'),
      label: z.string().optional().describe('export what this label points to instead of the newest version'),
    }),
    output: z.object({ jobId: Id }),
  },
  'verify.start': { input: Nothing, output: z.object({ jobId: Id }) },
  'backup.start': { input: Nothing, output: z.object({ jobId: Id }) },
  'job.get': { input: z.strictObject({ jobId: Id }), output: JobState },
  'job.cancel': { input: z.strictObject({ jobId: Id }), output: Done },
} satisfies Record<string, Entry>;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type Input<N extends CallName> = z.input<Contract[N]['input']>;
export type CheckedInput<N extends CallName> = z.output<Contract[N]['input']>;
export type Output<N extends CallName> = z.output<Contract[N]['output']>;

/** What a host tells its windows. `changed` with `promptIds: null` means "many: read the list again". */
export const GalleyEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), promptIds: z.array(Id).nullable() }),
  z.object({ type: z.literal('job'), job: JobState }),
  z.object({ type: z.literal('menu'), command: z.string() }),
]);
export type GalleyEvent = z.infer<typeof GalleyEvent>;
