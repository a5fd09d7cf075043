import { z } from 'zod';

/** A run of text that is on both sides, only on the left (removed) or only on the right (added). */
export const Span = z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() });
export type Span = z.infer<typeof Span>;

/** One row of a text comparison, side by side: a line, or several with `\n` between them where many follow each other.
 *  `left`/`right` are null where the other side has a line this one lacks. `number` is that of the row's first line, from 1.
 *  Spans of a changed row mark the words that differ. */
export const DiffLine = z.object({
  kind: z.enum(['same', 'removed', 'added', 'changed']),
  left: z.object({ number: z.number(), spans: z.array(Span) }).nullable(),
  right: z.object({ number: z.number(), spans: z.array(Span) }).nullable(),
});
export type DiffLine = z.infer<typeof DiffLine>;

export const MessageDiff = z.object({
  kind: z.enum(['same', 'changed', 'added', 'removed', 'moved']),
  leftIndex: z.number().nullable(),
  rightIndex: z.number().nullable(),
  leftRole: z.string().nullable(),
  rightRole: z.string().nullable(),
  lines: z.array(DiffLine),
});
export type MessageDiff = z.infer<typeof MessageDiff>;

/** A setting, tool, variable or the schema that differs. `path` leads to the member of it that does; it is empty where the
 *  whole came, went, or is no object. Values are canonical JSON, or plain text for strings; long ones come as rows too. */
export const FactDiff = z.object({
  area: z.enum(['format', 'setting', 'tool', 'variable', 'schema', 'extra']),
  name: z.string(),
  path: z.array(z.string()),
  kind: z.enum(['changed', 'added', 'removed']),
  left: z.string().nullable(),
  right: z.string().nullable(),
  lines: z.array(DiffLine).nullable(),
});
export type FactDiff = z.infer<typeof FactDiff>;

export const ContentDiff = z.object({
  same: z.boolean(),
  messages: z.array(MessageDiff),
  facts: z.array(FactDiff),
});
export type ContentDiff = z.infer<typeof ContentDiff>;
