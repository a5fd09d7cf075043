import type { Input } from '../../../shared/contract.ts';
import type { Policy } from '../../../shared/contract/review-calls.ts';
import { Refused } from '../../../shared/reply.ts';
import { ROLES, type Role } from '../../../shared/team/roles.ts';
import { readPolicy } from '../../review/policies.ts';
import { print, printJson } from '../output.ts';
import { policyWords } from '../policy-words.ts';
import type { Session } from '../session.ts';
import { whenSent } from '../sync-words.ts';

type Options = {
  protected?: boolean;
  unprotected?: boolean;
  approvals?: number;
  roles?: string;
  evaluation?: string;
  withoutEvaluation?: boolean;
};

/** Shows what moving labels takes; with options, changes it for one. What is not named stays. */
export async function policy(session: Session, [label]: [string?], options: Options): Promise<void> {
  const { policies } = await session.ask('policy.list', {});
  const isChange = CHANGING.some((name) => options[name] !== undefined);
  if (label === undefined) {
    if (isChange) throw new Refused('usage', 'Name the label whose policy is to change.');
    if (session.json) printJson(policies);
    else print(policies.map(policyWords).join('\n'));
    return;
  }
  const current = policies.find((one) => one.label === label) ?? readPolicy(session.open(), label);
  if (!isChange) {
    if (session.json) printJson(current);
    else print(policyWords(current));
    return;
  }
  const next = changed(current, options);
  await session.ask('policy.set', next);
  const when = whenSent(session);
  if (session.json) printJson({ ...next, queued: when !== null });
  else print(policyWords({ ...current, ...next, queued: null }) + (when === null ? '' : ` It counts ${when}.`));
}

const CHANGING = ['protected', 'unprotected', 'approvals', 'roles', 'evaluation', 'withoutEvaluation'] as const;

function changed(current: Policy, options: Options): Input<'policy.set'> {
  // What is queued already is what the person means to change.
  const { label } = current;
  const { protected: was, approvals, roles, evaluation } = current.queued ?? current;
  // Who asks for approvals wants them to hold.
  const isProtected = options.unprotected ? false : options.protected || asksFor(options) || was;
  return {
    label,
    protected: isProtected,
    approvals: options.approvals ?? approvals,
    roles: options.roles === undefined ? roles.filter(mayApprove) : readRoles(options.roles),
    evaluation: options.withoutEvaluation ? null : (options.evaluation ?? evaluation),
  };
}

function asksFor({ approvals = 0, evaluation }: Options): boolean {
  return approvals > 0 || evaluation !== undefined;
}

type Approver = Exclude<Role, 'viewer'>;
const APPROVERS = ROLES.filter(mayApprove);

function mayApprove(role: Role): role is Approver {
  return role !== 'viewer';
}

function readRoles(text: string): Approver[] {
  const names = new Set(text.split(',').map((name) => name.trim()));
  const roles = APPROVERS.filter((role) => names.has(role));
  if (roles.length !== names.size)
    throw new Refused('usage', `Roles are written with commas between them: any of ${APPROVERS.join(',')}.`);
  return roles;
}
