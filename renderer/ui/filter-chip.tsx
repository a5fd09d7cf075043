import { X } from 'lucide-react';
import styles from './filter-chip.module.css';

/** A filter that is on: pressing it takes it off. */
export function FilterChip({ text, onTakeOff }: { text: string; onTakeOff: () => void }) {
  return (
    <button type="button" className={styles.chip} aria-label={`Take off the filter: ${text}`} onClick={onTakeOff}>
      <span className={styles.text}>{text}</span>
      <X aria-hidden />
    </button>
  );
}
