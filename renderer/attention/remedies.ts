import type { AttentionItem } from '../../shared/contract/sync-calls.ts';
import { showActivity } from '../activity/activity-state.ts';
import { showReleasesOf } from '../labels/area-state.ts';
import { promptViewState } from '../prompt/prompt-view-state.ts';
import { openDialog } from '../state/dialogs.ts';
import { usePrompts } from '../state/prompts.ts';
import { openPrompt } from '../state/tabs.ts';
import { showTeam } from '../team/team-area-state.ts';
import { openReview } from '../reviews/reviews-state.ts';

export type RemedyAction = { label: string; run: () => void };

/** What can be done about an item, the likeliest first. */
export function remediesOf(item: AttentionItem): RemedyAction[] {
  const { promptId, reviewId, deviceId, move } = item;
  const about = promptId === null ? [] : [{ label: 'Open prompt', run: () => openPrompt(promptId) }];
  const review = reviewId === null ? [] : [{ label: 'Open review', run: () => openReview(reviewId) }];
  const again =
    move === null || promptId === null
      ? []
      : [
          {
            label: move.versionId === null ? 'Take it off after all…' : 'Move it after all…',
            run: () => openDialog({ kind: 'move-label', promptId, ...move, attentionId: item.id }),
          },
        ];
  switch (item.kind) {
    case 'diverged':
      return promptId === null ? [] : [{ label: 'Merge…', run: () => openMerge(promptId) }, ...about];
    case 'stale-move':
      return [...again, ...review, ...releasesOf(promptId), ...about];
    case 'refused':
      return [
        ...again,
        ...review,
        { label: 'Show in the activity', run: () => showActivity({ mark: 'refused' }) },
        ...about,
      ];
    case 'review':
    case 'decided':
      return [...review, ...about];
    case 'join-request':
      return [
        ...(deviceId === null
          ? []
          : [{ label: 'Let in…', run: () => openDialog({ kind: 'accept-request', deviceId }) }]),
        { label: 'Show members', run: () => showTeam('members') },
      ];
    case 'remote':
    case 'unaudited':
      return [{ label: 'About the remote', run: () => showTeam('remote') }];
    case 'key':
      return [{ label: 'About this device', run: () => showTeam('members') }];
    case 'removed':
      return [
        { label: 'Join again…', run: () => openDialog({ kind: 'join-team' }) },
        { label: 'Show members', run: () => showTeam('members') },
      ];
    case 'stale-objects':
    case 'withheld':
      return [...about, { label: 'About the remote', run: () => showTeam('remote') }];
    case 'renamed':
      return about;
  }
}

function releasesOf(promptId: string | null): RemedyAction[] {
  const name = promptId === null ? undefined : usePrompts.getState().byId.get(promptId)?.name;
  return name === undefined ? [] : [{ label: 'Show its releases', run: () => showReleasesOf(name) }];
}

/** The prompt with the question in front which of its versions to bring together. */
function openMerge(promptId: string): void {
  promptViewState(promptId).setState({ choosingMerge: true });
  openPrompt(promptId);
}
