import { useEffect, useId, useState } from 'react';
import { labelProblem } from '../../shared/names.ts';
import { ComparedVersions } from '../diff/compared-versions.tsx';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useVersions } from '../prompt/history/use-versions.ts';
import { call } from '../state/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Select, TextInput } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLabelMove } from './label-move.ts';
import { MoveRefusal } from './move-refusal.tsx';
import { ReasonField } from './reason-field.tsx';
import styles from './labels.module.css';

type Props = {
  prompt: OpenPrompt;
  /** The label to move; without it, one is chosen here. */
  label?: string;
  /** The version to put it on; the newest where none is given. */
  versionId?: string;
  onClose: () => void;
  onMoved?: (label: string) => void;
};

/** Puts a label on a version: what it displaces stands in view before it is confirmed. */
export function MoveLabelDialog({ prompt, label: given, versionId: first, onClose, onMoved }: Props) {
  const { value: versions } = useVersions(prompt);
  const [label, setLabel] = useState(given ?? '');
  const [chosen, setChosen] = useState<string | null>(first ?? null);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const known = useLabelNames();
  const listId = useId();
  const { expected, busy, refusal, run } = useLabelMove(prompt, label, () => {
    showToast({ text: `“${label}” is on v${target?.number} now.` });
    onMoved?.(label);
    onClose();
  });
  const target = versions?.find((version) => version.id === chosen) ?? versions?.[0];
  const problem = labelProblem(label);
  const same = expected !== undefined && expected.versionId === target?.id;
  const ready = problem === null && target !== undefined && !same;
  const move = () => {
    setAsked(true);
    if (!ready || busy) return;
    void run(() =>
      call('label.move', {
        promptId: prompt.promptId,
        label,
        versionId: target.id,
        expectedMoveId: expected?.moveId ?? null,
        reason: reason.trim(),
      }),
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={given === undefined ? 'Set a label' : `Move ${given}`}
      width="wide"
      mayClose={() => !busy}
      onSubmit={move}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!ready}>
            {expected && target ? `Move from v${expected.number} to v${target.number}` : 'Set label'}
          </Button>
        </>
      }
    >
      <div className={given === undefined ? styles.fields : undefined}>
        {given === undefined && (
          <>
            <Field label="Label" error={(asked || label !== '') && problem !== null ? problem : null}>
              <TextInput
                value={label}
                list={listId}
                className={styles.label}
                // The first question of the dialog.
                // oxlint-disable-next-line jsx-a11y/no-autofocus
                autoFocus
                placeholder="production"
                onChange={(event) => setLabel(event.target.value.trim().toLowerCase())}
              />
            </Field>
            <datalist id={listId}>
              {known.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </datalist>
          </>
        )}
        <Field label="Version">
          <Select
            value={target?.id ?? ''}
            onValueChange={setChosen}
            options={(versions ?? []).map((version) => ({
              value: version.id,
              label: `v${version.number}${version.message === '' ? '' : ` · ${firstLine(version.message)}`}`,
            }))}
          />
        </Field>
      </div>
      <ReasonField reason={reason} onChange={setReason} onSubmit={move} focus={given !== undefined} />
      <MoveRefusal refusal={refusal} label={label} now={expected} />
      {same && target && (
        <Notice tone="info">
          “{label}” is on v{target.number} already.
        </Notice>
      )}
      {problem === null && target && !same && (
        <>
          <p className={styles.displaces}>
            {expected
              ? `v${target.number} takes the place of v${expected.number}. Applications that ask for “${label}” will get these changes:`
              : `“${label}” is on no version of this prompt yet. Applications that ask for it will get:`}
          </p>
          <ComparedVersions
            promptId={prompt.promptId}
            pair={{
              left: expected ? { kind: 'version', versionId: expected.versionId } : { kind: 'empty' },
              right: { kind: 'version', versionId: target.id },
            }}
            leftName={expected ? `v${expected.number}` : 'nothing'}
            rightName={`v${target.number}`}
          />
        </>
      )}
    </Dialog>
  );
}

/** Labels people use here, with the two that most use first. */
function useLabelNames(): string[] {
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    const wanted = { still: true };
    const read = async () => {
      const reply = await call('label.names', {});
      if (wanted.still && reply.ok) setNames(reply.value.labels.map((each) => each.label));
    };
    void read();
    return () => {
      wanted.still = false;
    };
  }, []);
  return [...new Set(['production', 'staging', ...names])];
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0]!;
  return line.length > 70 ? `${line.slice(0, 70)}…` : line;
}
