import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import type { MoveSource } from '../../../shared/contract/label-calls.ts';
import type { Refusal } from '../../../shared/reply.ts';
import { call } from '../../state/client.ts';

export type Plan = Output<'label.plan'>;
export type Planned = {
  plan: Plan | null;
  refusal: Refusal | null;
  /** Whether a newer answer is on its way. */
  asking: boolean;
  again: () => void;
};

/** What a move of `label` would do on these prompts. Asked again only when it is another question, or by `again`: what a
 *  person has read must be what is sent. */
export function usePlan(promptIds: readonly string[] | null, label: string, from: MoveSource | null): Planned {
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<{ of: string; plan: Plan | null; refusal: Refusal | null } | null>(null);
  const question = from === null ? null : JSON.stringify({ label, from, turn });
  useEffect(() => {
    if (question === null) return undefined;
    const wanted = { still: true };
    const { label: asked, from: source } = JSON.parse(question) as { label: string; from: MoveSource };
    const ask = async () => {
      const reply = await call('label.plan', {
        promptIds: promptIds === null ? null : [...promptIds],
        label: asked,
        from: source,
      });
      if (!wanted.still) return;
      setAnswer({ of: question, plan: reply.ok ? reply.value : null, refusal: reply.ok ? null : reply.error });
    };
    void ask();
    return () => {
      wanted.still = false;
    };
  }, [promptIds, question]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  // While the same question is asked again the last answer stays in sight; another question's would mislead.
  const fits = answer !== null && question !== null && sameButTurn(answer.of, question);
  return {
    plan: fits ? answer.plan : null,
    refusal: fits ? answer.refusal : null,
    asking: answer?.of !== question,
    again,
  };
}

function sameButTurn(a: string, b: string): boolean {
  return a.replace(/"turn":\d+/, '') === b.replace(/"turn":\d+/, '');
}
