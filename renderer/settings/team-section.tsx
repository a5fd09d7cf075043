import { openDialog } from '../state/dialogs.ts';
import { useSync } from '../state/sync.ts';
import { KeyPlace } from '../sync/key-place.tsx';
import { shownState, stateSentence } from '../sync/sync-words.ts';
import { showTeam } from '../team/team-area-state.ts';
import { Button } from '../ui/button.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

/** Whether this workspace is shared, and where to look after that. */
export function TeamSection() {
  const status = useSync((state) => state.status);
  if (status === null) return null;
  const { remote, keyPlace } = status;
  return (
    <Section title="Team" about="Who else works here, and where the log they share lies.">
      <p className={styles.aboutText} data-state={shownState(status)}>
        {remote !== null && <b>{remote.name}. </b>}
        {stateSentence(status)}
      </p>
      {remote !== null && <KeyPlace place={keyPlace} />}
      <div className={styles.buttons}>
        {remote === null ? (
          <>
            <Button onClick={() => openDialog({ kind: 'connect-remote' })}>Connect a remote…</Button>
            <Button onClick={() => openDialog({ kind: 'join-team' })}>Join a team…</Button>
          </>
        ) : (
          <>
            <Button onClick={() => showTeam('members')}>Members</Button>
            <Button onClick={() => showTeam('remote')}>Remote</Button>
          </>
        )}
      </div>
    </Section>
  );
}
