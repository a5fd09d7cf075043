/** What a member may do, from most to least. See `may-do.ts` for what each role allows. */
export const ROLES = ['owner', 'publisher', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
