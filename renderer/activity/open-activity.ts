import type { ActivityRow } from '../../shared/contract/team-calls.ts';
import { openReview } from '../reviews/reviews-state.ts';
import { promptViewState } from '../prompt/prompt-view-state.ts';
import { call } from '../state/client.ts';
import { usePrompts } from '../state/prompts.ts';
import { openPrompt } from '../state/tabs.ts';
import { showTeam } from '../team/team-area-state.ts';

/** Whether there is a place to go to. */
export function canOpen({ promptId, reviewId, kind }: ActivityRow): boolean {
  return reviewId !== null || promptId !== null || isAboutMembers(kind);
}

/** Opens what a change is about: the review, the version in its history, the prompt, the members. */
export function openActivity({ promptId, reviewId, versionId, kind }: ActivityRow): void {
  if (reviewId !== null) openReview(reviewId);
  else if (promptId !== null && usePrompts.getState().byId.has(promptId)) {
    if (kind === 'label.moved') promptViewState(promptId).setState({ area: 'labels' });
    else if (versionId !== null) void showVersion(promptId, versionId);
    openPrompt(promptId);
  } else if (isAboutMembers(kind)) showTeam('members');
}

/** The version in the history of its prompt, compared with the one it builds on. */
async function showVersion(promptId: string, versionId: string): Promise<void> {
  const reply = await call('version.get', { versionId });
  const parent = reply.ok ? reply.value.parents[0] : undefined;
  promptViewState(promptId).setState({
    area: 'history',
    change: null,
    pair: {
      left: parent === undefined ? { kind: 'empty' } : { kind: 'version', versionId: parent },
      right: { kind: 'version', versionId },
    },
  });
}

function isAboutMembers(kind: string): boolean {
  return kind.startsWith('member.') || kind.startsWith('device.') || kind === 'recovery.set';
}
