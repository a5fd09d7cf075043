import { useState } from 'react';
import type { Refusal } from '../../shared/reply.ts';
import { call } from '../state/client.ts';
import { closeDialog } from '../state/dialogs.ts';
import { useLiveAnswer } from '../state/live-answer.ts';
import { loadSync } from '../state/sync.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Select, TextArea } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';

/** Speaks for an owner again, on a device nobody knows, by the key that was kept on paper. */
export function RecoverDialog() {
  const { value } = useLiveAnswer('team.members', {});
  const [text, setText] = useState('');
  const [memberId, setMemberId] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const owners = (value?.members ?? []).filter((member) => member.role === 'owner' && !member.removed);
  const recover = async () => {
    if (busy || text.trim() === '') return;
    setBusy(true);
    const reply = await call('team.recover', { text: text.trim(), ...(memberId === '' ? {} : { memberId }) });
    setBusy(false);
    setRefusal(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    await loadSync();
    showToast({ text: 'This device speaks for an owner again, once this is synced.' });
    closeDialog();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title="Recover with a recovery key"
      description="For an owner who has lost every device. This device is added to yours, and the others are told how."
      mayClose={() => !busy}
      onSubmit={() => void recover()}
      footer={
        <>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={text.trim() === ''}>
            Recover
          </Button>
        </>
      }
    >
      <Field label="Recovery key" hint="As it was printed; spaces and dashes do not matter.">
        <TextArea mono rows={3} spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      {owners.length > 1 && (
        <Field label="Whose key it is">
          <Select
            value={memberId}
            onValueChange={setMemberId}
            options={[
              { value: '', label: 'As the key says' },
              ...owners.map((owner) => ({ value: owner.memberId, label: owner.name })),
            ]}
          />
        </Field>
      )}
      {refusal !== null && <Notice>{refusal.message}</Notice>}
    </Dialog>
  );
}
