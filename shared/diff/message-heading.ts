import type { MessageDiff } from './content-diff.ts';

/** Which message a part of a comparison is about, and what became of it: `message 2, user, was message 1`. */
export function messageHeading({ kind, leftIndex, rightIndex, leftRole, rightRole }: MessageDiff): string {
  const place = `message ${(rightIndex ?? leftIndex ?? 0) + 1}`;
  if (kind === 'added') return `${place}, ${rightRole}, added`;
  if (kind === 'removed') return `${place}, ${leftRole}, removed`;
  const role = leftRole === rightRole ? rightRole : `${leftRole} → ${rightRole}`;
  return kind === 'moved' ? `${place}, ${role}, was message ${(leftIndex ?? 0) + 1}` : `${place}, ${role}`;
}
