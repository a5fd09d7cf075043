import { promptViewState } from '../prompt/prompt-view-state.ts';
import { openPrompt } from '../state/tabs.ts';
import { showToast } from '../ui/toast.tsx';
import { readPromptLabels } from './use-prompt-labels.ts';

/** Opens a prompt with the version under `label` in view, compared with the one before it. */
export async function openVersion(promptId: string, label: string): Promise<void> {
  const versionId = await versionUnder(promptId, label);
  if (versionId === null) return;
  const { value } = await readPromptLabels(promptId);
  const at = value?.versions.findIndex((version) => version.id === versionId) ?? -1;
  const before = value?.versions[at + 1];
  promptViewState(promptId).setState({
    area: 'history',
    change: null,
    pair: {
      left: before ? { kind: 'version', versionId: before.id } : { kind: 'empty' },
      right: { kind: 'version', versionId },
    },
  });
  openPrompt(promptId);
}

export async function copyVersionId(promptId: string, label: string): Promise<void> {
  const versionId = await versionUnder(promptId, label);
  if (versionId === null) return;
  await navigator.clipboard.writeText(versionId);
  showToast({ text: 'The version id is copied.' });
}

async function versionUnder(promptId: string, label: string): Promise<string | null> {
  const { value, refusal } = await readPromptLabels(promptId);
  const state = value?.states.find((each) => each.label === label);
  if (state) return state.versionId;
  showToast({ text: refusal?.message ?? `“${label}” is on no version now.`, tone: 'error' });
  return null;
}
