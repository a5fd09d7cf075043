import type { Command } from '../state/commands.ts';
import { setPreferences, usePreferences } from '../state/preferences.ts';

export const USUAL_TEXT_SIZE = 13; // pixels
const SMALLEST = 10;
const LARGEST = 24;

/** The size of the text one writes in. */
export function textSizeCommands(): Command[] {
  const group = 'Window';
  return [
    {
      id: 'text.larger',
      title: 'Larger text in the editor',
      group,
      shortcut: 'Mod+=',
      alternate: 'Mod++',
      keywords: ['zoom in', 'font size'],
      run: () => stepSize(1),
    },
    {
      id: 'text.smaller',
      title: 'Smaller text in the editor',
      group,
      shortcut: 'Mod+-',
      alternate: 'Mod+_',
      keywords: ['zoom out', 'font size'],
      run: () => stepSize(-1),
    },
    {
      id: 'text.usual',
      title: 'Usual text size in the editor',
      group,
      shortcut: 'Mod+0',
      keywords: ['zoom reset', 'font size'],
      run: () => setPreferences({ fontSize: USUAL_TEXT_SIZE }),
    },
  ];
}

function stepSize(by: 1 | -1): void {
  const { fontSize } = usePreferences.getState().preferences;
  setPreferences({ fontSize: Math.min(LARGEST, Math.max(SMALLEST, fontSize + by)) });
}
