import { useEffect, useMemo } from 'react';
import { ROLES, ROLE_NAMES } from '../../shared/content.ts';
import { type Command, useCommands } from '../state/commands.ts';
import { matchesShortcut } from '../state/shortcut.ts';
import {
  addAndFocus,
  addExamplePair,
  duplicateAndFocus,
  giveRole,
  joinWith,
  moveBy,
  removeWithUndo,
  splitAtCursor,
  stepHistory,
  stepRole,
} from './message-actions.ts';
import type { OpenPrompt } from './open-prompt.ts';

const group = 'Messages';

/** What can be done with the message that was written in last, and with all of them. */
export function useMessageCommands(prompt: OpenPrompt, active: boolean): void {
  useCommands(
    useMemo(() => messageCommands(prompt), [prompt]),
    active,
  );
  useUndoBesideTexts(prompt, active);
}

function messageCommands(prompt: OpenPrompt): Command[] {
  const { messages } = prompt;
  const withFocused = (act: (key: string) => void) => () => {
    if (messages.focused !== null) act(messages.focused);
  };
  const all = () => messages.items.map((item) => item.key);
  return [
    { id: 'message.add', title: 'Add message', group, shortcut: 'Mod+Shift+Enter', run: () => addAndFocus(prompt) },
    {
      id: 'message.addExample',
      title: 'Add example pair',
      group,
      keywords: ['few-shot', 'example'],
      run: () => addExamplePair(prompt),
    },
    {
      id: 'message.split',
      title: 'Split message at the cursor',
      group,
      shortcut: 'Mod+Alt+Enter',
      keywords: ['cut', 'divide'],
      run: withFocused((key) => splitAtCursor(prompt, key)),
    },
    {
      id: 'message.joinPrevious',
      title: 'Join with the message before',
      group,
      shortcut: 'Mod+Alt+Backspace',
      keywords: ['merge', 'previous'],
      run: withFocused((key) => joinWith(prompt, key, -1)),
    },
    {
      id: 'message.joinNext',
      title: 'Join with the message after',
      group,
      shortcut: 'Mod+Alt+Shift+Backspace',
      keywords: ['merge', 'next'],
      run: withFocused((key) => joinWith(prompt, key, 1)),
    },
    {
      id: 'message.duplicate',
      title: 'Duplicate message',
      group,
      shortcut: 'Mod+Shift+D',
      run: withFocused((key) => duplicateAndFocus(prompt, [key])),
    },
    {
      id: 'message.remove',
      title: 'Remove message',
      group,
      shortcut: 'Mod+Shift+Backspace',
      keywords: ['delete'],
      run: withFocused((key) => removeWithUndo(prompt, [key])),
    },
    {
      id: 'message.moveUp',
      title: 'Move message up',
      group,
      shortcut: 'Mod+Alt+ArrowUp',
      run: withFocused((key) => moveBy(prompt, key, -1)),
    },
    {
      id: 'message.moveDown',
      title: 'Move message down',
      group,
      shortcut: 'Mod+Alt+ArrowDown',
      run: withFocused((key) => moveBy(prompt, key, 1)),
    },
    {
      id: 'message.nextRole',
      title: 'Next role',
      group,
      shortcut: 'Mod+Alt+ArrowRight',
      run: withFocused((key) => stepRole(prompt, key, 1)),
    },
    {
      id: 'message.previousRole',
      title: 'Previous role',
      group,
      shortcut: 'Mod+Alt+ArrowLeft',
      run: withFocused((key) => stepRole(prompt, key, -1)),
    },
    ...ROLES.map((role) => ({
      id: `message.role.${role}`,
      title: `Role: ${ROLE_NAMES[role]}`,
      group,
      keywords: ['change role', 'make'],
      run: withFocused((key) => giveRole(prompt, key, role)),
    })),
    {
      id: 'message.fold',
      title: 'Collapse or expand message',
      group,
      shortcut: 'Mod+Shift+H',
      run: withFocused((key) => messages.setCollapsed([key], !messages.item(key).collapsed)),
    },
    {
      id: 'message.foldAll',
      title: 'Collapse all messages',
      group,
      run: () => messages.setCollapsed(all(), true),
    },
    {
      id: 'message.unfoldAll',
      title: 'Expand all messages',
      group,
      run: () => messages.setCollapsed(all(), false),
    },
    {
      id: 'prompt.print',
      title: 'Print…',
      group: 'Prompt',
      run: () => void printLater(prompt),
    },
    {
      id: 'message.undo',
      title: 'Undo',
      group,
      shortcut: 'Mod+Z',
      local: true,
      run: () => void stepHistory(prompt, 'undo', messages.focused),
    },
    {
      id: 'message.redo',
      title: 'Redo',
      group,
      shortcut: 'Mod+Shift+Z',
      local: true,
      run: () => void stepHistory(prompt, 'redo', messages.focused),
    },
  ];
}

/** Loaded when it is wanted. */
export async function printLater(prompt: OpenPrompt): Promise<void> {
  (await import('./print/print-prompt.ts')).printPrompt(prompt);
}

/** Undo where no text has the focus: after a button was pressed, the list still has its history. A field keeps its own. */
function useUndoBesideTexts(prompt: OpenPrompt, active: boolean): void {
  useEffect(() => {
    if (!active) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isField(event.target) || isBehindDialog()) return;
      const way = matchesShortcut('Mod+Z', event)
        ? 'undo'
        : matchesShortcut('Mod+Shift+Z', event) || matchesShortcut('Mod+Y', event)
          ? 'redo'
          : null;
      if (way !== null && stepHistory(prompt, way, prompt.messages.focused)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [prompt, active]);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}

function isBehindDialog(): boolean {
  return document.querySelector('[role="dialog"][data-state="open"]') !== null;
}
