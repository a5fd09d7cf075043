import type { Review, ReviewRow } from '../../shared/contract/review-calls.ts';
import { versionWord } from '../../shared/version-word.ts';

export const STATE_WORDS: Record<ReviewRow['state'], string> = {
  open: 'open',
  approved: 'approved',
  rejected: 'rejected',
  stale: 'outdated',
  withdrawn: 'withdrawn',
  released: 'released',
};

/** What the state means for what happens next. */
export function stateSentence({ state, label, approvals, needed, policy }: Review): string {
  switch (state) {
    case 'open':
      if (approvals < needed) return `${missing(needed - approvals)} missing before “${label}” can be moved.`;
      return policy.evaluation !== null && policy.protected
        ? `“${label}” can be moved once “${policy.evaluation}” has passed on this version.`
        : `“${label}” needs no approval; a word from somebody else still helps.`;
    case 'approved':
      return `“${label}” can be moved now.`;
    case 'rejected':
      return `“${label}” stays where it is until the rejection is settled.`;
    case 'stale':
      return `“${label}” has been moved since this was asked for. Ask again from where it is now.`;
    case 'withdrawn':
      return 'Nobody asks for this any more.';
    case 'released':
      return `“${label}” was moved as asked.`;
  }
}

function missing(count: number): string {
  return count === 1 ? 'One approval is' : `${count} approvals are`;
}

/** `v7`, `pending`, or `none` where the label was on nothing. */
export function placeWord(place: { number: number | null } | null): string {
  return place === null ? 'none' : versionWord(place.number);
}

/** `1 of 2 approvals`; what counts where none is needed. */
export function approvalsText({ approvals, needed }: ReviewRow): string {
  if (needed > 0) return `${approvals} of ${needed} ${needed === 1 ? 'approval' : 'approvals'}`;
  return approvals === 0 ? 'no approval needed' : `${approvals} ${approvals === 1 ? 'approval' : 'approvals'}`;
}
