import { useEffect, useState } from 'react';
import type { ModelInfo } from '../../../shared/contract/model-calls.ts';
import { call } from '../../state/client.ts';

export type ModelFacts = { info: ModelInfo | null; unsupported: Record<string, string> };

/** What is known of a model, a moment after it was chosen; null until then, and where none is. */
export function useModelFacts(model: string): ModelFacts | null {
  const [answer, setAnswer] = useState<{ model: string; facts: ModelFacts } | null>(null);
  useEffect(() => {
    if (model === '') return undefined;
    const wanted = { still: true };
    const ask = async () => {
      const reply = await call('model.get', { model });
      if (wanted.still && reply.ok) setAnswer({ model, facts: reply.value });
    };
    void ask();
    return () => {
      wanted.still = false;
    };
  }, [model]);
  return answer?.model === model ? answer.facts : null;
}
