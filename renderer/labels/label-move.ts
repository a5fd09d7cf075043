import { useState } from 'react';
import type { LabelState } from '../../shared/contract.ts';
import type { Refusal, Reply } from '../../shared/reply.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';

/** Where a label stands as the dialog shows it. A move names the one it replaces, so what is shown must be what is
 *  expected: it changes only when a person has been told. */
export function useExpectedLabel(prompt: OpenPrompt, label: string) {
  const now = useOpenPrompt(prompt, (state) => state.detail?.labelStates.find((each) => each.label === label));
  const [seen, setSeen] = useState<{ label: string; state: LabelState | undefined }>({ label, state: now });
  if (seen.label !== label) setSeen({ label, state: now });
  return {
    expected: seen.label === label ? seen.state : now,
    look: (state: LabelState | undefined) => setSeen({ label, state }),
  };
}

/** Runs a label move of any kind. A stale one is no error of the person's: the new state is read and shown. */
export function useLabelMove(prompt: OpenPrompt, label: string, onDone: () => void) {
  const { expected, look } = useExpectedLabel(prompt, label);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = async (move: () => Promise<Reply<unknown>>) => {
    setBusy(true);
    const reply = await move();
    await prompt.refresh();
    setBusy(false);
    setRefusal(reply.ok ? null : reply.error);
    if (reply.ok) onDone();
    else look(prompt.store.getState().detail?.labelStates.find((each) => each.label === label));
  };
  return { expected, busy, refusal, run };
}
