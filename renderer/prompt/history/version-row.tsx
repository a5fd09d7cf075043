import { MoreHorizontal } from 'lucide-react';
import { type MouseEvent, useState } from 'react';
import type { VersionRow as Row } from '../../../shared/contract.ts';
import { redactedWords } from '../../../shared/redacted-words.ts';
import { versionPhrase } from '../../../shared/version-word.ts';
import { MoveLabelDialog } from '../../labels/move-label-dialog.tsx';
import { useHasTeam } from '../../reviews/reviews-state.ts';
import { openDialog } from '../../state/dialogs.ts';
import { useSync } from '../../state/sync.ts';
import { useReadOnly } from '../../state/workspace.ts';
import { IconButton } from '../../ui/button.tsx';
import { LabelChip } from '../../ui/chip.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { Time } from '../../ui/time.tsx';
import { showToast } from '../../ui/toast.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { SnippetCount } from './recorded-snippets.tsx';
import { useOpenPrompt } from '../open-prompts.ts';
import type { ViewStore } from '../prompt-view-state.ts';
import { refTo } from './compared-pair.ts';
import styles from './history.module.css';
import { RedactDialog } from './redact-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { VersionTextDialog } from './version-text-dialog.tsx';

type Props = {
  /** What it builds on, in words, where that is not simply the version before: `merge of v5 and v4`. */
  builds: string | null;
  prompt: OpenPrompt;
  view: ViewStore;
  version: Row;
  hasDraft: boolean;
  selected: boolean;
  onSelect: (event: MouseEvent) => void;
};

export function VersionRow({ builds, prompt, view, version, hasDraft, selected, onSelect }: Props) {
  const [dialog, setDialog] = useState<'restore' | 'label' | 'text' | 'redact' | null>(null);
  const writable = useReadOnly() === null;
  const hasTeam = useHasTeam();
  const close = () => setDialog(null);
  const newest = useOpenPrompt(prompt, (state) => state.detail?.headVersion ?? null);
  const mergeItem: MenuEntry[] =
    version.diverged && newest
      ? [
          {
            label: `Merge into ${versionPhrase(newest.number)}…`,
            disabled: !writable,
            onSelect: () => view.setState({ merging: { mine: refTo(newest), theirs: refTo(version) } }),
          },
          'separator',
        ]
      : [];
  const gone = version.redacted !== undefined;
  const isOwner = useSync((state) => (state.status?.member ? state.status.member.role === 'owner' : !hasTeam));
  const redactItem: MenuEntry[] =
    isOwner && !gone && version.number !== null
      ? ['separator', { label: 'Redact…', danger: true, disabled: !writable, onSelect: () => setDialog('redact') }]
      : [];
  const items: MenuEntry[] = [
    ...mergeItem,
    { label: 'Show text…', disabled: gone, onSelect: () => setDialog('text') },
    {
      label: 'Compare with draft',
      disabled: !hasDraft || gone,
      onSelect: () => view.setState({ pair: { left: refTo(version), right: { kind: 'draft' } }, change: null }),
    },
    'separator',
    { label: 'Set label…', disabled: !writable || gone, onSelect: () => setDialog('label') },
    ...(hasTeam
      ? [
          {
            label: 'Request a review…',
            disabled: !writable || gone,
            onSelect: () => openDialog({ kind: 'request-review', promptId: prompt.promptId, versionId: version.id }),
          },
        ]
      : []),
    { label: 'Restore as draft…', disabled: !writable || gone, onSelect: () => setDialog('restore') },
    ...redactItem,
    'separator',
    { label: 'Copy version id', onSelect: () => void copyId(version.id) },
  ];
  return (
    <div className={styles.row} data-selected={selected || undefined}>
      <button type="button" className={styles.open} aria-pressed={selected} onClick={onSelect}>
        <span className={styles.top}>
          {version.number === null ? <StateMark state="pending" /> : <b className={styles.number}>v{version.number}</b>}
          {builds !== null && <span className={styles.builds}>{builds}</span>}
          <span className={styles.chips}>
            {version.diverged && <StateMark state="diverged" />}
            {version.labels.map((label) => (
              <LabelChip key={label} label={label} />
            ))}
          </span>
        </span>
        <span className={styles.message} data-none={version.message === '' || undefined}>
          {version.message || 'No message'}
        </span>
        {version.redacted && <span className={styles.redacted}>{redactedWords(version.redacted)}</span>}
        <span className={styles.by}>
          {version.author} · <Time at={version.committedAt} />
          <SnippetCount version={version} />
        </span>
      </button>
      <span className={styles.more}>
        <Menu
          align="end"
          trigger={
            <IconButton label={`More about ${versionPhrase(version.number)}`} size="small">
              <MoreHorizontal />
            </IconButton>
          }
          items={items}
        />
      </span>
      {dialog === 'restore' && (
        <RestoreDialog prompt={prompt} view={view} version={version} hasDraft={hasDraft} onClose={close} />
      )}
      {dialog === 'label' && <MoveLabelDialog promptId={prompt.promptId} versionId={version.id} onClose={close} />}
      {dialog === 'redact' && <RedactDialog prompt={prompt} version={version} onClose={close} />}
      {dialog === 'text' && <VersionTextDialog version={version} onClose={close} />}
    </div>
  );
}

async function copyId(id: string): Promise<void> {
  await navigator.clipboard.writeText(id);
  showToast({ text: 'The version id is copied.' });
}
