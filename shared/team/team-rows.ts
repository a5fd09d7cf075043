import type { Id, VersionId } from '../ids.ts';
import type { Role } from './roles.ts';

/** Ed25519: the raw public key of 32 bytes, base64url. */
export type PublicKey = string;

export type MemberRow = {
  memberId: Id;
  name: string;
  /** Every name the member has had, the present one last: each may stand as the author of the member's changes. */
  names: string[];
  role: Role;
  removed: boolean;
  /** The first member. What was written before there were members counts as the founder's. */
  founder: boolean;
};

export type DeviceRow = {
  deviceId: Id;
  memberId: Id;
  key: PublicKey;
  /** Keys it signed with before. */
  formerKeys: PublicKey[];
  removed: boolean;
};

/** The key that may add a device to this member when all others are lost. */
export type RecoveryRow = { memberId: Id; key: PublicKey; changeId: Id };

/** What moving a label takes. `policyId` is the change that set it, null where it is what holds without one. */
export type LabelPolicy = {
  label: string;
  protected: boolean;
  approvals: number;
  /** Who may approve. */
  roles: Role[];
  /** The evaluation a version must have passed. */
  evaluation: string | null;
  policyId: Id | null;
};

/** What was said, by whom and when. `memberId` is null for what was written before there were members; `at` is for
 *  display only. */
type Said = { changeId: Id; memberId: Id | null; author: string; at: number };

export type ReviewRow = Said & {
  reviewId: Id;
  promptId: Id;
  versionId: VersionId;
  label: string;
  expectedMoveId: Id | null;
  note: string;
  withdrawn: boolean;
  /** The move that did what it asked for. */
  releasedBy: Id | null;
};

export type PromptReviewRow = Pick<ReviewRow, 'reviewId' | 'label' | 'versionId' | 'expectedMoveId'>;

export type ReviewPlace = { message: number; line: number; side: 'before' | 'after' };
export type CommentRow = Said & { reviewId: Id; text: string; place: ReviewPlace | null };

/** A member's latest word on a review. */
export type DecisionRow = Said & {
  memberId: Id;
  reviewId: Id;
  decision: 'approve' | 'reject';
  note: string;
  /** The policy it was given under. */
  policyId: Id | null;
};

/** The latest result of an evaluation of a version. */
export type EvidenceRow = Said & {
  promptId: Id;
  versionId: VersionId;
  evaluation: string;
  passed: boolean;
  summary: string;
};

/** The content of the change `redactedId` is gone. */
export type RedactionRow = Said & { redactedId: Id; reason: string };

/** The small rows of the state, by kind. A key of two words is found by its first one, too. */
export type TeamRows = {
  /** By member. */
  member: MemberRow;
  /** By device. */
  device: DeviceRow;
  /** By member. */
  recovery: RecoveryRow;
  /** By label. */
  policy: LabelPolicy;
  /** By review. */
  review: ReviewRow;
  /** By prompt and review: which reviews there are of a prompt, and what they ask for. */
  'prompt-review': PromptReviewRow;
  /** By review and change. */
  comment: CommentRow;
  /** By review and member. */
  decision: DecisionRow;
  /** By prompt, then version and evaluation. */
  evidence: EvidenceRow;
  /** By the change whose content is gone. */
  redaction: RedactionRow;
};
export type TeamKind = keyof TeamRows;

/** The first word of a key: what `teamRows` finds rows by. */
export function groupOf(key: string): string {
  const space = key.indexOf(' ');
  return space < 0 ? key : key.slice(0, space);
}
