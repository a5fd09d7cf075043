import { anyRole, ROLES, type Role } from '../team/roles.ts';

type Terms = { protected: boolean; approvals: number; roles: readonly Role[]; evaluation: string | null };

/** What moving a label takes, in sentences. */
export function policySentences({ protected: isProtected, approvals, roles, evaluation }: Terms): string[] {
  if (!isProtected) return ['Editors, publishers and owners may move it.'];
  const passed =
    evaluation === null ? [] : [`Evidence that “${evaluation}” has passed must be recorded on the version.`];
  if (approvals === 0) return ['Publishers and owners may move it, without asking.', ...passed];
  const given = approvals === 1 ? 'a member has approved' : `${approvals} members have approved`;
  return [
    `Publishers and owners may move it once ${given}.`,
    `${capitalised(anyRole(ROLES.filter((role) => roles.includes(role))))} may approve, but not who committed the version, nor who asked.`,
    ...passed,
  ];
}

/** The same in a few words, for a table. */
export function policyInShort({ protected: isProtected, approvals, evaluation }: Terms): string {
  if (!isProtected) return 'Not protected';
  const parts = [
    approvals === 0 ? 'publishers only' : approvals === 1 ? '1 approval' : `${approvals} approvals`,
    ...(evaluation === null ? [] : [`“${evaluation}” passed`]),
  ];
  return `Protected: ${parts.join(', ')}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
