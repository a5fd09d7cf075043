import { useMemo } from 'react';
import { type Command, useCommands } from '../state/commands.ts';
import { promptFind } from '../find/prompt-find.ts';
import { useReadOnly } from '../state/workspace.ts';
import { discardDraft } from './discard-draft.ts';
import type { OpenPrompt } from './open-prompt.ts';
import { useOpenPrompt } from './open-prompts.ts';
import { useView, type ViewStore } from './prompt-view-state.ts';

/** What the palette, the menus and the keyboard can do with the prompt in front. */
export function usePromptCommands(prompt: OpenPrompt, view: ViewStore, active: boolean): void {
  const area = useView(view, (state) => state.area);
  const hasDraft = useOpenPrompt(prompt, (state) => state.revision > 0);
  const hasVersion = useOpenPrompt(prompt, (state) => (state.detail?.headVersion ?? null) !== null);
  const writable = useReadOnly() === null;
  const commands = useMemo(() => {
    const group = 'Prompt';
    const list: Command[] = [
      {
        id: 'prompt.commit',
        title: 'Commit…',
        group,
        shortcut: 'Mod+Enter',
        enabled: writable,
        run: () => view.setState({ committing: true }),
      },
      {
        id: 'prompt.compare',
        title: 'Compare draft with the newest version',
        group,
        enabled: hasVersion,
        run: () => view.setState({ area: 'history', pair: null }),
        keywords: ['diff'],
      },
      {
        id: 'prompt.discardDraft',
        title: 'Discard draft',
        group,
        enabled: hasDraft && writable,
        run: () => void discardDraft(prompt),
      },
    ];
    if (area === 'edit')
      list.push(
        {
          id: 'message.find',
          title: 'Find in the prompt',
          group,
          shortcut: 'Mod+F',
          keywords: ['search', 'replace'],
          run: () => promptFind(prompt).show(),
        },
        {
          id: 'prompt.inspector',
          title: 'Show or hide the inspector',
          group,
          run: () => view.setState(({ inspector }) => ({ inspector: !inspector })),
        },
      );
    return list;
  }, [prompt, view, area, hasDraft, hasVersion, writable]);
  useCommands(commands, active);
}
