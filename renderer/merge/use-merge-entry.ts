import { useMemo } from 'react';
import { type Command, useCommands } from '../state/commands.ts';
import { useReadOnly } from '../state/workspace.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';
import type { ViewStore } from '../prompt/prompt-view-state.ts';
import { versionPhrase } from '../../shared/version-word.ts';

/** The ways into a merge, by name. */
export function useMergeEntry(prompt: OpenPrompt, view: ViewStore, active: boolean): void {
  const head = useOpenPrompt(prompt, (state) => state.detail?.headVersion ?? null);
  const versions = useOpenPrompt(prompt, ({ detail }) => (detail ? detail.head + detail.pending : 0));
  const isBehind = useOpenPrompt(
    prompt,
    (state) =>
      state.revision > 0 && state.detail?.headVersion != null && state.detail.headVersion.id !== state.base?.versionId,
  );
  const writable = useReadOnly() === null;
  const commands = useMemo(() => {
    const group = 'Prompt';
    const list: Command[] = [
      {
        id: 'merge.choose',
        title: 'Merge versions…',
        group,
        enabled: writable && versions > 1,
        keywords: ['diverged', 'combine', 'conflict'],
        run: () => view.setState({ choosingMerge: true }),
      },
    ];
    if (isBehind && head)
      list.push(
        {
          id: 'merge.draft',
          title: `Merge ${versionPhrase(head.number)} into the draft…`,
          group,
          enabled: writable,
          run: () =>
            view.setState({ merging: { mine: { kind: 'draft' }, theirs: { kind: 'version', versionId: head.id } } }),
        },
        {
          id: 'prompt.commitBeside',
          title: 'Commit beside the newest version…',
          group,
          enabled: writable,
          run: () => view.setState({ committing: true, beside: true }),
        },
      );
    return list;
  }, [view, head, versions, isBehind, writable]);
  useCommands(commands, active);
}
