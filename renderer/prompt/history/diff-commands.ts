import { useEffect, useMemo } from 'react';
import { type Command, useCommands } from '../../state/commands.ts';
import { openDialog, useDialog } from '../../state/dialogs.ts';
import { setPreferences, usePreferences } from '../../state/preferences.ts';
import type { OpenPrompt } from '../open-prompt.ts';
import { stepChange, stepMessage, swapSides, useView, type ViewStore } from '../prompt-view-state.ts';
import { copyPatch } from './copy-patch.ts';
import { canUndoTaking, undoTaking } from './take-into-draft.ts';

/** What can be done with a comparison by name and by key, while the prompt's history is in front. */
export function useDiffCommands(prompt: OpenPrompt, view: ViewStore, active: boolean): void {
  const isShown = useView(view, (state) => state.area === 'history') && active;
  const inSight = useView(view, (state) => state.inSight);
  const hasCurrent = useView(view, (state) => state.change !== null);
  const commands = useMemo(() => {
    const group = 'Comparison';
    const list: Command[] = [
      {
        id: 'diff.other',
        title: 'Compare with another prompt…',
        group,
        keywords: ['diff', 'versions'],
        run: () => openDialog({ kind: 'compare', promptId: prompt.promptId, side: null }),
      },
    ];
    if (!isShown) return list;
    const step = (id: string, title: string, shortcut: string, run: () => void, hidden = false): Command => ({
      id,
      title,
      group,
      shortcut,
      run,
      hidden,
    });
    list.push(
      step('diff.next', 'Next change', 'F7', () => stepChange(view, 1)),
      step('diff.previous', 'Previous change', 'Shift+F7', () => stepChange(view, -1)),
      step('diff.nextLetter', 'Next change', 'N', () => stepChange(view, 1), true),
      step('diff.previousLetter', 'Previous change', 'P', () => stepChange(view, -1), true),
      step('diff.nextMessage', 'Next changed message', ']', () => stepMessage(view, 1)),
      step('diff.previousMessage', 'Previous changed message', '[', () => stepMessage(view, -1)),
      step('diff.swap', 'Swap the sides', 'X', () => swapSides(view)),
      {
        id: 'diff.whitespace',
        title: 'Ignore or show white space',
        group,
        run: () => view.setState(({ ignoreWhitespace }) => ({ ignoreWhitespace: !ignoreWhitespace })),
      },
      { id: 'diff.level', title: 'Compare by words or by lines', group, run: switchLevel },
      { id: 'diff.layout', title: 'Side by side or unified', group, run: switchLayout },
      {
        id: 'diff.copyPatch',
        title: 'Copy as patch',
        group,
        enabled: inSight !== null && !inSight.diff.same,
        run: () => void copyPatch(prompt, view),
      },
      {
        id: 'diff.undoTaking',
        title: 'Undo the last change that was taken',
        group,
        shortcut: 'Mod+Z',
        local: true,
        run: () => void undoTaking(prompt, view),
      },
      ...takingCommands(view, group, hasCurrent),
    );
    return list;
  }, [prompt, view, isShown, inSight, hasCurrent]);
  useCommands(commands, active);
  useLocalKeys(prompt, view, isShown);
}

function takingCommands(view: ViewStore, group: string, enabled: boolean): Command[] {
  const ways = view.getState().inSight?.taking?.ways ?? [];
  return ways.map(({ from, says }, index): Command => {
    const isLast = index === ways.length - 1;
    return {
      id: `diff.take.${from}`,
      title: says,
      group,
      enabled,
      ...(isLast ? { shortcut: 'T' } : {}),
      run: () => takeCurrent(view, from),
    };
  });
}

function takeCurrent(view: ViewStore, from: 'left' | 'right'): void {
  const { change, inSight } = view.getState();
  if (change !== null) inSight?.taking?.take([change], from);
}

/** Enter and undo mean something of their own in every field, button and list: here they are the comparison's only while
 *  nothing else has the focus. */
function useLocalKeys(prompt: OpenPrompt, view: ViewStore, isShown: boolean): void {
  useEffect(() => {
    if (!isShown) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target)) return;
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if (isUndo && canUndoTaking(prompt)) void undoTaking(prompt, view);
      else if (event.key === 'Enter' && isPlain(event)) {
        const from = view.getState().inSight?.taking?.ways.at(-1)?.from;
        if (from === undefined || view.getState().change === null) return;
        takeCurrent(view, from);
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [prompt, view, isShown]);
}

function isElsewhere(target: EventTarget | null): boolean {
  if (useDialog.getState().request !== null || document.querySelector('[role="dialog"]') !== null) return true;
  return target instanceof Element && target !== document.body && !target.matches('[data-diff]');
}

function isPlain({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return !(ctrlKey || metaKey || altKey || shiftKey);
}

export function switchLevel(): void {
  const { diffLevel } = usePreferences.getState().preferences;
  setPreferences({ diffLevel: diffLevel === 'word' ? 'line' : 'word' });
}

export function switchLayout(): void {
  const { diffLayout } = usePreferences.getState().preferences;
  setPreferences({ diffLayout: diffLayout === 'split' ? 'unified' : 'split' });
}
