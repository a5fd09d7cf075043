import styles from './spinner.module.css';

/** Says that something is under way; shows nothing for the first 150 ms, so that quick answers do not flicker. */
export function Spinner({ label = 'Loading' }: { label?: string }) {
  return <output className={styles.spinner} aria-label={label} />;
}

/** A spinner in the middle of what it stands in for. */
export function SpinnerPage({ label }: { label?: string }) {
  return (
    <div className={styles.page}>
      <Spinner label={label} />
    </div>
  );
}
