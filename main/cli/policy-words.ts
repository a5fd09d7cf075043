import type { Policy } from '../../shared/contract/review-calls.ts';

/** What moving a label takes, as a sentence or two. */
export function policyWords(policy: Policy): string {
  const { label } = policy;
  const queued = policy.queued ? ` Queued: ${termsWords(label, policy.queued)}.` : '';
  return `${termsWords(label, policy)}.${queued}`;
}

type Terms = Pick<Policy, 'protected' | 'approvals' | 'roles' | 'evaluation'>;

function termsWords(label: string, { protected: isProtected, approvals, roles, evaluation }: Terms): string {
  if (!isProtected) return `${label} is not protected: editors, publishers and owners move it`;
  const by = roles.map((role) => `${role}s`).join(', ');
  const needs = [
    approvals === 0 ? '' : `${approvals} ${approvals === 1 ? 'approval' : 'approvals'} by ${by}`,
    evaluation === null ? '' : `“${evaluation}” passed`,
  ].filter((part) => part !== '');
  const takes = needs.length === 0 ? '' : `; it takes ${needs.join(' and ')}`;
  return `${label} is protected: publishers and owners move it${takes}`;
}
