import { useState } from 'react';
import type { VersionRow } from '../../../shared/contract.ts';
import { redactionMeans } from '../../../shared/redacted-words.ts';
import type { Refusal } from '../../../shared/reply.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { call } from '../../state/client.ts';
import { useSync } from '../../state/sync.ts';
import { Button } from '../../ui/button.tsx';
import { Consequences } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { NoteArea } from '../../ui/note-area.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import type { OpenPrompt } from '../open-prompt.ts';

type Props = { prompt: OpenPrompt; version: VersionRow; onClose: () => void };

/** Takes the text of a version out for good, after saying what that means. */
export function RedactDialog({ prompt, version, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const inTeam = useSync((state) => (state.status?.member ?? null) !== null);
  const name = versionWord(version.number);
  const redact = async () => {
    if (busy || reason.trim() === '') return;
    setBusy(true);
    const reply = await call('version.redact', { versionId: version.id, reason });
    setBusy(false);
    if (!reply.ok) {
      setRefusal(reply.error);
      return;
    }
    await prompt.refresh();
    showToast({
      text: reply.value.queued ? `Queued: ${name} is redacted once this is synced.` : `${name} is redacted.`,
    });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Redact ${name}`}
      description="This cannot be undone."
      mayClose={() => !busy}
      onSubmit={() => void redact()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" busy={busy} disabled={reason.trim() === ''}>
            Redact
          </Button>
        </>
      }
    >
      <Consequences>
        {redactionMeans(name, inTeam).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </Consequences>
      <Field label="Reason" hint="Everybody reads it in the history. Do not repeat the words themselves.">
        <NoteArea value={reason} onChange={setReason} onSubmit={() => void redact()} focus />
      </Field>
      {refusal !== null && <Notice>{refusal.message}</Notice>}
    </Dialog>
  );
}
