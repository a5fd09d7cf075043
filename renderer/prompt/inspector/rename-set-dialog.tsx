import { useState } from 'react';
import type { InputSet } from '../../../shared/contract/input-calls.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { renameSet } from './prompt-inputs.ts';

type Props = { promptId: string; set: InputSet; onClose: () => void };

export function RenameSetDialog({ promptId, set, onClose }: Props) {
  const [name, setName] = useState(set.name);
  const [refusal, setRefusal] = useState<string | null>(null);
  const submit = async () => {
    const reply = await renameSet(promptId, set.id, name);
    if (reply.ok) onClose();
    else setRefusal(reply.error.message);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Rename the input set"
      width="narrow"
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit">
            Rename
          </Button>
        </>
      }
    >
      <Field label="Name" error={refusal}>
        <TextInput
          value={name}
          maxLength={100}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setName(event.target.value);
            setRefusal(null);
          }}
        />
      </Field>
    </Dialog>
  );
}
