import { useMemo } from 'react';
import { COPY_KINDS } from '../../shared/contract/copy-kinds.ts';
import { type Command, useCommands } from '../state/commands.ts';
import { COPY_NAMES, copyPromptAs } from './copy-prompt.ts';
import type { OpenPrompt } from './open-prompt.ts';

/** “Copy as …” in the palette. */
export function useCopyCommands(prompt: OpenPrompt, active: boolean): void {
  const commands = useMemo(
    () =>
      COPY_KINDS.map((kind): Command => ({
        id: `prompt.copyAs.${kind}`,
        title: `Copy as ${COPY_NAMES[kind]}`,
        group: 'Prompt',
        keywords: ['export', 'clipboard', 'code', 'request'],
        run: () => void copyPromptAs(prompt, kind),
      })),
    [prompt],
  );
  useCommands(commands, active);
}
