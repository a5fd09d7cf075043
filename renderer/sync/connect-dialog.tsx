import { useState } from 'react';
import type { RemoteFound } from '../../shared/contract/sync-calls.ts';
import type { Refusal } from '../../shared/reply.ts';
import { call } from '../state/client.ts';
import { closeDialog } from '../state/dialogs.ts';
import { noteSync, useHasRemote } from '../state/sync.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { Consequences } from '../ui/confirm-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, TextInput } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { FirstPush } from './first-push.tsx';
import { FoundRemote } from './found-remote.tsx';
import { givenSecrets, kindOfAddress, takeSecretsOut, type Secrets } from './remote-address.ts';
import { SecretFields } from './secret-fields.tsx';
import { counted } from './sync-words.ts';
import styles from './remote.module.css';

type Outcome = { of: string } & ({ found: RemoteFound } | { refusal: Refusal });

/** Connects the workspace with a place that the team shares: one address, looked at before anything is sent. */
export function ConnectDialog() {
  const [address, setAddress] = useState('');
  const [secrets, setSecrets] = useState<Secrets>({});
  const [busy, setBusy] = useState<'test' | 'connect' | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [connected, setConnected] = useState(false);
  const hasRemote = useHasRemote();
  const question = JSON.stringify([address.trim(), secrets]);
  const answered = outcome?.of === question ? outcome : null;
  const found = answered && 'found' in answered ? answered.found : null;
  const input = () => {
    const given = givenSecrets(secrets);
    return { url: address.trim(), ...(given === undefined ? {} : { secrets: given }) };
  };
  const type = (text: string) => {
    const split = takeSecretsOut(text);
    setAddress(split.address);
    setSecrets((before) => ({ ...before, ...split.secrets }));
  };
  const test = async () => {
    setBusy('test');
    const reply = await call('remote.test', input());
    setBusy(null);
    setOutcome(reply.ok ? { of: question, found: reply.value } : { of: question, refusal: reply.error });
    return reply.ok ? reply.value : null;
  };
  const connect = async () => {
    // Nobody connects what they have not seen: Enter looks first.
    if (busy !== null || address.trim() === '' || found?.log === 'other') return;
    if (found === null) {
      await test();
      return;
    }
    setBusy('connect');
    const reply = await call('remote.connect', input());
    setBusy(null);
    if (!reply.ok) {
      setOutcome({ of: question, refusal: reply.error });
      return;
    }
    noteSync(reply.value);
    setSecrets({});
    setConnected(true);
  };
  // The remote is connected before everything is sent; from then on the status tells how far that is.
  if (connected || (busy === 'connect' && hasRemote)) return <FirstPush onClose={closeDialog} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title="Connect a remote"
      description="A place that everybody of the team can reach: a folder on a shared drive, a PostgreSQL database, or an S3 bucket. Galley needs no server of its own."
      mayClose={() => busy === null}
      onSubmit={() => void connect()}
      footer={
        <>
          <Button onClick={closeDialog} disabled={busy === 'connect'}>
            Cancel
          </Button>
          {found !== null && (
            <Button onClick={() => void test()} busy={busy === 'test'}>
              Test again
            </Button>
          )}
          {found === null ? (
            <Button type="submit" variant="primary" busy={busy === 'test'} disabled={address.trim() === ''}>
              Test
            </Button>
          ) : (
            <Button type="submit" variant="primary" busy={busy === 'connect'} disabled={found.log === 'other'}>
              Connect
            </Button>
          )}
        </>
      }
    >
      <Field
        label="Address"
        hint={
          <>
            <span className={styles.example}>/mnt/team/galley</span>,{' '}
            <span className={styles.example}>postgres://galley@db.example.com/team</span> or{' '}
            <span className={styles.example}>s3://bucket/galley?endpoint=https://…</span>
          </>
        }
      >
        <TextInput mono value={address} onChange={(event) => type(event.target.value)} />
      </Field>
      <SecretFields kind={kindOfAddress(address)} secrets={secrets} onChange={setSecrets} />
      {busy === 'test' && (
        <p className={styles.testing}>
          <Spinner label="Testing" /> Twenty writers race for one name there…
        </p>
      )}
      {answered && 'refusal' in answered && <Notice>{answered.refusal.message}</Notice>}
      {found !== null && <FoundRemote found={found} />}
      {found !== null && found.log === 'empty' && <WhatFollows />}
    </Dialog>
  );
}

function WhatFollows() {
  const info = useWorkspace((state) => state.info);
  if (info === null) return null;
  return (
    <Consequences>
      <li>
        <b>{info.author}</b> becomes the owner of “{info.name}”, and lets others in.
      </li>
      <li>
        {counted(info.prompts, 'prompt')} and {counted(info.versions, 'version')} are sent, with their history. Drafts
        stay on this device.
      </li>
      <li>From then on labels move once the remote has the move; what you write is never held up.</li>
    </Consequences>
  );
}
