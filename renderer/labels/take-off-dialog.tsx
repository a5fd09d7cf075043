import { useState } from 'react';
import type { PromptLabels } from '../../shared/contract/label-calls.ts';
import { call } from '../state/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLabelMove } from './label-move.ts';
import { MoveRefusal } from './move-refusal.tsx';
import { ReasonField } from './reason-field.tsx';
import { WithPromptLabels } from './with-prompt-labels.tsx';

type Props = { promptId: string; label: string; onClose: () => void };

/** Takes a label off: applications that ask for it are then refused, never given another version. */
export function TakeOffDialog(props: Props) {
  return (
    <WithPromptLabels promptId={props.promptId} title={`Take ${props.label} off`} onClose={props.onClose}>
      {(about) => <Asking about={about} {...props} />}
    </WithPromptLabels>
  );
}

function Asking({ about, promptId, label, onClose }: Props & { about: PromptLabels }) {
  const [reason, setReason] = useState('');
  const {
    expected: current,
    busy,
    refusal,
    run,
  } = useLabelMove(about, label, ({ queued }) => {
    showToast({
      text: queued ? `Queued: “${label}” is taken off once this is synced.` : `“${label}” is on no version now.`,
    });
    onClose();
  });
  const takeOff = () => {
    if (!current || busy) return;
    void run(() =>
      call('label.move', {
        promptId,
        label,
        versionId: null,
        expectedMoveId: current.moveId,
        reason: reason.trim(),
      }),
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={current ? `Take ${label} off v${current.number}` : `“${label}” is on no version`}
      description={`Applications that ask for “${label}” of “${about.name}” will get an error until it is set again. The releases are kept.`}
      mayClose={() => !busy}
      onSubmit={takeOff}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" busy={busy} disabled={!current}>
            Take off
          </Button>
        </>
      }
    >
      <ReasonField reason={reason} onChange={setReason} onSubmit={takeOff} />
      <MoveRefusal refusal={refusal} label={label} now={current} />
    </Dialog>
  );
}
