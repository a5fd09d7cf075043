import { useMemo } from 'react';
import { type Command, useCommands } from '../state/commands.ts';
import { focusMessage } from './message-actions.ts';
import type { OpenPrompt } from './open-prompt.ts';
import type { Area, ViewStore } from './prompt-view-state.ts';

/** Going to a part of the prompt in front, also while it is still being opened. */
export function useAreaCommands(prompt: OpenPrompt, view: ViewStore, active: boolean): void {
  const commands = useMemo((): Command[] => {
    const group = 'Prompt';
    const go = (area: Area) => () => view.setState({ area });
    return [
      {
        id: 'prompt.edit',
        title: 'Edit',
        group,
        shortcut: 'Alt+1',
        run: () => {
          view.setState({ area: 'edit' });
          const key = prompt.messages.focused;
          if (key !== null) focusMessage(prompt, key);
        },
        keywords: ['write', 'messages'],
      },
      { id: 'prompt.history', title: 'History', group, shortcut: 'Alt+2', run: go('history'), keywords: ['versions'] },
      {
        id: 'prompt.labels',
        title: 'Labels',
        group,
        shortcut: 'Alt+3',
        run: go('labels'),
        keywords: ['releases', 'production'],
      },
      {
        id: 'prompt.usedBy',
        title: 'Used by',
        group,
        shortcut: 'Alt+4',
        keywords: ['snippet', 'references', 'included'],
        run: go('used-by'),
      },
    ];
  }, [prompt, view]);
  useCommands(commands, active);
}
