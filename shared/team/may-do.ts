import type { ChangeKind } from '../change.ts';
import { refuse, type Refusal } from '../reply.ts';
import { A_ROLE, anyRole, isAtLeast, ROLES, type Role } from './roles.ts';

/** The least role that may make a change of each kind, and what making it is called. Whom or what it may be about is
 *  judged where the kind is: a viewer renames only themselves, an editor moves only labels that are not protected. */
const DEEDS: Record<ChangeKind, { least: Role; deed: string }> = {
  'workspace.created': { least: 'owner', deed: 'setting a workspace up' },
  'workspace.configured': { least: 'owner', deed: 'changing the settings of a workspace' },
  'prompt.created': { least: 'editor', deed: 'making a prompt' },
  'prompt.renamed': { least: 'editor', deed: 'renaming a prompt' },
  'prompt.archived': { least: 'editor', deed: 'archiving a prompt' },
  'prompt.unarchived': { least: 'editor', deed: 'restoring a prompt' },
  'prompt.tagged': { least: 'editor', deed: 'tagging a prompt' },
  'version.committed': { least: 'editor', deed: 'committing a version' },
  'label.moved': { least: 'editor', deed: 'moving a label' },
  'member.added': { least: 'owner', deed: 'letting a member in' },
  'member.renamed': { least: 'viewer', deed: 'renaming a member' },
  'member.role': { least: 'owner', deed: 'changing a role' },
  'member.removed': { least: 'viewer', deed: 'removing a member' },
  'device.added': { least: 'viewer', deed: 'adding a device' },
  'device.rotated': { least: 'viewer', deed: 'replacing the key of a device' },
  'device.removed': { least: 'viewer', deed: 'removing a device' },
  'recovery.set': { least: 'owner', deed: 'setting a recovery key' },
  'policy.set': { least: 'owner', deed: 'setting the policy of a label' },
  'review.requested': { least: 'editor', deed: 'requesting a review' },
  'review.commented': { least: 'editor', deed: 'commenting on a review' },
  'review.decided': { least: 'editor', deed: 'deciding on a review' },
  'review.withdrawn': { least: 'editor', deed: 'withdrawing a review' },
  'evidence.recorded': { least: 'editor', deed: 'recording evidence' },
  'body.redacted': { least: 'owner', deed: 'redacting a version' },
};

/** Whether a member of this role may make changes of this kind at all. */
export function mayDo(role: Role, kind: ChangeKind): boolean {
  return isAtLeast(role, DEEDS[kind].least);
}

/** Why `member` may not make a change of this kind; null where they may. */
export function roleRefusal(member: { name: string; role: Role }, kind: ChangeKind): Refusal | null {
  if (mayDo(member.role, kind)) return null;
  const { least, deed } = DEEDS[kind];
  return needsRole(
    member,
    deed,
    ROLES.filter((role) => isAtLeast(role, least)),
  );
}

/** The refusal of what only some roles may do: `deed` as in “moving a label”. */
export function needsRole(member: { name: string; role: Role }, deed: string, roles: readonly Role[]): Refusal {
  const who = anyRole(roles);
  return refuse(
    'not-allowed',
    `${member.name} is ${A_ROLE[member.role]}, and ${deed} takes ${who}. Ask one to do it, or an owner for that role.`,
    { role: member.role, roles: ROLES.filter((role) => roles.includes(role)) },
  ).error;
}
