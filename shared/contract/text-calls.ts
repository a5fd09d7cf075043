import { z } from 'zod';
import { Role } from '../content.ts';
import { Id, VersionId } from '../ids.ts';
import { PromptName } from '../name-schemas.ts';
import { TextMatch, TextQuery } from '../text/text-query.ts';

/** Which prompts are looked through: of those that are given, or else of all that are not archived, those that fit. */
export const TextScope = z.strictObject({
  promptIds: z.array(Id).max(100_000).optional(),
  folder: PromptName.optional(),
  label: z.string().optional(),
  tag: z.string().optional(),
});
export type TextScope = z.infer<typeof TextScope>;

/** One match with the line it stands in, cut to what fits a row. Places are those of a problem. */
export const TextHit = TextMatch.extend({
  message: z.number().int(),
  role: Role,
  line: z.number().int().describe('from 1, in the message'),
  before: z.string(),
  match: z.string(),
  after: z.string(),
});
export type TextHit = z.infer<typeof TextHit>;

/** A prompt that holds what was looked for, and which text of it was looked through: the draft, where there is one. */
export const TextGroup = z.object({
  promptId: Id,
  name: z.string(),
  number: z.number().nullable().describe('of the newest version; null where there is none, and while it is pending'),
  headId: VersionId.nullable(),
  draftRevision: z.number().describe('0 where there is no draft: then the newest version was looked through'),
  hits: z.array(TextHit),
  more: z.boolean().describe('whether a message holds more matches than are listed'),
});
export type TextGroup = z.infer<typeof TextGroup>;

const Place = { message: z.number().int().min(0), from: z.number().int().min(0), to: z.number().int().min(0) };
/** `expect` is what stands at the place: where it does not, nothing of the prompt is changed. */
export const TextEdit = z.strictObject({ ...Place, expect: z.string(), insert: z.string() });
export type TextEdit = z.infer<typeof TextEdit>;

export const textCalls = {
  /** A part of a search through prompts by name: as many as are read within some milliseconds. */
  'text.find': {
    input: z.strictObject({
      query: TextQuery,
      scope: TextScope.default({}),
      replacement: z.string().max(100_000).optional(),
      cursor: z.string().nullable().describe('null begins; what an answer gave goes on'),
    }),
    output: z.object({
      groups: z.array(TextGroup),
      cursor: z.string().nullable().describe('null where all were looked through'),
      searched: z.number().describe('prompts in this part'),
    }),
  },
  /** The matches in texts that are at hand. */
  'text.match': {
    input: z.strictObject({
      query: TextQuery,
      texts: z.array(z.string()).max(10_000),
      replacement: z.string().max(100_000).optional(),
    }),
    output: z.object({ matches: z.array(z.array(TextMatch)), more: z.boolean() }),
  },
  /** Changes places in the drafts of prompts: of each prompt all, or, where its text is another by now, none. */
  'text.edit': {
    input: z.strictObject({
      prompts: z
        .array(
          z.strictObject({
            promptId: Id,
            headId: VersionId.nullable(),
            draftRevision: z.number().int(),
            edits: z.array(TextEdit).min(1),
          }),
        )
        .max(100),
    }),
    output: z.object({
      edited: z.array(
        z.object({
          promptId: Id,
          draftRevision: z.number().describe('0 where the text is that of the newest version again'),
          edits: z.array(TextEdit).describe('what takes it back'),
        }),
      ),
      refused: z.array(z.object({ promptId: Id, code: z.string(), text: z.string() })),
    }),
  },
};
