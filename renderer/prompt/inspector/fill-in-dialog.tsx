import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextArea } from '../../ui/field.tsx';
import { readValues } from './paste-values.ts';
import { promptInputs, setInputs } from './prompt-inputs.ts';
import styles from './inspector.module.css';

type Props = { promptId: string; onClose: () => void };

/** Takes the values of many variables at once, from a JSON object. */
export function FillInDialog({ promptId, onClose }: Props) {
  const [text, setText] = useState('');
  const reading = readValues(text);
  const submit = () => {
    if (reading.problem !== null) return;
    setInputs(promptId, { ...promptInputs(promptId).getState().values, ...reading.values });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Fill in from JSON"
      description="An object with a member for each variable. Variables that it does not name keep their values."
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={reading.problem !== null}>
            Fill in
          </Button>
        </>
      }
    >
      <Field label="JSON" error={text.trim() === '' ? null : reading.problem}>
        <TextArea
          mono
          rows={8}
          className={styles.json}
          value={text}
          placeholder={'{ "customer": "Ana", "tone": "formal" }'}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
    </Dialog>
  );
}
