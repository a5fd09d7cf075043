/** What a member may do, from most to least. See `may-do.ts` for what each role allows. */
export const ROLES = ['owner', 'publisher', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** A role in a sentence: “Ben is an editor”. */
export const A_ROLE: Record<Role, string> = {
  owner: 'an owner',
  publisher: 'a publisher',
  editor: 'an editor',
  viewer: 'a viewer',
};

/** Whether `role` allows all that `least` does. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) <= ROLES.indexOf(least);
}

/** Any of `roles` in a sentence: “a publisher or an owner”. */
export function anyRole(roles: readonly Role[]): string {
  const words = ROLES.filter((role) => roles.includes(role))
    .map((role) => A_ROLE[role])
    .toReversed();
  const last = words.pop() ?? 'nobody';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}
