import { useEffect, useState } from 'react';
import type { VersionRow } from '../../../shared/contract.ts';
import type { Refusal } from '../../../shared/reply.ts';
import { call } from '../../state/client.ts';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';

export type Versions = { versions: readonly VersionRow[] | null; refusal: Refusal | null };

/** Every version of a prompt, newest first, kept up with the host. Null until it has answered. */
export function useVersions(prompt: OpenPrompt): Versions {
  // A new head or a moved label is a new list.
  const detail = useOpenPrompt(prompt, (state) => state.detail);
  const [answer, setAnswer] = useState<Versions>({ versions: null, refusal: null });
  const stamp = detail === null ? '' : [detail.head, ...detail.labelStates.map((label) => label.moveId)].join(' ');
  useEffect(() => {
    const wanted = { still: stamp !== '' };
    void read(prompt.promptId, (next) => wanted.still && setAnswer(next));
    return () => {
      wanted.still = false;
    };
  }, [prompt, stamp]);
  return answer;
}

async function read(promptId: string, take: (answer: Versions) => void): Promise<void> {
  const reply = await call('version.list', { promptId });
  take(
    reply.ok
      ? { versions: reply.value.versions.toSorted((a, b) => b.number - a.number), refusal: null }
      : { versions: null, refusal: reply.error },
  );
}
