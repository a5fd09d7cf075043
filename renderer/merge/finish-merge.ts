import { resolved } from '../../shared/merge/resolve-merge.ts';
import { ok, type Reply } from '../../shared/reply.ts';
import { versionPhrase, versionSubject } from '../../shared/version-word.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import type { ViewStore } from '../prompt/prompt-view-state.ts';
import { call } from '../state/client.ts';
import { showToast } from '../ui/toast.tsx';
import { forgetMerge, type MergedPair, type MergeSession } from './merge-session.ts';

/** Makes the merge a version that builds on both. */
export async function commitMerge(
  prompt: OpenPrompt,
  view: ViewStore,
  session: MergeSession,
  pair: MergedPair,
  message: string,
): Promise<Reply<unknown>> {
  const { plan, choices } = session.getState();
  if (!plan?.mine || !plan.theirs) return ok(null);
  const reply = await call('merge.commit', {
    promptId: prompt.promptId,
    mine: plan.mine.versionId,
    theirs: plan.theirs.versionId,
    content: resolved(plan.merge, choices),
    message,
    expectedHead: plan.head,
  });
  await prompt.refresh();
  if (!reply.ok) return reply;
  forgetMerge(prompt.promptId, pair);
  view.setState({ merging: null, area: 'history', pair: null, change: null });
  showToast({
    text: `Committed ${versionPhrase(reply.value.number)}, the merge of ${versionPhrase(plan.theirs.number)} into ${versionPhrase(plan.mine.number)}.`,
  });
  return reply;
}

/** Makes the merge the draft, begun from the version that was merged into it. */
export async function takeAsDraft(
  prompt: OpenPrompt,
  view: ViewStore,
  session: MergeSession,
  pair: MergedPair,
): Promise<void> {
  const { plan, choices } = session.getState();
  if (!plan?.theirs) return;
  const before = prompt.contentNow();
  const { base } = prompt.store.getState();
  const { promptId } = prompt;
  const reply = await call('draft.save', {
    promptId,
    content: resolved(plan.merge, choices),
    baseVersionId: plan.theirs.versionId,
    expectedRevision: plan.draftRevision,
  });
  if (!reply.ok) {
    showToast({ text: reply.error.message, tone: 'error' });
    await prompt.refresh();
    return;
  }
  await prompt.takeTheirs();
  forgetMerge(promptId, pair);
  view.setState({ merging: null, area: 'edit' });
  const undo = async () => {
    const back = await call('draft.save', {
      promptId,
      content: before,
      baseVersionId: base?.versionId ?? null,
      expectedRevision: prompt.store.getState().revision,
    });
    if (back.ok) await prompt.takeTheirs();
    else showToast({ text: back.error.message, tone: 'error' });
  };
  showToast({
    text: `${versionSubject(plan.theirs.number)} is merged into the draft.`,
    action: { label: 'Undo', run: () => void undo() },
  });
}
