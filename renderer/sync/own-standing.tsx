import { useSync } from '../state/sync.ts';
import { showArea } from '../state/tabs.ts';
import styles from './own-standing.module.css';

/** How many things wait on this person, in the status bar; nothing where none does. */
export function AttentionCount() {
  const count = useSync((state) => state.status?.attention ?? 0);
  if (count === 0) return null;
  return (
    <button type="button" className={styles.attention} onClick={() => showArea('attention')}>
      {count.toLocaleString('en')} {count === 1 ? 'needs' : 'need'} attention
    </button>
  );
}

/** What this person may do here, after their name; nothing in a workspace without a team. */
export function OwnRole() {
  const role = useSync(({ status }) => {
    if (status === null || status.remote === null) return null;
    return status.member?.role ?? 'not in the team yet';
  });
  return role === null ? null : <span className={styles.role}> · {role}</span>;
}
