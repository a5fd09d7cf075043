import { useMemo } from 'react';
import { type Command, useCommands } from '../../state/commands.ts';
import { addSet, promptInputs, removeChosenSet, stepSet } from './prompt-inputs.ts';

/** Input sets by key and in the palette. */
export function useInputSetCommands(promptId: string, active: boolean): void {
  const count = promptInputs(promptId)((state) => state.sets.length);
  const commands = useMemo((): Command[] => {
    const group = 'Inputs';
    const keywords = ['variables', 'values'];
    return [
      {
        id: 'inputs.next',
        title: 'Next input set',
        group,
        keywords,
        shortcut: 'Mod+Alt+PageDown',
        enabled: count > 1,
        run: () => void stepSet(promptId, 1),
      },
      {
        id: 'inputs.previous',
        title: 'Previous input set',
        group,
        keywords,
        shortcut: 'Mod+Alt+PageUp',
        enabled: count > 1,
        run: () => void stepSet(promptId, -1),
      },
      { id: 'inputs.new', title: 'New input set', group, keywords, run: () => void addSet(promptId, {}) },
      {
        id: 'inputs.duplicate',
        title: 'Duplicate the input set',
        group,
        keywords,
        enabled: count > 0,
        run: () => void addSet(promptId, promptInputs(promptId).getState().values),
      },
      {
        id: 'inputs.remove',
        title: 'Remove the input set',
        group,
        keywords,
        enabled: count > 0,
        run: () => void removeChosenSet(promptId),
      },
    ];
  }, [promptId, count]);
  useCommands(commands, active);
}
