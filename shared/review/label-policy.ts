import type { StateView } from '../fold/state.ts';
import { hasMembers } from '../team/members.ts';
import type { LabelPolicy } from '../team/team-rows.ts';

/** What moving `label` takes now: what an owner set, or what holds without that. Where there are no members only what
 *  was set counts: nobody is kept from their own `production`. */
export function policyOf(view: StateView, label: string): LabelPolicy {
  const set = view.team('policy', label);
  if (set) return set;
  return label === 'production' && hasMembers(view) ? { ...OPEN, ...PRODUCTION, label } : { ...OPEN, label };
}

const OPEN: Omit<LabelPolicy, 'label'> = {
  protected: false,
  approvals: 0,
  roles: ['owner', 'publisher', 'editor'],
  evaluation: null,
  policyId: null,
};
const PRODUCTION: Partial<LabelPolicy> = { protected: true, roles: ['owner', 'publisher'] };
