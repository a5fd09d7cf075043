import { openDialog } from '../state/dialogs.ts';
import { useLiveAnswer } from '../state/live-answer.ts';
import { useHasRemote, useSync } from '../state/sync.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { JoinRequests } from './join-requests.tsx';
import { MemberList } from './member-list.tsx';
import { OwnDevice } from './own-device.tsx';
import { RecoveryKey } from './recovery-key.tsx';
import { WaitingForOwner } from './waiting-for-owner.tsx';
import styles from './team-area.module.css';

/** Who is in the team, who asks to be, and the keys that speak for them. */
export default function MembersPage() {
  const { value, refusal } = useLiveAnswer('team.members', {});
  const hasRemote = useHasRemote();
  const isWaiting = useSync((state) => state.status?.remote != null && state.status.member === null);
  if (refusal !== null) return <EmptyState title="The members cannot be shown">{refusal.message}</EmptyState>;
  if (value === null) return <SpinnerPage label="Reading the members" />;
  const { members, requests, hasRecoveryKey, fingerprint } = value;
  if (!hasRemote && members.length < 2) return <Alone />;
  const me = members.find((member) => member.isMe && !member.removed);
  const isOwner = me?.role === 'owner';
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        {isWaiting && <WaitingForOwner fingerprint={fingerprint} members={members} />}
        {isOwner && requests.length > 0 && <JoinRequests requests={requests} members={members} />}
        <section className={styles.part} aria-labelledby="members-heading">
          <div className={styles.head}>
            <h2 id="members-heading" className={styles.heading}>
              Members
            </h2>
            {me && hasRemote && (
              <Button onClick={() => openDialog({ kind: 'invite', ownDevice: true })}>Add a device of mine…</Button>
            )}
            {isOwner && hasRemote && (
              <Button variant="primary" onClick={() => openDialog({ kind: 'invite', ownDevice: false })}>
                Invite…
              </Button>
            )}
          </div>
          <MemberList members={members} isOwner={isOwner} />
          <p className={styles.small}>
            The store itself enforces nothing. Every reader checks each change against the roles at its place in the
            log; what somebody was not allowed to do has no effect for anybody.
          </p>
        </section>
        {me && <OwnDevice fingerprint={fingerprint} />}
        {isOwner && <RecoveryKey has={hasRecoveryKey} />}
      </div>
    </div>
  );
}

function Alone() {
  return (
    <EmptyState
      title="Just you, on this device"
      actions={
        <>
          <Button onClick={() => openDialog({ kind: 'join-team' })}>Join a team…</Button>
          <Button variant="primary" onClick={() => openDialog({ kind: 'connect-remote' })}>
            Connect a remote…
          </Button>
        </>
      }
    >
      Connect a place that others can reach, a shared folder or a database, and invite them. You become the owner.
    </EmptyState>
  );
}
