import { useState } from 'react';
import type { LabelState, Release } from '../../shared/contract.ts';
import { ComparedVersions } from '../diff/compared-versions.tsx';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { call } from '../state/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLabelMove } from './label-move.ts';
import { MoveRefusal } from './move-refusal.tsx';
import { ReasonField } from './reason-field.tsx';
import styles from './labels.module.css';

type Props = { prompt: OpenPrompt; state: LabelState; back: NonNullable<Release['from']>; onClose: () => void };

/** Puts a label back to where it was before: one action, and a release of its own. */
export function RollbackDialog({ prompt, state, back, onClose }: Props) {
  const { label } = state;
  const [reason, setReason] = useState('');
  const { expected, busy, refusal, run } = useLabelMove(prompt, label, () => {
    showToast({ text: `“${label}” is back on v${back.number}.` });
    onClose();
  });
  const current = expected ?? state;
  const rollBack = () =>
    void run(() =>
      call('label.rollback', {
        promptId: prompt.promptId,
        label,
        expectedMoveId: current.moveId,
        reason: reason.trim(),
      }),
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Roll ${label} back to v${back.number}`}
      width="wide"
      mayClose={() => !busy}
      onSubmit={rollBack}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Roll back to v{back.number}
          </Button>
        </>
      }
    >
      <ReasonField reason={reason} onChange={setReason} onSubmit={rollBack} />
      <MoveRefusal refusal={refusal} label={label} now={expected} />
      <p className={styles.displaces}>
        v{back.number} takes the place of v{current.number}. Applications that ask for “{label}” will get these changes:
      </p>
      <ComparedVersions
        promptId={prompt.promptId}
        pair={{
          left: { kind: 'version', versionId: current.versionId },
          right: { kind: 'version', versionId: back.versionId },
        }}
        leftName={`v${current.number}`}
        rightName={`v${back.number}`}
      />
    </Dialog>
  );
}
