import { useState } from 'react';
import type { LabelState } from '../../shared/contract.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { call } from '../state/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLabelMove } from './label-move.ts';
import { MoveRefusal } from './move-refusal.tsx';
import { ReasonField } from './reason-field.tsx';

type Props = { prompt: OpenPrompt; state: LabelState; onClose: () => void };

/** Takes a label off: applications that ask for it are then refused, never given another version. */
export function TakeOffDialog({ prompt, state, onClose }: Props) {
  const { label } = state;
  const [reason, setReason] = useState('');
  const { expected, busy, refusal, run } = useLabelMove(prompt, label, () => {
    showToast({ text: `“${label}” is on no version now.` });
    onClose();
  });
  const current = expected ?? state;
  const takeOff = () =>
    void run(() =>
      call('label.move', {
        promptId: prompt.promptId,
        label,
        versionId: null,
        expectedMoveId: current.moveId,
        reason: reason.trim(),
      }),
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Take ${label} off v${current.number}`}
      description={`Applications that ask for “${label}” of this prompt will get an error until it is set again. The releases are kept.`}
      mayClose={() => !busy}
      onSubmit={takeOff}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" busy={busy}>
            Take off
          </Button>
        </>
      }
    >
      <ReasonField reason={reason} onChange={setReason} onSubmit={takeOff} />
      <MoveRefusal refusal={refusal} label={label} now={expected} />
    </Dialog>
  );
}
