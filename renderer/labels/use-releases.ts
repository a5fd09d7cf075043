import { useEffect, useState } from 'react';
import type { Release } from '../../shared/contract.ts';
import type { Refusal } from '../../shared/reply.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';
import { call } from '../state/client.ts';

export type Releases = { releases: readonly Release[] | null; refusal: Refusal | null };

const MOST = 10_000;

/** Every label move of a prompt, newest first, kept up with the host. Null until it has answered. */
export function useReleases(prompt: OpenPrompt): Releases {
  const detail = useOpenPrompt(prompt, (state) => state.detail);
  const [answer, setAnswer] = useState<Releases>({ releases: null, refusal: null });
  const stamp = detail === null ? '' : ['moves', ...detail.labelStates.map((label) => label.moveId)].join(' ');
  useEffect(() => {
    const wanted = { still: stamp !== '' };
    void read(prompt.promptId, (next) => wanted.still && setAnswer(next));
    return () => {
      wanted.still = false;
    };
  }, [prompt, stamp]);
  return answer;
}

async function read(promptId: string, take: (answer: Releases) => void): Promise<void> {
  const reply = await call('release.list', { promptId, limit: MOST });
  take(reply.ok ? { releases: reply.value.releases, refusal: null } : { releases: null, refusal: reply.error });
}
