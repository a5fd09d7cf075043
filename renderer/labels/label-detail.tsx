import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { LabelState, Release, VersionRow } from '../../shared/contract.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { MoveLabelDialog } from './move-label-dialog.tsx';
import { ReleaseList } from './release-list.tsx';
import { RollbackDialog } from './rollback-dialog.tsx';
import { rollbackTarget } from './rollback-target.ts';
import { TakeOffDialog } from './take-off-dialog.tsx';
import styles from './labels.module.css';

type Props = {
  prompt: OpenPrompt;
  label: string;
  /** Undefined where the label was taken off. */
  state: LabelState | undefined;
  versions: readonly VersionRow[];
  /** Of this label. */
  releases: readonly Release[];
};

/** One label: where it stands, what can be done with it, and every release it made. */
export function LabelDetail({ prompt, label, state, versions, releases }: Props) {
  const [dialog, setDialog] = useState<'move' | 'rollback' | 'off' | null>(null);
  const readOnly = useReadOnly() !== null;
  const version = versions.find((each) => each.id === state?.versionId);
  const back = rollbackTarget(releases);
  const close = () => setDialog(null);
  return (
    <aside className={styles.detail} aria-label={`About ${label}`}>
      <h3 className={styles.title}>{label}</h3>
      <p className={styles.big}>{state ? `v${state.number}` : 'on no version'}</p>
      <p className={styles.said}>
        {version ? version.message || 'No message' : 'It was taken off; its releases are kept.'}
      </p>
      <div className={styles.actions}>
        <Button variant="primary" disabled={readOnly} onClick={() => setDialog('move')}>
          {state ? 'Move…' : 'Set…'}
        </Button>
        {state && back && (
          <Button disabled={readOnly} onClick={() => setDialog('rollback')}>
            Roll back to v{back.number}…
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
            items={[{ label: 'Take off…', danger: true, disabled: readOnly, onSelect: () => setDialog('off') }]}
          />
        )}
      </div>
      <h3 className={styles.title}>Releases</h3>
      <ReleaseList releases={releases} />
      {dialog === 'move' && <MoveLabelDialog prompt={prompt} label={label} onClose={close} />}
      {dialog === 'rollback' && state && back && (
        <RollbackDialog prompt={prompt} state={state} back={back} onClose={close} />
      )}
      {dialog === 'off' && state && <TakeOffDialog prompt={prompt} state={state} onClose={close} />}
    </aside>
  );
}
