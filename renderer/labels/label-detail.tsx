import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { PromptLabels } from '../../shared/contract/label-calls.ts';
import { useHasTeam } from '../reviews/reviews-state.ts';
import { openDialog } from '../state/dialogs.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { stateOf } from './label-move.ts';
import { QueuedNotice } from './queued-notice.tsx';
import { useQueuedMove } from './queued-moves.ts';
import { MoveLabelDialog } from './move-label-dialog.tsx';
import { copyVersionId, openVersion } from './open-version.ts';
import { ReleaseList } from './release-list.tsx';
import { RollbackDialog } from './rollback-dialog.tsx';
import { rollbackTarget } from './rollback-target.ts';
import { TakeOffDialog } from './take-off-dialog.tsx';
import styles from './labels.module.css';

type Props = {
  about: PromptLabels;
  label: string;
  /** Says which prompt it is about, where that is not plain from what stands around. */
  namesPrompt?: boolean;
};

/** One label: where it stands, what can be done with it, and every release it made. */
export function LabelDetail({ about, label, namesPrompt = false }: Props) {
  const [dialog, setDialog] = useState<'move' | 'rollback' | 'off' | null>(null);
  const readOnly = useReadOnly() !== null;
  const hasTeam = useHasTeam();
  const { promptId } = about;
  const state = stateOf(about, label);
  const queued = useQueuedMove(promptId, label);
  const staged = stateOf(about, 'staging');
  const version = about.versions.find((each) => each.id === state?.versionId);
  const releases = about.releases.filter((each) => each.label === label);
  const back = rollbackTarget(releases);
  const close = () => setDialog(null);
  const promotes = label === 'production' && staged !== undefined && staged.versionId !== state?.versionId;
  return (
    <aside className={styles.detail} aria-label={`About ${label}${namesPrompt ? ` on ${about.name}` : ''}`}>
      <h3 className={styles.title}>
        {label}
        {namesPrompt && ` on ${about.name.split('/').at(-1)}`}
      </h3>
      <p className={styles.big}>{state ? `v${state.number}` : 'on no version'}</p>
      <p className={styles.said}>{version ? version.message || 'No message' : unsetText(releases.length)}</p>
      {queued && <QueuedNotice move={queued} />}
      <div className={styles.actions}>
        <Button variant="primary" disabled={readOnly || about.versions.length === 0} onClick={() => setDialog('move')}>
          {state ? 'Move…' : 'Set…'}
        </Button>
        {state && back && (
          <Button disabled={readOnly} onClick={() => setDialog('rollback')}>
            Roll back to v{back.number}…
          </Button>
        )}
        {promotes && (
          <Button disabled={readOnly} onClick={() => promote(promptId)}>
            Promote staging v{staged.number}…
          </Button>
        )}
        {state && (
          <Menu
            align="end"
            trigger={
              <IconButton label={`More about ${label}`}>
                <MoreHorizontal />
              </IconButton>
            }
            items={[
              { label: `Open v${state.number}`, onSelect: () => void openVersion(promptId, label) },
              { label: 'Copy version id', onSelect: () => void copyVersionId(promptId, label) },
              ...(hasTeam
                ? [{ label: 'Request a review…', disabled: readOnly, onSelect: () => requestReview(promptId, label) }]
                : []),
              'separator',
              { label: 'Take off…', danger: true, disabled: readOnly, onSelect: () => setDialog('off') },
            ]}
          />
        )}
      </div>
      {releases.length > 0 && (
        <>
          <h3 className={styles.title}>Releases</h3>
          <ReleaseList releases={releases} />
        </>
      )}
      {dialog === 'move' && <MoveLabelDialog promptId={promptId} label={label} onClose={close} />}
      {dialog === 'rollback' && <RollbackDialog promptId={promptId} label={label} onClose={close} />}
      {dialog === 'off' && <TakeOffDialog promptId={promptId} label={label} onClose={close} />}
    </aside>
  );
}

function requestReview(promptId: string, label: string): void {
  openDialog({ kind: 'request-review', promptId, label });
}

function promote(promptId: string): void {
  openDialog({
    kind: 'move-labels',
    promptIds: [promptId],
    label: 'production',
    from: { kind: 'label', label: 'staging' },
  });
}

function unsetText(releases: number): string {
  return releases === 0 ? 'It was never set on this prompt.' : 'It was taken off; its releases are kept.';
}
