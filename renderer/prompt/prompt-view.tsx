import { useEffect } from 'react';
import { countUsers } from '../snippets/impact-run.ts';
import { MergeDialogs, MergeView } from '../merge/merge-entry.tsx';
import { useMergeEntry } from '../merge/use-merge-entry.ts';
import { useLabelCommands } from '../labels/label-commands.ts';
import { LabelsTab } from '../labels/labels-tab.tsx';
import { pinTab } from '../state/tabs.ts';
import { usePreferences } from '../state/preferences.ts';
import { useSnippetCommands } from '../snippets/snippet-commands.ts';
import { SnippetDialogs } from '../snippets/snippet-dialogs.tsx';
import { UsedByTab } from '../snippets/used-by-tab.tsx';
import { type Uses, useUses } from '../snippets/use-uses.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Button } from '../ui/button.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { CommitDialog } from './commit-dialog.tsx';
import { EditTab } from './edit-tab.tsx';
import { useDiffCommands } from './history/diff-commands.ts';
import { HistoryTab } from './history/history-tab.tsx';
import { openPrompt, useFlushOnLeave, useOpenPrompt } from './open-prompts.ts';
import { useAreaCommands } from './area-commands.ts';
import { PromptActions } from './prompt-actions.tsx';
import { useProblemCommands } from './problem-commands.ts';
import { useCopyCommands } from './copy-commands.ts';
import { useInputSetCommands } from './inspector/input-set-commands.ts';
import { useConvertCommands } from '../convert/use-convert-commands.ts';
import { usePromptCommands } from './prompt-commands.ts';
import { type Area, promptViewState, useView } from './prompt-view-state.ts';
import { useFocusModeCommands } from './use-focus-mode.ts';
import { useMessageCommands } from './use-message-commands.ts';
import styles from './prompt-view.module.css';

type Props = {
  promptId: string;
  /** Whether it is in sight: only then is the rendering kept up. */
  visible: boolean;
  /** Whether it is the one that is worked in: its commands and shortcuts count. */
  active: boolean;
};

const AREAS: readonly { value: Area; label: string }[] = [
  { value: 'edit', label: 'Edit' },
  { value: 'history', label: 'History' },
  { value: 'labels', label: 'Labels' },
];

/** Everything about one prompt: writing it, its history, its labels. */
export function PromptView({ promptId, visible, active }: Props) {
  const prompt = openPrompt(promptId);
  const view = promptViewState(promptId);
  const area = useView(view, (state) => state.area);
  const committing = useView(view, (state) => state.committing);
  const beside = useView(view, (state) => state.beside);
  const merging = useView(view, (state) => state.merging);
  const failure = useOpenPrompt(prompt, (state) => state.failure);
  const loaded = useOpenPrompt(prompt, (state) => state.detail !== null);
  const wrap = usePreferences((state) => state.preferences.wrap);
  const lineNumbers = usePreferences((state) => state.preferences.lineNumbers);
  const spellcheck = usePreferences((state) => state.preferences.spellcheck);
  useEffect(() => prompt.messages.setLook({ wrap, lineNumbers, spellcheck }), [prompt, wrap, lineNumbers, spellcheck]);
  // A prompt that is written in is no longer only looked at.
  const written = useOpenPrompt(prompt, (state) => state.save.kind !== 'settled');
  useEffect(() => {
    if (written) pinTab(promptId);
  }, [written, promptId]);
  useFlushOnLeave(prompt, visible);
  // A merge has the window to itself: what its keys do is about the merge alone.
  const front = active && loaded && merging === null;
  useAreaCommands(prompt, view, active && merging === null);
  usePromptCommands(prompt, view, front);
  useDiffCommands(prompt, view, front);
  useMergeEntry(prompt, view, front);
  useInputSetCommands(promptId, front);
  useSnippetCommands(prompt, area === 'edit', front);
  const uses = useUses(promptId, active && loaded);
  useProblemCommands(prompt, front && area === 'edit');
  useMessageCommands(prompt, front && area === 'edit');
  useFocusModeCommands(prompt, front, area === 'edit');
  useCopyCommands(prompt, front);
  useConvertCommands(prompt, area === 'edit', front);
  useLabelCommands(promptId, front);

  if (failure !== null) {
    return (
      <EmptyState
        title="This prompt cannot be shown"
        actions={<Button onClick={() => void prompt.refresh()}>Try again</Button>}
      >
        {failure}
      </EmptyState>
    );
  }
  if (!loaded) return <SpinnerPage label="Opening the prompt" />;
  if (merging) {
    return (
      <div className={styles.view}>
        <MergeView prompt={prompt} view={view} pair={merging} active={active} />
      </div>
    );
  }
  return (
    <div className={styles.view}>
      <Tabs
        label="Parts of the prompt"
        value={area}
        tabs={[...AREAS, { value: 'used-by', label: usedByLabel(uses) }]}
        onValueChange={(next) => view.setState({ area: next })}
        aside={<PromptActions prompt={prompt} view={view} />}
      >
        <TabPanel value="edit" keep>
          <EditTab prompt={prompt} view={view} shown={visible && area === 'edit'} />
        </TabPanel>
        <TabPanel value="history">
          <HistoryTab prompt={prompt} view={view} />
        </TabPanel>
        <TabPanel value="labels">
          <LabelsTab promptId={promptId} />
        </TabPanel>
        <TabPanel value="used-by">
          <UsedByTab prompt={prompt} uses={uses} />
        </TabPanel>
      </Tabs>
      <SnippetDialogs prompt={prompt} />
      <MergeDialogs prompt={prompt} view={view} />
      {committing && (
        <CommitDialog
          prompt={prompt}
          beside={beside}
          onClose={() => view.setState({ committing: false, beside: false })}
        />
      )}
    </div>
  );
}

/** How many include it is said only where some do. */
function usedByLabel({ uses }: Uses): string {
  const users = countUsers((uses ?? []).map((use) => ({ use })));
  return users === 0 ? 'Used by' : `Used by ${users.toLocaleString('en')}`;
}
