import type { MemberRow } from '../../shared/contract/team-calls.ts';
import { A_ROLE } from '../../shared/team/roles.ts';
import { call } from '../state/client.ts';
import { showToast } from '../ui/toast.tsx';
import type { Role } from './role-words.ts';

/** Gives a member another role; the message offers to take it back. */
export async function changeRole({ memberId, name, role: before }: MemberRow, role: Role): Promise<void> {
  if (!(await setRole(memberId, role))) return;
  showToast({
    text: `${name} becomes ${A_ROLE[role]} once this is synced.`,
    key: 'role',
    action: { label: 'Undo', run: () => void setRole(memberId, before) },
  });
}

async function setRole(memberId: string, role: Role): Promise<boolean> {
  const reply = await call('team.setRole', { memberId, role });
  if (!reply.ok) showToast({ text: reply.error.message, tone: 'error' });
  return reply.ok;
}
