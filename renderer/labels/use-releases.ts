import type { Release } from '../../shared/contract.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';
import { useKeptAnswer, type KeptAnswer } from '../prompt/use-kept-answer.ts';
import { call } from '../state/client.ts';

const MOST = 10_000;

/** Every label move of a prompt, newest first, kept up with the host. */
export function useReleases(prompt: OpenPrompt): KeptAnswer<readonly Release[]> {
  const detail = useOpenPrompt(prompt, (state) => state.detail);
  const stamp = detail === null ? '' : ['moves', ...detail.labelStates.map((label) => label.moveId)].join(' ');
  return useKeptAnswer(prompt, stamp, readReleases);
}

async function readReleases(promptId: string): Promise<KeptAnswer<readonly Release[]>> {
  const reply = await call('release.list', { promptId, limit: MOST });
  return reply.ok ? { value: reply.value.releases, refusal: null } : { value: null, refusal: reply.error };
}
