import { KeyPlace } from '../sync/key-place.tsx';
import { openDialog } from '../state/dialogs.ts';
import { useSync } from '../state/sync.ts';
import { Button } from '../ui/button.tsx';
import page from './team-area.module.css';
import styles from './members.module.css';

/** The key that signs for this device. */
export function OwnDevice({ fingerprint }: { fingerprint: string | null }) {
  const place = useSync((state) => state.status?.keyPlace ?? null);
  return (
    <section className={page.part} aria-labelledby="device-heading">
      <div className={page.head}>
        <h2 id="device-heading" className={page.heading}>
          This device
        </h2>
        <Button onClick={() => openDialog({ kind: 'rotate-key' })}>Change its key…</Button>
      </div>
      {fingerprint !== null && (
        <p>
          <span className={styles.faint}>Key </span>
          <span className={styles.fingerprint}>{fingerprint}</span>
        </p>
      )}
      {place !== null && <KeyPlace place={place} />}
    </section>
  );
}
