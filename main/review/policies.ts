import type { Output } from '../../shared/contract.ts';
import type { Policy } from '../../shared/contract/review-calls.ts';
import { policyOf } from '../../shared/review/label-policy.ts';
import { Refused } from '../../shared/reply.ts';
import { roleRefusal } from '../../shared/team/may-do.ts';
import { hasMembers } from '../../shared/team/members.ts';
import type { Role } from '../../shared/team/roles.ts';
import { idBytes } from '../registry/bytes.ts';
import { labelNames } from '../registry/prompt-queries.ts';
import { queuedOf } from '../registry/queued.ts';
import type { Registry } from '../registry/registry.ts';
import { ownMember } from './own-member.ts';

/** What moving each label takes: of every label in use or with a policy of its own, and of production. */
export function listPolicies(registry: Registry): Output<'policy.list'> {
  return registry.db.transaction(() => {
    const labels = new Set([
      'production',
      'staging',
      ...labelNames(registry).map(({ label }) => label),
      ...[...registry.state.teamRows('policy')].map(({ label }) => label),
      ...queuedOf(registry, 'policy.set').map(({ body }) => body.label),
    ]);
    const member = ownMember(registry);
    return {
      policies: [...labels].map((label) => readPolicy(registry, label)),
      hasTeam: hasMembers(registry.state),
      maySet: member ? (roleRefusal(member, 'policy.set')?.message ?? null) : 'Only owners decide what a label takes.',
    };
  })();
}

/** What moving `label` takes, and who said so. */
export function readPolicy(registry: Registry, label: string): Policy {
  const { policyId, ...terms } = policyOf(registry.state, label);
  const set =
    policyId === null
      ? undefined
      : registry.statements.get<{ author: string; at: number }>(
          'SELECT author, at FROM changes WHERE id = ?',
          idBytes(policyId),
        );
  const wanted = queuedOf(registry, 'policy.set').findLast(({ body }) => body.label === label)?.body;
  return {
    ...terms,
    changeId: policyId,
    setBy: set?.author ?? null,
    at: set?.at ?? null,
    queued: wanted
      ? {
          protected: wanted.protected,
          approvals: wanted.approvals,
          roles: wanted.roles,
          evaluation: wanted.evaluation ?? null,
        }
      : null,
  };
}

/** Refuses `no-team`, and what the fold refuses: only owners set policies. */
export function setPolicy(
  registry: Registry,
  input: {
    label: string;
    protected: boolean;
    approvals: number;
    roles: Exclude<Role, 'viewer'>[];
    evaluation: string | null;
  },
): void {
  const { evaluation, ...rest } = input;
  registry.transaction(() => {
    assertTeam(registry, 'Protecting a label');
    registry.record({ kind: 'policy.set', body: { ...rest, ...(evaluation === null ? {} : { evaluation }) } });
  });
}

/** Throws `Refused('no-team')` where there is nobody to ask. `deed` begins the sentence. */
export function assertTeam(registry: Registry, deed: string): void {
  if (hasMembers(registry.state)) return;
  throw new Refused('no-team', `${deed} needs a team. Connect this workspace to a remote first, and invite others.`);
}
