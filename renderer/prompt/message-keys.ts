import { type Extension, Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { findInMessage } from '../find/find-keys.ts';
import { stepHistory } from './message-actions.ts';
import type { OpenPrompt } from './open-prompt.ts';
import { pasteOfJson } from '../convert/literal-text.ts';
import { pasteOfMessages } from './paste-messages.ts';

/** What the editor of a message does as one of a prompt's: undo reaches beyond its own text, and a conversation that is
 *  pasted can become messages. */
export function messageBehaviour(prompt: OpenPrompt, key: string): Extension {
  const step = (way: 'undo' | 'redo') => () => {
    stepHistory(prompt, way, key);
    return true;
  };
  return [
    Prec.high(
      keymap.of([
        { key: 'Mod-z', run: step('undo'), preventDefault: true },
        { key: 'Mod-y', mac: 'Mod-Shift-z', run: step('redo'), preventDefault: true },
        { linux: 'Ctrl-Shift-z', win: 'Ctrl-Shift-z', run: step('redo'), preventDefault: true },
      ]),
    ),
    pasteOfMessages(prompt, key),
    pasteOfJson(prompt, key),
    findInMessage(prompt),
  ];
}
