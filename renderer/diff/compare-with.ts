import type { ContentRef } from '../../shared/contract.ts';
import { promptViewState } from '../prompt/prompt-view-state.ts';
import { call } from '../state/client.ts';
import { usePrompts } from '../state/prompts.ts';
import { openPrompt } from '../state/tabs.ts';
import { showToast } from '../ui/toast.tsx';
import type { ComparedPair } from './compared-refs.ts';

/** Shows a prompt's history with `ref` on one side, and on the other what stood there; with a null side, `ref` at the right
 *  of what is being written. */
export async function compareWith(promptId: string, side: 'left' | 'right' | null, ref: ContentRef): Promise<void> {
  const { area, inSight } = promptViewState(promptId).getState();
  const kept = side === 'left' ? 'right' : 'left';
  const other = side !== null && area === 'history' && inSight ? inSight.pair[kept] : await writtenIn(promptId);
  if (other !== null) show(promptId, side === 'left' ? { left: ref, right: other } : { left: other, right: ref });
}

/** Compares what is being written in two prompts, in the tab of the first. */
export async function comparePrompts(promptId: string, otherId: string): Promise<void> {
  const ref = await writtenIn(otherId);
  if (ref === null || ref.kind === 'empty') return;
  const own = await writtenIn(promptId);
  if (own !== null) show(promptId, { left: own, right: { ...ref, promptId: otherId } });
}

function show(promptId: string, pair: ComparedPair): void {
  promptViewState(promptId).setState({ area: 'history', change: null, pair });
  openPrompt(promptId);
}

/** The draft, or the newest version where there is none; null, said in a message, where there is neither. */
async function writtenIn(promptId: string): Promise<ContentRef | null> {
  const reply = await call('prompt.get', { promptId });
  if (!reply.ok) {
    showToast({ text: reply.error.message, tone: 'error' });
    return null;
  }
  const { draft, headVersion } = reply.value;
  if (draft) return { kind: 'draft' };
  if (headVersion) return { kind: 'version', versionId: headVersion.id };
  const name = usePrompts.getState().byId.get(promptId)?.name ?? '';
  showToast({ text: `Nothing has been written in “${name}” yet, so there is nothing to compare.` });
  return null;
}
