import { z } from 'zod';
import { Content, Message, TemplateFormat, Variable } from '../content.ts';
import { ContentDiff } from '../diff/content-diff.ts';
import { Id, VersionId } from '../ids.ts';
import { FoundReference, FoundVariable, Problem } from './shapes.ts';

/** Whose text it is: a snippet that includes itself is found out by it, and a version's own record of what its references
 *  resolved to is heard. */
const Holder = z.strictObject({ promptId: Id, versionId: VersionId.nullable() });

/** What a conversion could not carry. `note`: said in another way, which may differ for some values; `loss`: left out, or
 *  no longer doing what it did. Places are those of a problem, in the text before the conversion; `line` is 0 where there
 *  is no place. */
export const ConversionLoss = z.object({
  severity: z.enum(['note', 'loss']),
  text: z.string(),
  message: z.number().int(),
  from: z.number().int(),
  to: z.number().int(),
  line: z.number().int(),
});
export type ConversionLoss = z.infer<typeof ConversionLoss>;

export const templateCalls = {
  'template.check': {
    input: z.strictObject({
      format: TemplateFormat,
      messages: z.array(Message),
      variables: z.array(Variable).optional().describe('where given, those not declared and not used are told'),
      holder: Holder.optional(),
    }),
    output: z.object({
      variables: z.array(FoundVariable),
      references: z.array(FoundReference),
      problems: z.array(Problem),
    }),
  },
  'template.render': {
    input: z.strictObject({
      format: TemplateFormat,
      messages: z.array(Message),
      variables: z.array(Variable).default([]),
      values: z.record(z.string(), z.json()),
      holder: Holder.optional(),
    }),
    output: z.object({ messages: z.array(Message), problems: z.array(Problem) }),
  },
  /** The prompt in another format, by its syntax trees; nothing is saved. */
  'template.convert': {
    input: z.strictObject({
      content: Content,
      to: TemplateFormat,
      placeholders: z.boolean().default(false).describe('whether ${name:default} becomes a variable on the way'),
    }),
    output: z.object({
      content: Content,
      losses: z.array(ConversionLoss),
      placeholders: z.number().describe('how many places became variables'),
      diff: ContentDiff,
    }),
  },
};
