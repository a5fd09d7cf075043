import { useState } from 'react';
import type { JoinRequest, MemberRow } from '../../shared/contract/team-calls.ts';
import { call } from '../state/client.ts';
import { openDialog } from '../state/dialogs.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import { showToast } from '../ui/toast.tsx';
import { roleLabel } from './role-words.ts';
import page from './team-area.module.css';
import styles from './members.module.css';

type Props = { requests: readonly JoinRequest[]; members: readonly MemberRow[] };

/** Who asks to be let in. */
export function JoinRequests({ requests, members }: Props) {
  return (
    <section className={page.part} aria-labelledby="requests-heading">
      <h2 id="requests-heading" className={page.heading}>
        {requests.length === 1 ? 'Somebody asks to be let in' : `${requests.length} people ask to be let in`}
      </h2>
      <ul className={styles.list}>
        {requests.map((request) => (
          <RequestRow
            key={request.deviceId}
            request={request}
            memberName={members.find((member) => member.memberId === request.memberId)?.name ?? null}
          />
        ))}
      </ul>
    </section>
  );
}

function RequestRow({ request, memberName }: { request: JoinRequest; memberName: string | null }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const decline = async () => {
    setBusy(true);
    const reply = await call('team.decline', { deviceId: request.deviceId });
    setBusy(false);
    setProblem(reply.ok ? null : reply.error.message);
    if (reply.ok) showToast({ text: `${request.name} is not let in. Galley does not tell them: that is yours to do.` });
  };
  return (
    <li className={styles.request}>
      <div className={styles.requestText}>
        <p>
          <b className={styles.name}>{request.name}</b>{' '}
          {memberName === null
            ? `as ${roleLabel(request.role).toLowerCase()}`
            : `with a further device of ${memberName}`}
          <span className={styles.faint}>
            {' '}
            · asked <Time at={request.at} />
          </span>
        </p>
        <p>
          <span className={styles.faint}>Key </span>
          <span className={styles.fingerprint}>{request.fingerprint}</span>
        </p>
        {problem !== null && <Notice>{problem}</Notice>}
      </div>
      <Button busy={busy} aria-label={`Decline ${request.name}`} onClick={() => void decline()}>
        Decline
      </Button>
      <Button
        aria-label={`Let ${request.name} in…`}
        onClick={() => openDialog({ kind: 'accept-request', deviceId: request.deviceId })}
      >
        Let in…
      </Button>
    </li>
  );
}
