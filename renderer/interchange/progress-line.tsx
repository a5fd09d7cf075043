import styles from './progress-line.module.css';

type Props = {
  text: string;
  done: number;
  /** Null where it is not known. */ total: number | null;
  unit: 'bytes' | 'items';
};

/** How far something is. */
export function ProgressLine({ text, done, total, unit }: Props) {
  return (
    <div className={styles.line}>
      <div className={styles.text}>
        <span>{text}</span>
        {unit === 'bytes' && total !== null && (
          <span className={styles.amount}>
            {printBytes(done)} of {printBytes(total)}
          </span>
        )}
      </div>
      <progress
        className={styles.bar}
        aria-label={text}
        {...(total === null || total === 0 ? {} : { max: total, value: Math.min(done, total) })}
      />
    </div>
  );
}

/** `820 KB`, `1.4 MB`: decimal units, as file managers show them. */
function printBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
