import type { Change, ChangeBody, ChangeKind } from '../../../shared/change.ts';
import type { Entry } from './random-team.ts';

// The rules once more, written down another way: over the whole log every time, from what the changes say. What the fold
// let pass is measured by it.

const VIEWERS: ChangeKind[] = ['member.renamed', 'member.removed', 'device.added', 'device.rotated', 'device.removed'];
const OWNERS: ChangeKind[] = [
  'workspace.created',
  'workspace.configured',
  'member.added',
  'member.role',
  'recovery.set',
  'policy.set',
  'body.redacted',
];

type Role = ChangeBody<'member.added'>['role'];
type Known = { role: Role; isActive: boolean; names: string[] };
type Key = { memberId: string; key: string; isActive: boolean };

/** Why the last change of `log`, which took effect, should not have; null where it should. */
export function wronglyEffective(log: Entry[]): string | null {
  const last = log.at(-1)!;
  const before = log.slice(0, -1).filter((entry) => entry.effects !== null);
  const members = membersIn(before);
  const keys = keysIn(before);
  if (members.size === 0)
    return last.actor === null || last.actor.founding ? null : 'by a stranger, before there were members';
  const device = keys.get(last.actor?.deviceId ?? '');
  const { change } = last;
  if (!device) return change.kind === 'device.added' ? null : 'by no device of a member';
  const by = members.get(device.memberId)!;
  if (!by.isActive) return 'by a member who was removed';
  if (!device.isActive) return 'by a device that was removed';
  if (device.key !== last.actor!.key) return 'with another key';
  if (!by.names.includes(change.author)) return 'under another name';
  if (by.role === 'viewer' && !VIEWERS.includes(change.kind)) return 'by a viewer';
  if (by.role !== 'owner' && OWNERS.includes(change.kind)) return 'by who is no owner';
  if (change.kind !== 'label.moved') return null;
  return change.body.moves.map((move) => wrongMove(before, members, by, move)).find(Boolean) ?? null;
}

function wrongMove(
  before: Entry[],
  members: Map<string, Known>,
  by: Known,
  { promptId, label, versionId, expectedMoveId }: ChangeBody<'label.moved'>['moves'][number],
): string | null {
  const latest = bodiesOf(before, 'label.moved')
    .flatMap(({ id, body }) => body.moves.map((move) => ({ id, ...move })))
    .findLast((move) => move.promptId === promptId && move.label === label);
  const current = latest?.versionId ? latest.id : null;
  if (current !== expectedMoveId) return 'that expected another move';
  const set = bodiesOf(before, 'policy.set').findLast(({ body }) => body.label === label);
  const policy = set?.body ?? {
    protected: label === 'production',
    approvals: 0,
    roles: ['owner', 'publisher'] as Role[],
    evaluation: undefined,
  };
  if (!policy.protected) return null;
  if (by.role !== 'owner' && by.role !== 'publisher') return 'of a protected label, by an editor';
  if (versionId === null) return policy.approvals > 0 ? 'to no version, which nobody can approve' : null;
  const reviews = bodiesOf(before, 'review.requested').filter(
    ({ body }) =>
      body.promptId === promptId &&
      body.label === label &&
      body.versionId === versionId &&
      body.expectedMoveId === expectedMoveId &&
      !bodiesOf(before, 'review.withdrawn').some((withdrawn) => withdrawn.body.reviewId === body.reviewId),
  );
  const says = (memberId: string, decision: 'approve' | 'reject') =>
    reviews.some((review) => {
      if (memberOf(before, review.id) === memberId) return false;
      const word = bodiesOf(before, 'review.decided').findLast(
        ({ id, body }) => body.reviewId === review.body.reviewId && memberOf(before, id) === memberId,
      );
      return word?.body.decision === decision && word.body.policy === (set?.id ?? null);
    });
  const committed = before.find(({ effects }) =>
    effects!.some((effect) => effect.table === 'version' && effect.row.id === versionId),
  )!;
  const deciders = [...members]
    .filter(([memberId, { isActive, role }]) => {
      const isCommitter = memberOf(before, committed.change.id) === memberId;
      return isActive && (policy.roles as Role[]).includes(role) && !isCommitter;
    })
    .map(([memberId]) => memberId);
  if (deciders.some((memberId) => says(memberId, 'reject'))) return 'that was rejected';
  if (deciders.filter((memberId) => says(memberId, 'approve')).length < policy.approvals)
    return 'without its approvals';
  if (policy.evaluation === undefined) return null;
  const evidence = bodiesOf(before, 'evidence.recorded').findLast(
    ({ body }) => body.versionId === versionId && body.promptId === promptId && body.evaluation === policy.evaluation,
  );
  return evidence?.body.passed ? null : 'without its evidence';
}

/** Whether the last owner who can sign is gone; not asked before there are members. */
export function isOwnerless(log: Entry[]): boolean {
  const before = log.filter((entry) => entry.effects !== null);
  const members = membersIn(before);
  const owners = [...keysIn(before).values()].filter(
    ({ memberId, isActive }) => isActive && members.get(memberId)!.isActive && members.get(memberId)!.role === 'owner',
  );
  return members.size > 0 && owners.length === 0;
}

function membersIn(log: Entry[]): Map<string, Known> {
  const members = new Map<string, Known>();
  for (const { change } of log) {
    if (change.kind === 'member.added') {
      const { memberId, name, role } = change.body;
      members.set(memberId, { role, isActive: true, names: [...(members.get(memberId)?.names ?? []), name] });
    }
    if (change.kind === 'member.renamed') members.get(change.body.memberId)!.names.push(change.body.name);
    if (change.kind === 'member.role') members.get(change.body.memberId)!.role = change.body.role;
    if (change.kind === 'member.removed') members.get(change.body.memberId)!.isActive = false;
  }
  return members;
}

function keysIn(log: Entry[]): Map<string, Key> {
  const keys = new Map<string, Key>();
  for (const { change } of log) {
    if (change.kind === 'member.added' || change.kind === 'device.added') {
      const { memberId, device } = change.body;
      keys.set(device.deviceId, { memberId, key: device.key, isActive: true });
    }
    if (change.kind === 'device.rotated') keys.get(change.body.deviceId)!.key = change.body.key;
    if (change.kind === 'device.removed') keys.get(change.body.deviceId)!.isActive = false;
    if (change.kind === 'member.removed')
      for (const key of keys.values()) if (key.memberId === change.body.memberId) key.isActive = false;
  }
  return keys;
}

/** The member who made a change; who founded the workspace, for what was made before. */
function memberOf(log: Entry[], changeId: string): string | undefined {
  const at = log.findIndex(({ change }) => change.id === changeId);
  const before = log.slice(0, at);
  if (membersIn(before).size === 0) return [...membersIn(log).keys()][0];
  return keysIn(before).get(log[at]!.actor!.deviceId)?.memberId;
}

function bodiesOf<K extends ChangeKind>(log: Entry[], kind: K): Change<K>[] {
  return log.map(({ change }) => change).filter((change) => change.kind === kind) as Change<K>[];
}
