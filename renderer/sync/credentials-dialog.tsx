import { useState } from 'react';
import type { Refusal } from '../../shared/reply.ts';
import { call } from '../state/client.ts';
import { closeDialog } from '../state/dialogs.ts';
import { noted, useSync } from '../state/sync.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { givenSecrets, kindOfAddress, type Secrets } from './remote-address.ts';
import { SecretFields } from './secret-fields.tsx';
import { SyncProblem } from './sync-problem.tsx';
import styles from './remote.module.css';

/** New credentials for the remote that is connected. The old ones are never shown. */
export function CredentialsDialog() {
  const status = useSync((state) => state.status);
  const [secrets, setSecrets] = useState<Secrets>({});
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const remote = status?.remote ?? null;
  const kind = remote === null ? null : kindOfAddress(remote.url);
  const given = givenSecrets(secrets);
  const save = async () => {
    if (given === undefined || busy) return;
    setBusy(true);
    const refused = await noted(call('remote.credentials', { secrets: given }));
    setBusy(false);
    setRefusal(refused);
    if (refused === null) closeDialog();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title="Credentials of the remote"
      mayClose={() => !busy}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={given === undefined}>
            Use these
          </Button>
        </>
      }
    >
      {remote === null && <Notice tone="info">No remote is connected.</Notice>}
      {remote !== null && <p className={styles.url}>{remote.url}</p>}
      {kind === 'folder' && (
        <Notice tone="info">A folder asks for no credentials: what it allows is decided by the system.</Notice>
      )}
      <SecretFields kind={kind} secrets={secrets} onChange={setSecrets} />
      {refusal !== null && <Notice>{refusal.message}</Notice>}
      {status?.problem?.remedy === 'retry' && <SyncProblem status={status} />}
    </Dialog>
  );
}
