import { useMemo } from 'react';
import { useCommands, type Command } from '../state/commands.ts';
import { usePrompt } from '../state/prompts.ts';
import { useReadOnly } from '../state/workspace.ts';
import { newestWord } from '../../shared/version-word.ts';
import { useHasTeam } from '../reviews/reviews-state.ts';
import { openDialog } from '../state/dialogs.ts';
import { promote, showReleasesOf } from './area-state.ts';

/** What can be done with the labels of the prompt in front. */
export function useLabelCommands(promptId: string, active: boolean): void {
  const prompt = usePrompt(promptId);
  const writable = useReadOnly() === null;
  const hasTeam = useHasTeam();
  const name = prompt?.name ?? '';
  const staged = prompt?.labels.find((each) => each.label === 'staging')?.number;
  const released = prompt?.labels.find((each) => each.label === 'production')?.number;
  const commands = useMemo(
    (): Command[] => [
      {
        id: 'prompt.promote',
        title: 'Promote staging to production…',
        group: 'Prompt',
        keywords: ['release', 'label'],
        enabled: writable && staged !== undefined && staged !== released,
        run: () => promote([promptId]),
      },
      {
        id: 'prompt.requestReview',
        title: 'Request a review…',
        group: 'Prompt',
        keywords: ['approve', 'team', 'label', 'production'],
        enabled: writable && hasTeam && prompt !== undefined && newestWord(prompt) !== null,
        run: () => openDialog({ kind: 'request-review', promptId }),
      },
      {
        id: 'prompt.releases',
        title: 'Show the releases of this prompt',
        group: 'Prompt',
        keywords: ['label', 'production', 'history'],
        run: () => showReleasesOf(name),
      },
    ],
    [promptId, prompt, name, writable, hasTeam, staged, released],
  );
  useCommands(commands, active);
}
