import { ToggleGroup } from 'radix-ui';
import styles from './segmented.module.css';

type Props<V extends string> = {
  /** The accessible name of the whole. */
  label: string;
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: string; disabled?: boolean }[];
};

/** One of two or three views of the same thing, side by side. */
export function Segmented<V extends string>({ label, value, onValueChange, options }: Props<V>) {
  return (
    <ToggleGroup.Root
      type="single"
      className={styles.group}
      aria-label={label}
      value={value}
      // Pressing the one that is on leaves it on.
      onValueChange={(next) => next !== '' && onValueChange(next as V)}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled ?? false}
          className={styles.option}
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
