import { useRef, useState } from 'react';
import { LossReport } from '../interchange/loss-report.tsx';
import { ProgressLine } from '../interchange/progress-line.tsx';
import { countPrompts } from '../library/actions.ts';
import { closeDialog } from '../state/dialogs.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox, Field, TextInput } from '../ui/field.tsx';
import { showToast } from '../ui/toast.tsx';
import { convertMany, type Done, undoMany } from './convert-many.ts';

type Props = { promptIds: readonly string[] };

/** Variables instead of placeholders in many prompts at once: drafts, or versions where they are asked for. */
export default function ConvertManyDialog({ promptIds }: Props) {
  const [commits, setCommits] = useState(false);
  const [message, setMessage] = useState('Make variables of placeholders');
  const [progress, setProgress] = useState<number | null>(null);
  const [done, setDone] = useState<(Done & { wasStopped: boolean }) | null>(null);
  const cancelled = useRef(false);
  const running = progress !== null && done === null;
  const start = async () => {
    setProgress(0);
    cancelled.current = false;
    const order = { promptIds, message: commits ? message.trim() : null };
    const result = await convertMany({ ...order, isCancelled: () => cancelled.current, onProgress: setProgress });
    setDone({ ...result, wasStopped: cancelled.current });
  };
  const takeBack = async () => {
    const { undo } = done!;
    closeDialog();
    const changed = await undoMany(undo);
    showToast({
      text:
        changed === 0
          ? `${countPrompts(undo.length)} put back.`
          : `${countPrompts(changed)} were written in since and stay as they are.`,
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title="Make variables of placeholders"
      description={
        done === null
          ? `In ${countPrompts(promptIds.length)}, each place written as \${name:default} becomes a Liquid variable with its default.`
          : undefined
      }
      mayClose={() => !running}
      {...(progress === null ? { onSubmit: () => void start() } : {})}
      footer={
        running ? (
          <Button onClick={() => (cancelled.current = true)}>Stop here</Button>
        ) : done ? (
          <>
            {done.undo.length > 0 && <Button onClick={() => void takeBack()}>Undo</Button>}
            <Button variant="primary" onClick={closeDialog}>
              Done
            </Button>
          </>
        ) : (
          <>
            <Button onClick={closeDialog}>Cancel</Button>
            <Button variant="primary" type="submit">
              Convert {countPrompts(promptIds.length)}
            </Button>
          </>
        )
      }
    >
      {progress === null && (
        <>
          <Checkbox
            checked={commits}
            onCheckedChange={setCommits}
            label="Commit each"
            hint="Prompts that have a draft already keep it as a draft. Without this, all become drafts to look at."
          />
          {commits && (
            <Field label="Message">
              <TextInput value={message} maxLength={5_000} onChange={(event) => setMessage(event.target.value)} />
            </Field>
          )}
        </>
      )}
      {running && (
        <ProgressLine
          text={`${progress.toLocaleString('en')} of ${countPrompts(promptIds.length)}`}
          done={progress}
          total={promptIds.length}
          unit="items"
        />
      )}
      {done && (
        <LossReport summary={summary(done, done.wasStopped)} report={done.report} fileName="placeholders report.txt" />
      )}
    </Dialog>
  );
}

function summary({ report, placeholders }: Done, wasStopped: boolean): string {
  const { prompts, versions, unchanged, skipped } = report;
  const parts = [
    `${placeholders.toLocaleString('en')} ${placeholders === 1 ? 'place' : 'places'} in ${countPrompts(prompts)} became variables`,
    ...(versions > 0 ? [`${versions.toLocaleString('en')} committed`] : []),
    ...(unchanged > 0 ? [`${countPrompts(unchanged)} had none`] : []),
    ...(skipped > 0 ? [`${countPrompts(skipped)} could not be changed`] : []),
  ];
  return `${wasStopped ? 'Stopped. ' : ''}${parts.join('; ')}.`;
}
