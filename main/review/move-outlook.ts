import type { MoveOutlook } from '../../shared/contract/review-calls.ts';
import { protectedMoveRefusal } from '../../shared/review/judge-protected.ts';
import { reviewsOf, whyNotOpen, type Target } from '../../shared/review/standing.ts';
import { roleRefusal } from '../../shared/team/may-do.ts';
import { hasMembers } from '../../shared/team/members.ts';
import type { Registry } from '../registry/registry.ts';
import { ownMember } from './own-member.ts';
import { readPolicy } from './policies.ts';

/** What stands between this person and that label move, before they try it. */
export function moveOutlook(registry: Registry, target: Target): MoveOutlook {
  return registry.db.transaction(() => {
    const { state } = registry;
    const hasTeam = hasMembers(state);
    const by = ownMember(registry);
    const refusal =
      hasTeam && !by ? NO_MEMBER : ((by && roleRefusal(by, 'label.moved')) ?? protectedMoveRefusal(state, target, by));
    const open = reviewsOf(state, target).find(
      (review) => review.releasedBy === null && whyNotOpen(state, review) === null,
    );
    const mayRequest = !hasTeam
      ? NO_TEAM
      : !by
        ? NO_MEMBER.message
        : (roleRefusal(by, 'review.requested')?.message ?? null);
    return {
      hasTeam,
      policy: readPolicy(registry, target.label),
      refusal: refusal && { code: refusal.code, message: refusal.message },
      reviewId: open?.reviewId ?? null,
      mayRequest,
    };
  })();
}

const NO_TEAM = 'A review needs a team. Connect this workspace to a remote first, and invite others.';
const NO_MEMBER = { code: 'not-a-member', message: 'This device belongs to no member yet. Ask an owner to let it in.' };
