import { z } from 'zod';
import { Message, TemplateFormat, Variable } from '../content.ts';
import { Id, VersionId } from '../ids.ts';
import { FoundReference, FoundVariable, Problem } from './shapes.ts';

/** Whose text it is: a snippet that includes itself is found out by it, and a version's own record of what its references
 *  resolved to is heard. */
const Holder = z.strictObject({ promptId: Id, versionId: VersionId.nullable() });

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
};
