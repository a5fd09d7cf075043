import { useEffect, useState } from 'react';
import type { Problem } from '../../../shared/contract.ts';
import type { Message } from '../../../shared/content.ts';
import { call } from '../../state/client.ts';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import { filledIn } from './input-rows.ts';
import { promptInputs } from './prompt-inputs.ts';

/** `pauses` tells which text it is about. */
export type Preview = { pauses: number; messages: Message[]; problems: Problem[]; failure: string | null };

const RENDER_PAUSE = 120; // milliseconds after the last change of text or values

/** What a model would get, a moment after every pause. The last good answer stays in sight while the next is made. */
export function usePreview(prompt: OpenPrompt, shown: boolean): Preview | null {
  const pauses = useOpenPrompt(prompt, (state) => state.pauses);
  const values = promptInputs(prompt.promptId)((state) => state.values);
  const [preview, setPreview] = useState<Preview | null>(null);
  useEffect(() => {
    if (!shown || pauses === 0) return undefined;
    const wanted = { still: true };
    const render = async () => {
      const { format, messages, variables } = prompt.contentNow();
      const reply = await call('template.render', {
        format,
        messages,
        variables,
        values: filledIn(values),
        holder: { promptId: prompt.promptId, versionId: null },
      });
      if (!wanted.still) return;
      setPreview((last) =>
        reply.ok
          ? { ...reply.value, pauses, failure: null }
          : { pauses, messages: last?.messages ?? [], problems: [], failure: reply.error.message },
      );
    };
    const timer = setTimeout(() => void render(), RENDER_PAUSE);
    return () => {
      wanted.still = false;
      clearTimeout(timer);
    };
  }, [prompt, pauses, values, shown]);
  return preview;
}
