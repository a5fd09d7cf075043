import { call } from '../../state/client.ts';
import { showToast } from '../../ui/toast.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import type { ViewStore } from '../prompt-view-state.ts';

/** Puts the comparison in sight on the clipboard as a patch of the exported `.prompt` file. */
export async function copyPatch(prompt: OpenPrompt, view: ViewStore): Promise<void> {
  const { inSight } = view.getState();
  if (!inSight) return;
  const reply = await call('version.patch', { promptId: prompt.promptId, ...inSight.pair });
  if (!reply.ok) return showToast({ text: reply.error.message, tone: 'error' });
  if (reply.value.patch === '') return showToast({ text: 'Both sides say the same: there is nothing to patch.' });
  await navigator.clipboard.writeText(reply.value.patch);
  showToast({ text: 'The patch is copied. It fits the exported .prompt file: “git apply” or “patch -p1” apply it.' });
}
