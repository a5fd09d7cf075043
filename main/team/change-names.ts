import type { StateView } from '../../shared/fold/state.ts';
import type { Names } from '../../shared/team/change-words.ts';
import { versionPhrase } from '../../shared/version-word.ts';
import { PENDING_FROM } from '../registry/pending-from.ts';
import type { Registry } from '../registry/registry.ts';

/** How what changes name is called in this workspace today. */
export function namesIn(registry: Registry): Names {
  const { state } = registry;
  const view: StateView = registry.present;
  const member = (memberId: string) => view.team('member', memberId)?.name ?? null;
  return {
    version(promptId, versionId) {
      const seq = state.versionSeq(promptId, versionId);
      if (seq === null) return null;
      return versionPhrase(seq >= PENDING_FROM ? null : (state.version(promptId, versionId)?.number ?? null));
    },
    versionOfChange(changeId) {
      const made = state.versionOfChange(changeId);
      return made ? { promptId: made.promptId, versionId: made.id } : null;
    },
    member,
    memberOfDevice(deviceId) {
      const device = view.team('device', deviceId);
      return device ? member(device.memberId) : null;
    },
    review(reviewId) {
      const review = state.team('review', reviewId);
      return review ? { promptId: review.promptId, versionId: review.versionId, label: review.label } : null;
    },
  };
}
