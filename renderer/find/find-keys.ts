import { type Extension, Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { findMarks } from './find-marks.ts';
import { promptFind } from './prompt-find.ts';

/** A message's part in looking through the prompt: its marks, and the keys that editors have for it. */
export function findInMessage(prompt: OpenPrompt): Extension {
  const step = (by: 1 | -1) => () => {
    const find = promptFind(prompt);
    if (!find.store.getState().open) find.show();
    else find.step(by);
    return true;
  };
  const show = () => {
    promptFind(prompt).show();
    return true;
  };
  const close = () => {
    const find = promptFind(prompt);
    const { open } = find.store.getState();
    if (open) find.close();
    return open;
  };
  return [
    findMarks,
    Prec.high(
      keymap.of([
        { key: 'Mod-f', run: show, preventDefault: true, stopPropagation: true },
        { key: 'Escape', run: close },
        { key: 'F3', run: step(1), shift: step(-1), preventDefault: true },
        { key: 'Mod-g', run: step(1), shift: step(-1), preventDefault: true },
      ]),
    ),
  ];
}
