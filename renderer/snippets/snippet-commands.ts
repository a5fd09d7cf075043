import { useMemo } from 'react';
import { openReference } from '../editor/reference-marks.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { type Command, useCommands } from '../state/commands.ts';
import { useReadOnly } from '../state/workspace.ts';
import { showToast } from '../ui/toast.tsx';
import { showSnippetDialog } from './snippet-dialog-state.ts';

/** What can be done with snippets in the prompt in front. */
export function useSnippetCommands(prompt: OpenPrompt, editing: boolean, active: boolean): void {
  const writable = useReadOnly() === null;
  const commands = useMemo((): Command[] => {
    const group = 'Prompt';
    const { promptId } = prompt;
    const list: Command[] = [
      {
        id: 'snippet.impact',
        title: 'Show impact…',
        group,
        keywords: ['snippet', 'affects', 'reaches', 'used by'],
        run: () => showSnippetDialog({ kind: 'impact', promptId }),
      },
    ];
    if (editing)
      list.push(
        {
          id: 'snippet.insert',
          title: 'Insert snippet…',
          group,
          shortcut: 'Mod+Shift+S',
          enabled: writable,
          keywords: ['include', 'render', 'partial'],
          run: () => showSnippetDialog({ kind: 'insert', promptId }),
        },
        {
          id: 'snippet.extract',
          title: 'Make snippet from selection…',
          group,
          enabled: writable,
          keywords: ['extract', 'include', 'partial'],
          run: () => extractSelection(prompt),
        },
        {
          id: 'snippet.open',
          title: 'Go to snippet',
          group,
          shortcut: 'F12',
          local: true,
          keywords: ['open', 'definition', 'reference'],
          run: () => openAtCursor(prompt),
        },
      );
    return list;
  }, [prompt, editing, writable]);
  useCommands(commands, active);
}

/** Asks for the name of a snippet that takes the place of what is selected. */
export function extractSelection(prompt: OpenPrompt): void {
  const key = prompt.messages.focused;
  const selected = key === null ? null : prompt.documents.stateOf(key).selection.main;
  if (key === null || selected === null || selected.empty) {
    showToast({ text: 'Select the text in a message that should become a snippet.' });
    return;
  }
  const { from, to } = selected;
  showSnippetDialog({ kind: 'extract', promptId: prompt.promptId, messageKey: key, from, to });
}

function openAtCursor(prompt: OpenPrompt): void {
  const key = prompt.messages.focused;
  const view = key === null ? undefined : prompt.documents.view(key);
  if (!view || !openReference(view)) showToast({ text: 'Put the cursor on the name of a snippet first.' });
}
