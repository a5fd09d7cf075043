import { useState } from 'react';
import type { PromptLabels } from '../../shared/contract/label-calls.ts';
import { ComparedVersions } from '../diff/compared-versions.tsx';
import { call } from '../state/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLabelMove } from './label-move.ts';
import { MoveImpact } from './move-impact.tsx';
import { MoveRefusal } from './move-refusal.tsx';
import { ReasonField } from './reason-field.tsx';
import { rollbackTarget } from './rollback-target.ts';
import { WithPromptLabels } from './with-prompt-labels.tsx';
import styles from './labels.module.css';

type Props = { promptId: string; label: string; onClose: () => void };

/** Puts a label back to where it was before: one action, and a release of its own. */
export function RollbackDialog(props: Props) {
  return (
    <WithPromptLabels promptId={props.promptId} title={`Roll ${props.label} back`} onClose={props.onClose}>
      {(about) => <Asking about={about} {...props} />}
    </WithPromptLabels>
  );
}

function Asking({ about, promptId, label, onClose }: Props & { about: PromptLabels }) {
  const [reason, setReason] = useState('');
  const back = rollbackTarget(about.releases.filter((each) => each.label === label));
  const {
    expected: current,
    busy,
    refusal,
    run,
  } = useLabelMove(about, label, ({ queued }) => {
    showToast({
      text: queued
        ? `Queued: “${label}” goes back to v${back?.number} once this is synced.`
        : `“${label}” is back on v${back?.number}.`,
    });
    onClose();
  });
  const rollBack = () => {
    if (!current || !back || busy) return;
    void run(() => call('label.rollback', { promptId, label, expectedMoveId: current.moveId, reason: reason.trim() }));
  };
  const possible = current !== undefined && back !== null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={possible ? `Roll ${label} back to v${back.number} on ${about.name}` : `Roll ${label} back`}
      width="wide"
      mayClose={() => !busy}
      onSubmit={rollBack}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {possible && (
            <Button type="submit" variant="primary" busy={busy}>
              Roll back to v{back.number}
            </Button>
          )}
        </>
      }
    >
      {possible ? (
        <>
          <ReasonField reason={reason} onChange={setReason} onSubmit={rollBack} />
          <MoveRefusal refusal={refusal} label={label} now={current} />
          <p className={styles.displaces}>
            v{back.number} takes the place of v{current.number}. Applications that ask for “{label}” will get these
            changes:
          </p>
          <MoveImpact promptId={promptId} versionId={back.versionId} label={label}>
            <ComparedVersions
              promptId={promptId}
              pair={{
                left: { kind: 'version', versionId: current.versionId },
                right: { kind: 'version', versionId: back.versionId },
              }}
              leftName={`v${current.number}`}
              rightName={`v${back.number}`}
            />
          </MoveImpact>
        </>
      ) : (
        <Notice tone="info">
          {current
            ? `“${label}” on “${about.name}” has been on no other version before.`
            : `“${label}” is on no version of “${about.name}” now.`}
        </Notice>
      )}
    </Dialog>
  );
}
