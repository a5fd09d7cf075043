import { useMemo } from 'react';
import { countPlaceholders } from '../../shared/template/convert/placeholder-text.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { type Command, useCommands } from '../state/commands.ts';
import { openDialog } from '../state/dialogs.ts';
import { useReadOnly } from '../state/workspace.ts';
import { showToast } from '../ui/toast.tsx';
import { escapeSelection, insertLiteral } from './literal-text.ts';

/** Other formats, and text that is meant as it stands, by name. */
export function useConvertCommands(prompt: OpenPrompt, isEditing: boolean, active: boolean): void {
  const writable = useReadOnly() === null;
  useCommands(
    useMemo(() => convertCommands(prompt, isEditing, writable), [prompt, isEditing, writable]),
    active,
  );
}

function convertCommands(prompt: OpenPrompt, isEditing: boolean, writable: boolean): Command[] {
  const { promptId } = prompt;
  const commands: Command[] = [
    {
      id: 'prompt.convert',
      title: 'Convert format…',
      group: 'Prompt',
      enabled: writable,
      keywords: ['liquid', 'mustache', 'jinja', 'handlebars', 'f-string', 'template'],
      run: () => openDialog({ kind: 'convert', promptId, to: null, placeholders: false }),
    },
    {
      id: 'prompt.convertPlaceholders',
      title: 'Make variables of placeholders…',
      group: 'Prompt',
      enabled: writable,
      keywords: ['${', 'convert', 'variable'],
      run: () =>
        countPlaceholders(prompt.contentNow()) > 0
          ? openDialog({ kind: 'convert', promptId, to: 'liquid', placeholders: true })
          : showToast({ text: 'This prompt has no places written as ${name:default}.' }),
    },
  ];
  if (!isEditing) return commands;
  const group = 'Messages';
  return [
    ...commands,
    {
      id: 'message.escape',
      title: 'Escape selection',
      group,
      enabled: writable,
      keywords: ['literal', 'braces', 'raw', 'verbatim'],
      run: () => escapeSelection(prompt),
    },
    {
      id: 'message.insertLiteral',
      title: 'Insert the clipboard as literal text',
      group,
      enabled: writable,
      keywords: ['paste', 'literal', 'braces', 'raw', 'json'],
      run: () => void insertLiteral(prompt),
    },
  ];
}
