import type { TextHit } from '../../shared/contract/text-calls.ts';
import { goTo } from '../prompt/message-actions.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { openPrompt } from '../prompt/open-prompts.ts';
import { promptViewState } from '../prompt/prompt-view-state.ts';
import { openPrompt as showPrompt } from '../state/tabs.ts';

/** Opens a prompt where it is written, with a place in it selected. */
export async function openAt(
  promptId: string,
  { message, from, to }: Pick<TextHit, 'message' | 'from' | 'to'>,
): Promise<void> {
  showPrompt(promptId);
  promptViewState(promptId).setState({ area: 'edit' });
  const prompt = openPrompt(promptId);
  await loaded(prompt);
  goTo(prompt, message, from, to);
}

function loaded(prompt: OpenPrompt): Promise<void> {
  return new Promise((resolve) => {
    const isThere = () => prompt.store.getState().detail !== null || prompt.store.getState().failure !== null;
    if (isThere()) return resolve();
    const stop = prompt.store.subscribe(() => {
      if (!isThere()) return;
      stop();
      resolve();
    });
    return undefined;
  });
}
