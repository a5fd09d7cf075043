import { useEffect, useState } from 'react';
import type { Refusal } from '../../shared/reply.ts';
import type { OpenPrompt } from './open-prompt.ts';

/** What the host answered about a prompt; both null until it has. */
export type KeptAnswer<T> = { value: T | null; refusal: Refusal | null };

/** Asks again whenever `stamp` changes, and not while it is ''. `read` is a function of a module: a new one on each
 *  render would ask on each render. */
export function useKeptAnswer<T>(
  prompt: OpenPrompt,
  stamp: string,
  read: (promptId: string) => Promise<KeptAnswer<T>>,
): KeptAnswer<T> {
  const [answer, setAnswer] = useState<KeptAnswer<T>>({ value: null, refusal: null });
  useEffect(() => {
    const wanted = { still: stamp !== '' };
    const ask = async (): Promise<void> => {
      const next = await read(prompt.promptId);
      if (wanted.still) setAnswer(next);
    };
    void ask();
    return () => {
      wanted.still = false;
    };
  }, [prompt, stamp, read]);
  return answer;
}
