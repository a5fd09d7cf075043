import type { VersionRow } from '../../../shared/contract.ts';
import { call } from '../../state/client.ts';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import { useKeptAnswer, type KeptAnswer } from '../use-kept-answer.ts';

/** Every version of a prompt, newest first, kept up with the host. */
export function useVersions(prompt: OpenPrompt): KeptAnswer<readonly VersionRow[]> {
  // A new head, a moved label or a text that is gone is a new list.
  const detail = useOpenPrompt(prompt, (state) => state.detail);
  const stamp =
    detail === null
      ? ''
      : [
          detail.headVersion?.id,
          detail.head,
          detail.redactions,
          ...detail.labelStates.map((label) => label.moveId),
        ].join(' ');
  return useKeptAnswer(prompt, stamp, readVersions);
}

/** The host gives the newest first. */
async function readVersions(promptId: string): Promise<KeptAnswer<readonly VersionRow[]>> {
  const reply = await call('version.list', { promptId });
  return reply.ok ? { value: reply.value.versions, refusal: null } : { value: null, refusal: reply.error };
}
