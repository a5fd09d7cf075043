import { useEffect, useState } from 'react';
import type { SnippetUse } from '../../shared/contract/snippet-calls.ts';
import type { Refusal } from '../../shared/reply.ts';
import { call, onEvent } from '../state/client.ts';

export type Uses = { uses: readonly SnippetUse[] | null; refusal: Refusal | null };

const UNKNOWN: Uses = { uses: null, refusal: null };
const ASK_AGAIN = 400; // milliseconds after a change: someone is typing in another prompt, say

/** Who uses a snippet, kept up with the host while `wanted`. */
export function useUses(snippetId: string, wanted: boolean): Uses {
  const [answer, setAnswer] = useState<Uses>(UNKNOWN);
  useEffect(() => {
    if (!wanted) return undefined;
    const asked = { still: true, timer: undefined as ReturnType<typeof setTimeout> | undefined };
    const ask = async () => {
      asked.timer = undefined;
      const reply = await call('snippet.usedBy', { promptId: snippetId });
      if (asked.still)
        setAnswer(reply.ok ? { uses: reply.value.uses, refusal: null } : { uses: null, refusal: reply.error });
    };
    void ask();
    const stop = onEvent((event) => {
      if (event.type === 'changed') asked.timer ??= setTimeout(() => void ask(), ASK_AGAIN);
    });
    return () => {
      asked.still = false;
      clearTimeout(asked.timer);
      stop();
    };
  }, [snippetId, wanted]);
  return answer;
}
