import type { MemberRow } from '../../shared/contract/team-calls.ts';

export type Role = MemberRow['role'];

/** From most to least, with what each may do. */
export const ROLE_OPTIONS: readonly { value: Role; label: string; may: string }[] = [
  { value: 'owner', label: 'Owner', may: 'Everything, and decides who is in the team and which labels are protected.' },
  { value: 'publisher', label: 'Publisher', may: 'Writes, and moves protected labels such as production.' },
  { value: 'editor', label: 'Editor', may: 'Writes, commits, asks for reviews, moves labels that are not protected.' },
  { value: 'viewer', label: 'Viewer', may: 'Reads everything and changes nothing.' },
];

export function roleMay(role: Role): string {
  return ROLE_OPTIONS.find(({ value }) => value === role)!.may;
}

export function roleLabel(role: Role): string {
  return ROLE_OPTIONS.find(({ value }) => value === role)!.label;
}
