import { useState } from 'react';
import type { LabelState } from '../../shared/contract.ts';
import type { PromptLabels } from '../../shared/contract/label-calls.ts';
import type { Refusal, Reply } from '../../shared/reply.ts';
import { readQueued } from './queued-moves.ts';
import { readPromptLabels } from './use-prompt-labels.ts';

/** Where a label stands as the dialog shows it. A move names the one it replaces, so what is shown must be what is
 *  expected: it changes only when a person has been told. */
function useExpectedLabel(about: PromptLabels, label: string) {
  const now = stateOf(about, label);
  const [seen, setSeen] = useState<{ label: string; state: LabelState | undefined }>({ label, state: now });
  if (seen.label !== label) setSeen({ label, state: now });
  return {
    expected: seen.label === label ? seen.state : now,
    look: (state: LabelState | undefined) => setSeen({ label, state }),
  };
}

/** Runs a label move of any kind. A stale one is no error of the person's: the new state is read and shown. */
export function useLabelMove(about: PromptLabels, label: string, onDone: (done: { queued: boolean }) => void) {
  const { expected, look } = useExpectedLabel(about, label);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = async (move: () => Promise<Reply<{ queued: boolean }>>) => {
    setBusy(true);
    const reply = await move();
    const { value } = await readPromptLabels(about.promptId);
    setBusy(false);
    setRefusal(reply.ok ? null : reply.error);
    if (reply.ok) {
      if (reply.value.queued) void readQueued();
      onDone(reply.value);
    } else if (value) look(stateOf(value, label));
  };
  return { expected, busy, refusal, run };
}

export function stateOf(about: PromptLabels, label: string): LabelState | undefined {
  return about.states.find((each) => each.label === label);
}
