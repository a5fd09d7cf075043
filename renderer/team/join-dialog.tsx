import { useState } from 'react';
import type { Output } from '../../shared/contract.ts';
import type { Refusal } from '../../shared/reply.ts';
import { call } from '../state/client.ts';
import { closeDialog } from '../state/dialogs.ts';
import { loadSync } from '../state/sync.ts';
import { loadWorkspace, useWorkspace } from '../state/workspace.ts';
import { givenSecrets, kindOfAddress, type Secrets } from '../sync/remote-address.ts';
import { SecretFields } from '../sync/secret-fields.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, TextArea, TextInput } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { InvitationFacts } from './invitation-facts.tsx';
import { showTeam } from './team-area-state.ts';
import styles from './members.module.css';

type Read = { of: string } & ({ says: Output<'team.readInvitation'> } | { refusal: Refusal });

/** Takes up an invitation: shows what it says, asks for a name, fetches the log, and asks to be let in. */
export function JoinDialog() {
  const author = useWorkspace((state) => state.info?.author ?? '');
  const [invitation, setInvitation] = useState('');
  const [read, setRead] = useState<Read | null>(null);
  const [typedName, setName] = useState<string | null>(null);
  const [secrets, setSecrets] = useState<Secrets>({});
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const text = invitation.trim();
  const answered = read?.of === text ? read : null;
  const says = answered && 'says' in answered ? answered.says : null;
  const name = (typedName ?? author).trim();
  const type = async (next: string) => {
    setInvitation(next);
    setRefusal(null);
    const of = next.trim();
    if (of === '') return;
    const reply = await call('team.readInvitation', { invitation: of });
    setRead(reply.ok ? { of, says: reply.value } : { of, refusal: reply.error });
  };
  const join = async () => {
    if (busy || says === null || name === '') return;
    setBusy(true);
    const given = givenSecrets(secrets);
    const reply = await call('team.join', { invitation: text, name, ...(given && { secrets: given }) });
    setBusy(false);
    setRefusal(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    await Promise.all([loadSync(), loadWorkspace()]);
    closeDialog();
    showTeam('members');
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title="Join a team"
      description="Somebody of the team makes an invitation and sends it to you as a text."
      mayClose={() => !busy}
      onSubmit={() => void join()}
      footer={
        <>
          <Button onClick={closeDialog} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" busy={busy} disabled={says === null || name === ''}>
            {says === null ? 'Join' : `Join ${says.workspaceName}`}
          </Button>
        </>
      }
    >
      <Field label="Invitation" error={answered && 'refusal' in answered ? answered.refusal.message : null}>
        <TextArea
          mono
          rows={4}
          spellCheck={false}
          placeholder="galley-…"
          value={invitation}
          onChange={(event) => void type(event.target.value)}
        />
      </Field>
      {says !== null && (
        <>
          <InvitationFacts says={says} />
          {!says.ownDevice && (
            <Field label="Your name" hint="Signs what you write, for everybody of the team.">
              <TextInput
                value={typedName ?? author}
                maxLength={100}
                onChange={(event) => setName(event.target.value)}
              />
            </Field>
          )}
          <SecretFields kind={kindOfAddress(says.remote)} secrets={secrets} onChange={setSecrets} />
        </>
      )}
      {refusal !== null && <Notice>{refusal.message}</Notice>}
      {busy && (
        <p className={styles.busy}>
          <Spinner label="Joining" /> Fetching the log and asking to be let in…
        </p>
      )}
    </Dialog>
  );
}
