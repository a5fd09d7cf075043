import { useEffect, useMemo } from 'react';
import { type Command, useCommands } from '../state/commands.ts';
import { setFocusMode, useFocusMode } from '../state/focus-mode.ts';
import { focusMessage } from './message-actions.ts';
import type { OpenPrompt } from './open-prompt.ts';

/** The way into focus mode and out of it, for the prompt that is worked in; `writing` while its messages are in sight. */
export function useFocusModeCommands(prompt: OpenPrompt, front: boolean, writing: boolean): void {
  useCommands(
    useMemo((): Command[] => [command(prompt)], [prompt]),
    front && writing,
  );
  const on = useFocusMode((state) => state.on);
  useEffect(() => {
    if (front && on && !writing) setFocusMode(false);
  }, [front, on, writing]);
  useEffect(() => {
    if (!front || !on) return undefined;
    const leave = (event: KeyboardEvent) => {
      // Escape closes what is open first: a list of completions, a find panel, a menu.
      if (event.key !== 'Escape' || event.defaultPrevented || isSomethingOpen()) return;
      event.preventDefault();
      toggle(prompt);
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [prompt, front, on]);
}

function command(prompt: OpenPrompt): Command {
  return {
    id: 'prompt.focusMode',
    title: 'Focus mode: only the text',
    group: 'Messages',
    shortcut: 'Mod+Shift+O',
    keywords: ['zen', 'distraction free', 'full screen'],
    run: () => toggle(prompt),
  };
}

function toggle(prompt: OpenPrompt): void {
  setFocusMode(!useFocusMode.getState().on);
  const { focused } = prompt.messages;
  if (focused !== null) focusMessage(prompt, focused);
  requestAnimationFrame(() => prompt.documents.revealCursor());
}

function isSomethingOpen(): boolean {
  return document.querySelector('[role="dialog"][data-state="open"], [role="menu"][data-state="open"]') !== null;
}
