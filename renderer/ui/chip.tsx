import { classNames } from './class-names.ts';
import { Unseen } from './unseen.tsx';
import styles from './chip.module.css';

type LabelChipProps = {
  label: string;
  /** Shown after the label as `v7`. */
  number?: number | undefined;
  /** Shows the number alone; the label stays in the accessible name and the title. */
  compact?: boolean;
  className?: string;
};

/** A label by its colour: production green, staging amber, every other one violet. */
export function LabelChip({ label, number, compact = false, className }: LabelChipProps) {
  const full = number === undefined ? label : `${label} v${number}`;
  const shown = compact && number !== undefined ? `v${number}` : full;
  return (
    <span className={classNames(styles.chip, className)} data-tone={toneOf(label)} title={full}>
      {shown === full ? (
        <span className={styles.text}>{full}</span>
      ) : (
        <>
          <span aria-hidden>{shown}</span>
          <Unseen>{full}</Unseen>
        </>
      )}
    </span>
  );
}

/** Marks what has a draft that is not committed. */
export function DraftDot() {
  return (
    <span className={styles.dot} title="Draft not committed">
      <Unseen>Draft not committed</Unseen>
    </span>
  );
}

function toneOf(label: string): 'production' | 'staging' | 'other' {
  return label === 'production' || label === 'staging' ? label : 'other';
}
