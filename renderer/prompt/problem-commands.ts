import { useEffect, useMemo } from 'react';
import { showCard } from '../editor/hover-cards.ts';
import { type Command, useCommands } from '../state/commands.ts';
import type { OpenPrompt } from './open-prompt.ts';
import { openFixes, stepProblem } from './problem-steps.ts';

/** Going from problem to problem, and putting them right, by key. */
export function useProblemCommands(prompt: OpenPrompt, active: boolean): void {
  const commands = useMemo((): Command[] => {
    const group = 'Prompt';
    const onMarks = afterMarks(prompt);
    return [
      {
        id: 'problem.next',
        title: 'Next problem',
        group,
        shortcut: 'F8',
        keywords: ['error', 'warning', 'mistake'],
        run: onMarks(() => stepProblem(prompt, 1)),
      },
      {
        id: 'problem.previous',
        title: 'Previous problem',
        group,
        shortcut: 'Shift+F8',
        keywords: ['error', 'warning', 'mistake'],
        run: onMarks(() => stepProblem(prompt, -1)),
      },
      {
        id: 'problem.fix',
        title: 'Quick fix…',
        group,
        shortcut: 'Mod+.',
        keywords: ['repair', 'correct', 'mend'],
        run: onMarks(() => openFixes(prompt)),
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
  useEffect(() => (active ? () => prompt.waitNoMore() : undefined), [prompt, active]);
}

/** A key that comes while the text is still being read is about what will be found in it. It is let go of where the focus
 *  went elsewhere meanwhile, but by the key before it. */
function afterMarks(prompt: OpenPrompt): (act: () => void) => () => void {
  let focused: Element | null = null;
  return (act) => () => {
    focused = document.activeElement;
    prompt.whenMarked(() => {
      if (document.activeElement !== focused) return;
      act();
      focused = document.activeElement;
    });
  };
}
