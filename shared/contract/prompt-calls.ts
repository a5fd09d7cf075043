import { z } from 'zod';
import { Content } from '../content.ts';
import { Id, VersionId } from '../ids.ts';
import { PromptName, Tag } from '../name-schemas.ts';
import { Done, Millis, Nothing, PromptDetail, PromptIds, PromptRow, SearchHit } from './shapes.ts';

export const promptCalls = {
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
};
