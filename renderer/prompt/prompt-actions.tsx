import { MoreHorizontal, PanelRight } from 'lucide-react';
import { openDialog } from '../state/dialogs.ts';
import { setFocusMode } from '../state/focus-mode.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { COPY_KINDS } from '../../shared/contract/copy-kinds.ts';
import { COPY_NAMES, copyPromptAs } from './copy-prompt.ts';
import { discardDraft } from './discard-draft.ts';
import { HistoryActions } from './history/history-actions.tsx';
import type { OpenPrompt } from './open-prompt.ts';
import { useOpenPrompt } from './open-prompts.ts';
import { useView, type ViewStore } from './prompt-view-state.ts';
import { printLater } from './use-message-commands.ts';
import { saveText } from './save-text.ts';
import styles from './prompt-view.module.css';

type Props = { prompt: OpenPrompt; view: ViewStore };

/** What can be done with the prompt where one is: at the right of its tabs. */
export function PromptActions({ prompt, view }: Props) {
  const area = useView(view, (state) => state.area);
  const readOnly = useReadOnly();
  return (
    <>
      {area === 'edit' && <EditActions prompt={prompt} view={view} />}
      {area === 'history' && <HistoryActions prompt={prompt} view={view} />}
      {(area === 'edit' || area === 'history') && (
        <Button
          variant="primary"
          disabled={readOnly !== null}
          title={readOnly ?? undefined}
          onClick={() => view.setState({ committing: true })}
        >
          Commit…
        </Button>
      )}
    </>
  );
}

function EditActions({ prompt, view }: Props) {
  const hasDraft = useOpenPrompt(prompt, (state) => state.revision > 0);
  const hasHead = useOpenPrompt(prompt, (state) => (state.detail?.headVersion ?? null) !== null);
  const inspector = useView(view, (state) => state.inspector);
  return (
    <>
      <SaveStatus prompt={prompt} />
      {hasHead && (
        <Button className={styles.spare} onClick={() => view.setState({ area: 'history', pair: null })}>
          Compare
        </Button>
      )}
      <IconButton
        label={inspector ? 'Hide the inspector' : 'Show the inspector'}
        pressed={inspector}
        onClick={() => view.setState({ inspector: !inspector })}
      >
        <PanelRight />
      </IconButton>
      <Menu
        align="end"
        trigger={
          <IconButton label="More actions">
            <MoreHorizontal />
          </IconButton>
        }
        items={[
          {
            label: 'Compare with the newest version',
            disabled: !hasHead,
            onSelect: () => view.setState({ area: 'history', pair: null }),
          },
          'separator',
          { heading: 'Copy as' },
          ...COPY_KINDS.map((kind) => ({ label: COPY_NAMES[kind], onSelect: () => void copyPromptAs(prompt, kind) })),
          'separator',
          { label: 'Focus mode', shortcut: 'Mod+Shift+O', onSelect: () => setFocusMode(true) },
          { label: 'Print…', onSelect: () => void printLater(prompt) },
          {
            label: 'Convert format…',
            onSelect: () => openDialog({ kind: 'convert', promptId: prompt.promptId, to: null, placeholders: false }),
          },
          'separator',
          { label: 'Discard draft', danger: true, disabled: !hasDraft, onSelect: () => void discardDraft(prompt) },
        ]}
      />
    </>
  );
}

function SaveStatus({ prompt }: { prompt: OpenPrompt }) {
  const save = useOpenPrompt(prompt, (state) => state.save);
  const text = useOpenPrompt(prompt, saveText);
  return (
    <>
      <output className={styles.saveState} data-kind={save.kind} title={text} data-testid="save-state">
        {text}
      </output>
      {save.kind === 'refused' && save.refusal.code !== 'stale-draft' && (
        <Button
          size="small"
          onClick={() => void prompt.saver.flush().then((saved) => saved && showToast({ text: 'The draft is saved.' }))}
        >
          Try again
        </Button>
      )}
    </>
  );
}
