import { RadioGroup } from 'radix-ui';
import { useId } from 'react';
import { ROLE_OPTIONS, type Role } from './role-words.ts';
import styles from './role-choice.module.css';

/** One of the roles, each with what it may do. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const id = useId();
  return (
    <RadioGroup.Root
      className={styles.group}
      aria-label="Role"
      value={value}
      onValueChange={(role) => onChange(role as Role)}
    >
      {ROLE_OPTIONS.map((option) => (
        <div key={option.value} className={styles.option} data-chosen={option.value === value || undefined}>
          <RadioGroup.Item
            id={`${id}-${option.value}`}
            value={option.value}
            className={styles.radio}
            aria-describedby={`${id}-${option.value}-may`}
          >
            <RadioGroup.Indicator className={styles.dot} />
          </RadioGroup.Item>
          <label className={styles.label} htmlFor={`${id}-${option.value}`}>
            {option.label}
          </label>
          <span id={`${id}-${option.value}-may`} className={styles.may}>
            {option.may}
          </span>
        </div>
      ))}
    </RadioGroup.Root>
  );
}
