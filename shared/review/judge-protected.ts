import type { StateView } from '../fold/state.ts';
import { refuse, type Refusal } from '../reply.ts';
import { needsRole } from '../team/may-do.ts';
import { isAtLeast } from '../team/roles.ts';
import type { MemberRow } from '../team/team-rows.ts';
import { policyOf } from './label-policy.ts';
import { evidenceFor, standingFor, type Target } from './standing.ts';

type Wanted = Omit<Target, 'versionId'> & { versionId: string | null };

/** Why `by` may not make this move of a label, which is not stale; null where they may. `by` is null where there are no
 *  members: then only what was set counts, and whose role it takes does not. */
export function protectedMoveRefusal(view: StateView, wanted: Wanted, by: MemberRow | null): Refusal | null {
  const policy = policyOf(view, wanted.label);
  if (!policy.protected) return null;
  if (by && !isAtLeast(by.role, 'publisher'))
    return needsRole(by, `moving the protected label “${wanted.label}”`, ['publisher', 'owner']);
  const { versionId } = wanted;
  if (versionId === null) return takenOffRefusal(view, wanted, policy.approvals);
  const target = { ...wanted, versionId };
  const { approvals, rejections } = standingFor(view, target, policy);
  const move = moveWords(view, target);
  if (rejections.length > 0) {
    const names = rejections.map(({ memberId }) => view.team('member', memberId)!.name);
    return refuse(
      'rejected',
      `${inSentence(names)} rejected ${move}. Settle it with them, or ask for another version.`,
      {
        ...target,
        rejectedBy: rejections.map(({ memberId }) => memberId),
      },
    ).error;
  }
  if (approvals.length < policy.approvals)
    return refuse(
      'unapproved',
      `“${wanted.label}” is protected: ${move} needs ${counted(policy.approvals)} and has ${approvals.length}. Request a review, or wait for the approvals.`,
      { ...target, needed: policy.approvals, given: approvals.length },
    ).error;
  if (policy.evaluation === null) return null;
  const evidence = evidenceFor(view, target, policy);
  if (evidence?.passed) return null;
  return refuse(
    'no-evidence',
    `“${wanted.label}” asks that “${policy.evaluation}” has passed; for ${move} it ${evidence ? 'failed' : 'has not run'}. Run it on this version first.`,
    { ...target, evaluation: policy.evaluation },
  ).error;
}

/** Nobody can be asked to approve of no version: where approvals are needed, the policy goes first. */
function takenOffRefusal(view: StateView, { promptId, label }: Wanted, approvals: number): Refusal | null {
  if (approvals === 0) return null;
  const name = view.prompt(promptId)?.name;
  return refuse(
    'unapproved',
    `“${label}” is protected and needs ${counted(approvals)} to move, so it cannot be taken off “${name}”. Move it to another version, or let an owner change its policy.`,
    { promptId, label, versionId: null, needed: approvals, given: 0 },
  ).error;
}

/** Without a number: the version may be pending, and have none yet. */
function moveWords(view: StateView, { promptId }: Target): string {
  return `this version of “${view.prompt(promptId)?.name}”`;
}

function counted(approvals: number): string {
  return approvals === 1 ? 'one approval' : `${approvals} approvals`;
}

function inSentence(names: string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
