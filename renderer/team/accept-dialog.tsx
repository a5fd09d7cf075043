import { useState } from 'react';
import { call } from '../state/client.ts';
import { closeDialog } from '../state/dialogs.ts';
import { useLiveAnswer } from '../state/live-answer.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';
import { RoleChoice } from './role-choice.tsx';
import { roleLabel, type Role } from './role-words.ts';
import styles from './members.module.css';

/** Lets somebody in who asked: the fingerprint is compared, and the role is chosen. */
export function AcceptDialog({ deviceId }: { deviceId: string }) {
  const { value, refusal } = useLiveAnswer('team.members', {});
  const [chosen, setChosen] = useState<Role | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const request = value?.requests.find((each) => each.deviceId === deviceId);
  const of = value?.members.find((member) => member.memberId === request?.memberId);
  const role = chosen ?? request?.role ?? 'editor';
  const wrong = problem ?? refusal?.message;
  const accept = async () => {
    if (!request || busy) return;
    setBusy(true);
    const reply = await call('team.accept', { deviceId, role });
    setBusy(false);
    setProblem(reply.ok ? null : reply.error.message);
    if (!reply.ok) return;
    const who = of ? `The device speaks for ${of.name}` : `${request.name} is in as ${roleLabel(role).toLowerCase()}`;
    showToast({ text: `${who} once this is synced.` });
    closeDialog();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title={request ? `Let ${request.name} in` : 'Let somebody in'}
      mayClose={() => !busy}
      onSubmit={() => void accept()}
      footer={
        <>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!request}>
            {of ? `Let in for ${of.name}` : `Let in as ${roleLabel(role).toLowerCase()}`}
          </Button>
        </>
      }
    >
      {value !== null && !request && (
        <Notice tone="info">This request is not there any more: somebody has answered it.</Notice>
      )}
      {request && (
        <>
          <p>
            Whoever has the invitation can ask under any name. Have {request.name} read their key to you, and compare:
          </p>
          <p className={styles.bigFingerprint}>{request.fingerprint}</p>
          {of ? (
            <p>
              It is to be a further device of <b>{of.name}</b>, with the same role.
            </p>
          ) : (
            <RoleChoice value={role} onChange={setChosen} />
          )}
        </>
      )}
      {wrong !== undefined && <Notice>{wrong}</Notice>}
    </Dialog>
  );
}
