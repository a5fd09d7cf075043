import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useView, type ViewStore } from '../prompt/prompt-view-state.ts';
import { deferred } from '../ui/deferred.tsx';

/** The merge view, fetched when the first merge is opened. */
export const MergeView = deferred(() => import('./merge-view.tsx'));
const ChooseMergeDialog = deferred(() => import('./choose-merge-dialog.tsx'));

export function MergeDialogs({ prompt, view }: { prompt: OpenPrompt; view: ViewStore }) {
  const choosing = useView(view, (state) => state.choosingMerge);
  if (!choosing) return null;
  return <ChooseMergeDialog prompt={prompt} view={view} onClose={() => view.setState({ choosingMerge: false })} />;
}
