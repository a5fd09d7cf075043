import { useState } from 'react';
import type { Reply } from '../../shared/reply.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, TextInput } from '../ui/field.tsx';
import { newNameProblem } from './actions.ts';

type Props = {
  title: string;
  hint: string;
  verb: string;
  initial: string;
  onDone: (name: string) => Promise<Reply<unknown>>;
  onClose: () => void;
};

/** Asks for the name of a prompt that is about to be made. */
export function NameDialog({ title, hint, verb, initial, onDone, onClose }: Props) {
  const [name, setName] = useState(initial);
  const [busy, setBusy] = useState(false);
  // What is wrong is said once there is something to be wrong, or when it was asked for.
  const [asked, setAsked] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const trimmed = name.trim();
  const unfinished = trimmed === '' || trimmed.endsWith('/');
  const problem = unfinished && !asked ? null : (newNameProblem(trimmed) ?? refusal);

  const submit = async () => {
    setAsked(true);
    if (newNameProblem(trimmed) !== null) return;
    setBusy(true);
    const reply = await onDone(trimmed);
    setBusy(false);
    if (reply.ok) onClose();
    else setRefusal(reply.error.message);
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      width="narrow"
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" busy={busy}>
            {verb}
          </Button>
        </>
      }
    >
      <Field label="Name" hint={hint} error={problem}>
        <TextInput
          value={name}
          // The caret stands after the folder, where the name goes on.
          ref={focusAtEnd}
          onChange={(event) => {
            setName(event.target.value);
            setRefusal(null);
          }}
        />
      </Field>
    </Dialog>
  );
}

function focusAtEnd(input: HTMLInputElement | null): void {
  if (input === null) return;
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
}
