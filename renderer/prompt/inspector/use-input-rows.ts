import { useMemo } from 'react';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import { type InputRow, inputRows } from './input-rows.ts';
import { promptInputs } from './prompt-inputs.ts';

/** What a prompt asks for, chat histories included, a moment after every pause. */
export function useInputRows(prompt: OpenPrompt): InputRow[] {
  const found = useOpenPrompt(prompt, (state) => state.check.variables);
  const pauses = useOpenPrompt(prompt, (state) => state.check.pauses);
  const declared = useOpenPrompt(prompt, (state) => state.rest.variables);
  const values = promptInputs(prompt.promptId)((state) => state.values);
  const histories = useMemo(
    () =>
      prompt
        .contentNow()
        .messages.filter((message) => message.role === 'placeholder' && message.text.trim() !== '')
        .map((message) => message.text.trim()),
    // oxlint-disable-next-line react/exhaustive-deps -- the text is read again after each pause
    [prompt, pauses],
  );
  return useMemo(() => inputRows(found, declared, values, histories), [found, declared, values, histories]);
}
