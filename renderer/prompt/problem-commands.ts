import { useMemo } from 'react';
import { showCard } from '../editor/hover-cards.ts';
import { type Command, useCommands } from '../state/commands.ts';
import type { OpenPrompt } from './open-prompt.ts';
import { openFixes, stepProblem } from './problem-steps.ts';

/** Going from problem to problem, and putting them right, by key. */
export function useProblemCommands(prompt: OpenPrompt, active: boolean): void {
  const commands = useMemo((): Command[] => {
    const group = 'Prompt';
    return [
      {
        id: 'problem.next',
        title: 'Next problem',
        group,
        shortcut: 'F8',
        keywords: ['error', 'warning', 'mistake'],
        run: () => stepProblem(prompt, 1),
      },
      {
        id: 'problem.previous',
        title: 'Previous problem',
        group,
        shortcut: 'Shift+F8',
        keywords: ['error', 'warning', 'mistake'],
        run: () => stepProblem(prompt, -1),
      },
      {
        id: 'problem.fix',
        title: 'Quick fix…',
        group,
        shortcut: 'Mod+.',
        keywords: ['repair', 'correct', 'mend'],
        run: () => openFixes(prompt),
      },
      {
        id: 'problem.about',
        title: 'Show what is at the cursor',
        group,
        shortcut: 'Mod+I',
        local: true,
        keywords: ['hover', 'snippet', 'problem', 'info'],
        run: () => {
          const key = prompt.messages.focused;
          const view = key === null ? undefined : prompt.documents.view(key);
          if (!view) return;
          view.focus();
          showCard(view);
        },
      },
    ];
  }, [prompt]);
  useCommands(commands, active);
}
