import { z } from 'zod';
import { canonicalJson, type Json } from './canonical-json.ts';
import { Id, VersionId } from './ids.ts';
import { LabelName, MemberName, PromptName, Tag } from './name-schemas.ts';
import { ROLES } from './team/roles.ts';

export const MAX_REMARK = 5_000; // characters in a message or a reason
const TOO_LONG = `A message or a reason may have ${MAX_REMARK.toLocaleString('en')} characters.`;
const HALVED = 'This text holds half of a character.';
// Half a surrogate pair would be stored as another character, and the version's id would no longer match.
const Whole = z.string().refine((text) => text.isWellFormed(), HALVED);
const Text = Whole.max(MAX_REMARK, TOO_LONG);
const Author = Whole.min(1).max(200);
const WorkspaceName = Whole.min(1).max(100);

/** Who did it and when, where that is not the author and time of this change: it was imported. */
const Origin = z.strictObject({ author: Author.optional(), committedAt: z.number().int().optional() });

export const Move = z.strictObject({
  promptId: Id,
  label: LabelName,
  versionId: VersionId.nullable().describe('null takes the label off'),
  /** The move this one replaces, not the version: A → B → A would otherwise go unnoticed. Null where the label was unset. */
  expectedMoveId: Id.nullable(),
});
export type Move = z.infer<typeof Move>;

/** What one reference of a version meant when it was committed, directly or through another snippet. */
export const SnippetRecord = z.strictObject({
  target: z.string().min(1).max(1_000),
  promptId: Id,
  versionId: VersionId,
});
export type SnippetRecord = z.infer<typeof SnippetRecord>;

/** Ed25519: the raw public key, 32 bytes. The last digit must leave no bits over: a key has one text. */
export const PublicKey = z.string().regex(/^[\w-]{42}[AEIMQUYcgkosw048]$/, 'A public key is 32 bytes in base64url.');
/** Ed25519: 64 bytes. */
export const Signature = z.string().regex(/^[\w-]{85}[AQgw]$/, 'A signature is 64 bytes in base64url.');
export const RoleName = z.enum(ROLES);
const Device = z.strictObject({ deviceId: Id, key: PublicKey });
const Evaluation = Whole.min(1).max(200);
const Approver = RoleName.refine(
  (role) => role !== 'viewer',
  'A viewer cannot approve: name editors, publishers or owners.',
);

/** What each kind of change says. A version's content stands beside its change, not in its body: it is stored apart. */
export const bodies = {
  'workspace.created': z.strictObject({ workspaceId: Id, name: WorkspaceName }),
  'workspace.configured': z.strictObject({ name: WorkspaceName.optional(), requireMessage: z.boolean().optional() }),
  'prompt.created': z.strictObject({ promptId: Id, name: PromptName, tags: z.array(Tag).max(100).optional() }),
  'prompt.renamed': z.strictObject({ promptId: Id, name: PromptName }),
  'prompt.archived': z.strictObject({ promptId: Id }),
  'prompt.unarchived': z.strictObject({ promptId: Id }),
  'prompt.tagged': z.strictObject({ promptId: Id, tags: z.array(Tag).max(100) }),
  'version.committed': z.strictObject({
    promptId: Id,
    parents: z.array(VersionId).max(16),
    message: Text,
    origin: Origin.optional(),
    snippets: z.array(SnippetRecord).min(1).max(10_000).optional(),
  }),
  /** All of the moves take effect, or none. */
  'label.moved': z.strictObject({
    moves: z.array(Move).min(1).max(10_000),
    reason: Text,
    rollback: z.literal(true).optional(),
    origin: Origin.optional(),
  }),
  'member.added': z.strictObject({
    memberId: Id,
    name: MemberName,
    role: RoleName,
    device: Device,
    request: Signature.optional().describe('of the request to join, by the new device'),
  }),
  'member.renamed': z.strictObject({ memberId: Id, name: MemberName }),
  'member.role': z.strictObject({ memberId: Id, role: RoleName }),
  'member.removed': z.strictObject({ memberId: Id }),
  'device.added': z.strictObject({
    memberId: Id,
    device: Device,
    proof: z.strictObject({ by: z.union([Id, z.literal('recovery')]), signature: Signature }),
  }),
  'device.rotated': z.strictObject({ deviceId: Id, key: PublicKey, proof: Signature.describe('by the new key') }),
  'device.removed': z.strictObject({ deviceId: Id }),
  'recovery.set': z.strictObject({ key: PublicKey }),
  'policy.set': z.strictObject({
    label: LabelName,
    protected: z.boolean(),
    approvals: z.number().int().min(0).max(20),
    roles: z.array(Approver).min(1).max(ROLES.length).describe('who may approve'),
    evaluation: Evaluation.optional().describe('what a version must have passed'),
  }),
  'review.requested': z.strictObject({
    reviewId: Id,
    promptId: Id,
    versionId: VersionId,
    label: LabelName,
    expectedMoveId: Id.nullable(),
    note: Text,
  }),
  'review.commented': z.strictObject({
    reviewId: Id,
    text: Text.min(1, 'A comment needs words.'),
    place: z
      .strictObject({
        message: z.number().int().min(0).max(100_000).describe('from 0'),
        line: z.number().int().min(1).max(100_000_000).describe('from 1'),
        side: z.enum(['before', 'after']),
      })
      .optional(),
  }),
  'review.decided': z.strictObject({
    reviewId: Id,
    decision: z.enum(['approve', 'reject']),
    note: Text,
    policy: Id.nullable().describe('the change that set the policy it was given under'),
  }),
  'review.withdrawn': z.strictObject({ reviewId: Id }),
  'evidence.recorded': z.strictObject({
    promptId: Id,
    versionId: VersionId,
    evaluation: Evaluation,
    passed: z.boolean(),
    summary: Text,
  }),
  'body.redacted': z.strictObject({ changeId: Id, reason: Text }),
};

export type ChangeKind = keyof typeof bodies;
export type ChangeBody<K extends ChangeKind> = z.infer<(typeof bodies)[K]>;
export const CHANGE_KINDS = Object.keys(bodies) as ChangeKind[];

/** One immutable record of the log. `content` is the canonical JSON of a version's content; only `version.committed`
 *  has it. Where it was redacted, `versionId` says what the version was called: its id cannot be worked out any more. */
export type Change<K extends ChangeKind = ChangeKind> = {
  [P in K]: {
    id: Id;
    kind: P;
    author: string;
    at: number;
    body: ChangeBody<P>;
    content?: string;
    versionId?: VersionId;
  };
}[K];

const OPTIMISTIC: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'workspace.configured',
  'prompt.created',
  'prompt.renamed',
  'prompt.archived',
  'prompt.unarchived',
  'prompt.tagged',
  'version.committed',
  'review.requested',
  'review.commented',
  'review.withdrawn',
]);

/** Whether a change of this kind counts before it has its place in the log that others see. What decides over others
 *  (labels, members, policies, approvals) waits for it. */
export function isOptimistic(kind: ChangeKind): boolean {
  return OPTIMISTIC.has(kind);
}

/** Why a change cannot say `body`, as a sentence; null when it can. */
export function bodyProblem<K extends ChangeKind>(kind: K, body: ChangeBody<K>): string | null {
  if (kind === 'version.committed') return versionProblem(body as ChangeBody<'version.committed'>);
  const issue = bodies[kind].safeParse(body).error?.issues[0];
  return issue?.message ?? null;
}

/** The rules of the schema by hand: an import commits a hundred thousand versions, and the schema takes twenty times as
 *  long. Ids are not looked at: the fold finds what they name, or refuses. */
function versionProblem({ message, origin, snippets }: ChangeBody<'version.committed'>): string | null {
  if (message.length > MAX_REMARK) return TOO_LONG;
  if (!message.isWellFormed()) return HALVED;
  const { shape } = bodies['version.committed'];
  const checked = [
    origin === undefined ? null : shape.origin.safeParse(origin),
    snippets === undefined ? null : shape.snippets.safeParse(snippets),
  ];
  return checked.find((result) => result?.error)?.error?.issues[0]?.message ?? null;
}

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
  if (JSON.stringify(value) !== text && canonicalJson(value) !== text)
    throw new TypeError('this text does not read back as itself');
}

/** What a version's id is the SHA-256 of: who says what, on top of which versions, and why; and what its references
 *  meant then, where it has any. `author` is the writer. */
export function versionRecord(author: string, content: string, body: ChangeBody<'version.committed'>): string {
  return (
    `{"author":${JSON.stringify(author)},"content":${content},"message":${JSON.stringify(body.message)},` +
    `"parents":${JSON.stringify(body.parents)},"promptId":${JSON.stringify(body.promptId)}` +
    (body.snippets === undefined ? '}' : `,"snippets":${canonicalJson(body.snippets)}}`)
  );
}
