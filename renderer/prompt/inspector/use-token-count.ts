import { useEffect, useState } from 'react';
import type { Problem } from '../../../shared/contract.ts';
import type { TokenCount } from '../../../shared/contract/model-calls.ts';
import { sizeText, tokenText } from '../../../shared/model/token-facts.ts';
import { call } from '../../state/client.ts';
import type { OpenPrompt } from '../open-prompt.ts';
import type { Preview } from './use-preview.ts';

/** The tokens of what the preview shows: `preview` says which. */
export type Counted = { preview: Preview; count: TokenCount };

/** Counts once the preview is there; what was counted last stays until then. */
export function useTokenCount(prompt: OpenPrompt, preview: Preview | null, shown: boolean): Counted | null {
  const [counted, setCounted] = useState<Counted | null>(null);
  useEffect(() => {
    if (!shown || preview === null) return undefined;
    const wanted = { still: true };
    const ask = async () => {
      const { settings, tools, responseSchema } = prompt.contentNow();
      const reply = await call('model.count', {
        model: settings.model ?? null,
        messages: preview.messages,
        content: { tools, responseSchema },
      });
      if (wanted.still) setCounted(reply.ok ? { preview, count: reply.value } : null);
    };
    void ask();
    return () => {
      wanted.still = false;
    };
  }, [prompt, preview, shown]);
  return counted;
}

/** What an input that the model cannot take is warned of. */
export function contextProblem(count: TokenCount | undefined): Problem | null {
  if (count === undefined || count.contextWindow === null || count.total <= count.contextWindow) return null;
  const text = `The input takes ${tokenText(count.total, count.exact)} tokens, and the model reads ${sizeText(count.contextWindow)} at most. Shorten it, or choose a model with a larger context.`;
  return { severity: 'warning', code: 'over-context', text, message: -1, from: 0, to: 0, line: 0, column: 0 };
}
