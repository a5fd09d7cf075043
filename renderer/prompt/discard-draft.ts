import { showToast } from '../ui/toast.tsx';
import type { OpenPrompt } from './open-prompt.ts';

/** Lets go of the draft, with a way back. */
export async function discardDraft(prompt: OpenPrompt): Promise<void> {
  const reply = await prompt.discard();
  if (!reply.ok) showToast({ text: reply.error.message, tone: 'error' });
  else showToast({ text: 'Draft discarded.', action: { label: 'Undo', run: () => prompt.write(reply.value) } });
}
