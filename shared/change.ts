import { z } from 'zod';
import { canonicalJson, type Json } from './canonical-json.ts';
import { Id, VersionId } from './ids.ts';
import { LabelName, PromptName, Tag } from './names.ts';

const Text = z.string().max(5_000);

const Move = z.strictObject({
  promptId: Id,
  label: LabelName,
  versionId: VersionId.nullable().describe('null takes the label off'),
  /** The move this one replaces, not the version: A → B → A would otherwise go unnoticed. Null where the label was unset. */
  expectedMoveId: Id.nullable(),
});
export type Move = z.infer<typeof Move>;

/** What each kind of change says. A version's content stands beside its change, not in its body: it is stored apart. */
export const bodies = {
  'workspace.created': z.strictObject({ workspaceId: Id, name: z.string().min(1).max(100) }),
  'workspace.configured': z.strictObject({ name: z.string().min(1).max(100).optional(), requireMessage: z.boolean().optional() }),
  'prompt.created': z.strictObject({ promptId: Id, name: PromptName, tags: z.array(Tag).max(100).optional() }),
  'prompt.renamed': z.strictObject({ promptId: Id, name: PromptName }),
  'prompt.archived': z.strictObject({ promptId: Id }),
  'prompt.unarchived': z.strictObject({ promptId: Id }),
  'prompt.tagged': z.strictObject({ promptId: Id, tags: z.array(Tag).max(100) }),
  'version.committed': z.strictObject({
    promptId: Id,
    parents: z.array(VersionId).max(16),
    message: Text,
    /** Who wrote it and when, where that is not the author and time of this change: an import. */
    origin: z.strictObject({ author: z.string().min(1).max(200).optional(), committedAt: z.number().int().optional() }).optional(),
  }),
  /** All of the moves take effect, or none. */
  'label.moved': z.strictObject({ moves: z.array(Move).min(1).max(10_000), reason: Text, rollback: z.literal(true).optional() }),
};

export type ChangeKind = keyof typeof bodies;
export type ChangeBody<K extends ChangeKind> = z.infer<(typeof bodies)[K]>;
export const CHANGE_KINDS = Object.keys(bodies) as ChangeKind[];

/** One immutable record of the log. `content` is the canonical JSON of a version's content; only `version.committed`
 *  has it. */
export type Change<K extends ChangeKind = ChangeKind> = {
  [P in K]: { id: Id; kind: P; author: string; at: number; body: ChangeBody<P>; content?: string };
}[K];

/** The canonical JSON of a change's body, checked to read back as the same text. Throws `TypeError` where it does not. */
export function canonicalBody(body: unknown): string {
  const text = canonicalJson(body);
  assertRoundTrips(text);
  return text;
}

/** Throws `TypeError` where canonical JSON does not read back as the same text. */
export function assertRoundTrips(text: string): void {
  const value = JSON.parse(text) as Json;
  // The engine's printer is several times faster, and differs from the canonical one only in where it puts keys that
  // look like array indexes.
  if (JSON.stringify(value) !== text && canonicalJson(value) !== text) throw new TypeError('this text does not read back as itself');
}

/** What a version's id is the SHA-256 of: who says what, on top of which versions, and why. `author` is the writer. */
export function versionRecord(author: string, content: string, body: ChangeBody<'version.committed'>): string {
  return (
    `{"author":${JSON.stringify(author)},"content":${content},"message":${JSON.stringify(body.message)},` +
    `"parents":${JSON.stringify(body.parents)},"promptId":${JSON.stringify(body.promptId)}}`
  );
}
