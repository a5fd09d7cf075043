import { useState } from 'react';
import { call } from '../state/client.ts';
import { closeDialog } from '../state/dialogs.ts';
import { useLiveAnswer } from '../state/live-answer.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, TextInput } from '../ui/field.tsx';
import { showToast } from '../ui/toast.tsx';

/** Another name for a member. */
export function RenameDialog({ memberId }: { memberId: string }) {
  const { value } = useLiveAnswer('team.members', {});
  const member = value?.members.find((each) => each.memberId === memberId);
  const [typed, setTyped] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const name = typed ?? member?.name ?? '';
  const rename = async () => {
    if (busy || name.trim() === '' || name.trim() === member?.name) return;
    setBusy(true);
    const reply = await call('team.rename', { memberId, name: name.trim() });
    setBusy(false);
    setProblem(reply.ok ? null : reply.error.message);
    if (!reply.ok) return;
    showToast({ text: `The name is ${name.trim()} once this is synced.` });
    closeDialog();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title={member?.isMe ? 'Change my name' : `Change the name of ${member?.name ?? 'a member'}`}
      width="narrow"
      mayClose={() => !busy}
      onSubmit={() => void rename()}
      footer={
        <>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={name.trim() === '' || name === member?.name}>
            Change name
          </Button>
        </>
      }
    >
      <Field label="Name" hint="What was signed before keeps the name it was signed with." error={problem}>
        <TextInput
          value={name}
          maxLength={100}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem(null);
          }}
        />
      </Field>
    </Dialog>
  );
}
