import type { CopyKind } from '../../shared/contract/model-calls.ts';
import { call } from '../state/client.ts';
import { showToast } from '../ui/toast.tsx';
import { filledIn } from './inspector/input-rows.ts';
import { promptInputs } from './inspector/prompt-inputs.ts';
import type { OpenPrompt } from './open-prompt.ts';

export const COPY_NAMES: Record<CopyKind, string> = {
  markdown: 'Markdown',
  json: 'JSON',
  curl: 'cURL',
  typescript: 'TypeScript',
  python: 'Python',
};

/** Puts the prompt on the clipboard: as it is written, or as a request filled in with the chosen inputs. */
export async function copyPromptAs(prompt: OpenPrompt, kind: CopyKind): Promise<void> {
  const failure = await copy(prompt, kind);
  if (failure !== null) showToast({ text: failure, tone: 'error' });
  else showToast({ text: `Copied as ${COPY_NAMES[kind]}.` });
}

/** What went wrong, as a sentence; null where nothing did. */
async function copy(prompt: OpenPrompt, kind: CopyKind): Promise<string | null> {
  const content = prompt.contentNow();
  const name = prompt.store.getState().detail?.name ?? 'prompt';
  let { messages } = content;
  if (kind !== 'markdown' && kind !== 'json') {
    const { format, variables } = content;
    const values = filledIn(promptInputs(prompt.promptId).getState().values);
    const rendered = await call('template.render', {
      format,
      messages,
      variables,
      values,
      holder: { promptId: prompt.promptId, versionId: null },
    });
    if (!rendered.ok) return rendered.error.message;
    const error = rendered.value.problems.find((problem) => problem.severity === 'error');
    if (error !== undefined) return `Nothing was copied: ${error.text}`;
    messages = rendered.value.messages;
  }
  const reply = await call('model.copyAs', { kind, name, messages, content });
  if (!reply.ok) return reply.error.message;
  await navigator.clipboard.writeText(reply.value.text);
  return null;
}
