import { Hourglass } from 'lucide-react';
import type { MemberRow } from '../../shared/contract/team-calls.ts';
import { openDialog } from '../state/dialogs.ts';
import { useSync } from '../state/sync.ts';
import { Button } from '../ui/button.tsx';
import { KeyPlace } from '../sync/key-place.tsx';
import styles from './waiting-for-owner.module.css';

type Props = { fingerprint: string | null; members: readonly MemberRow[] };

/** What somebody sees who asked to be let in: whom to ring up, and what to read to them. */
export function WaitingForOwner({ fingerprint, members }: Props) {
  const place = useSync((state) => state.status?.keyPlace ?? null);
  const owners = members.filter((member) => member.role === 'owner' && !member.removed).map((member) => member.name);
  return (
    <section className={styles.waiting} aria-labelledby="waiting-heading">
      <h2 id="waiting-heading" className={styles.heading}>
        <Hourglass aria-hidden />
        Waiting to be let in
      </h2>
      <p>
        You can read everything meanwhile. What you write is kept on this device, and sent once you are in.
        {owners.length > 0 && ` ${owners.join(' or ')} can let you in.`}
      </p>
      {fingerprint !== null && (
        <>
          <p>Read this key to the owner, by voice or in person, so that they can be sure it is you:</p>
          <p className={styles.fingerprint}>{fingerprint}</p>
        </>
      )}
      {place !== null && place !== 'keychain' && <KeyPlace place={place} />}
      <div className={styles.actions}>
        <Button variant="quiet" onClick={() => openDialog({ kind: 'recover' })}>
          I have a recovery key…
        </Button>
      </div>
    </section>
  );
}
